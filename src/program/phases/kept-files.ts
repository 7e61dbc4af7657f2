import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { Reporter } from '../../diagnostics/reporter.js';
import type { Source } from '../../source/source.js';
import type { Parse } from '../../syntax/parse-once.js';
import type { PolicyFile } from '../../syntax/tree.js';

/** A file as it was read last, with what was told of it. */
interface Read {
  readonly text: string;
  readonly file: PolicyFile;
  readonly reported: readonly Diagnostic[];
  /** How many names were compared to find what misspelt ones were meant to be. */
  readonly compared: number;
}

/** The files of a policy as they were read last: of one that was edited, only what is new is read. */
export class KeptFiles {
  readonly #read = new WeakMap<Source, Read>();

  /** @param keeps whether anything is kept; for a policy that is read once it would only take memory */
  constructor(readonly keeps = true) {}

  /** The tree of a file; what is wrong with it goes to the reporter. */
  of(source: Source, reporter: Reporter, parse: Parse): PolicyFile {
    if (!this.keeps) return parse(source, reporter);
    const { suggester } = reporter;
    const known = this.#read.get(source);
    if (known?.text === source.text && known.compared <= suggester.left) {
      suggester.spend(known.compared);
      reporter.take(known.reported);
      return known.file;
    }
    const part = new Reporter(suggester);
    const before = suggester.left;
    const file = parse(source, part, known);
    reporter.take(part.reported);
    // Once the budget for suggestions is used up, they may lack what they would have otherwise.
    const compared = suggester.left > 0 ? before - suggester.left : Infinity;
    const { text } = source;
    this.#read.set(source, { text, file, reported: part.reported, compared });
    return file;
  }
}
