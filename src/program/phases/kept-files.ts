import { Recall } from '../../diagnostics/recall.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import type { Source } from '../../source/source.js';
import type { Before } from '../../syntax/again.js';
import { parsePolicy } from '../../syntax/parse.js';
import type { PolicyFile } from '../../syntax/tree.js';

/** The files of a policy as they were read last: of one that was edited, only what is new is read. */
export class KeptFiles {
  readonly #outcomes: Recall<PolicyFile>;
  readonly #before = new WeakMap<Source, Before>();

  /** @param keeps whether anything is kept; for a policy that is read once it would only take memory */
  constructor(readonly keeps: boolean) {
    this.#outcomes = new Recall(keeps);
  }

  /** The tree of a file; what is wrong with it goes to the reporter. */
  of(source: Source, reporter: Reporter): PolicyFile {
    const { text } = source;
    return this.#outcomes.of(source, '', [text], reporter, (part) => {
      const file = parsePolicy(source, part, this.#before.get(source));
      if (this.keeps) this.#before.set(source, { text, file });
      return file;
    });
  }
}
