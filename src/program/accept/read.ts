import { acceptanceDiagnostics } from '../../diagnostics/catalog/acceptance.js';
import { errorsOf, hasErrors, type Diagnostic } from '../../diagnostics/diagnostic.js';
import { Reporter } from '../../diagnostics/reporter.js';
import type { Pattern } from '../../pattern/pattern.js';
import { readName } from '../../policy/names/names.js';
import { Source, type Place } from '../../source/source.js';
import { parsePhrase, parsePolicy } from '../../syntax/parse.js';
import type { Acceptance, AcceptedPhrase } from './acceptance.js';
import { linesOf, reasonIn, showsNothing, withoutComment, type Line } from './lines.js';
import { shifted } from './shifted.js';

/** The entries of a file, or what is wrong with it. */
export type ReadAcceptances =
  | { readonly ok: true; readonly acceptances: readonly Acceptance[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * Reads a file of `--accept`. An entry is a line `accept ROLE on BROKER, …`, for access in a vhost a line
 * `vhost NAME`, phrases as in an `allow`, each on a line, and as the last line `because "REASON"`.
 */
export function readAcceptances(source: Source): ReadAcceptances {
  const reading = new Reading(source);
  for (const line of linesOf(source)) reading.take(line);
  reading.end();
  const diagnostics = errorsOf(reading.reporter.diagnostics);
  return diagnostics.length > 0
    ? { ok: false, diagnostics }
    : { ok: true, acceptances: reading.entries };
}

/** An entry while its lines are read. */
interface Draft {
  readonly head: Line;
  readonly role: string;
  readonly brokers: readonly string[];
  /** Null where the line is there and cannot be read, which is told. */
  vhost: Pattern | null | undefined;
  readonly phrases: AcceptedPhrase[];
  /** Whether there is a line with a phrase, also one that cannot be read. */
  isAboutSomething: boolean;
}

const NAME = /^[A-Za-z][\w-]*$/;

const HEAD =
  'An entry starts with `accept ROLE on BROKER`, or several brokers with commas between.';

class Reading {
  readonly reporter = new Reporter();
  readonly entries: Acceptance[] = [];
  #draft: Draft | undefined;

  constructor(private readonly source: Source) {}

  take(line: Line): void {
    if (line.kind === 'accept') {
      this.end();
      this.#draft = this.#begun(line);
    } else if (this.#draft === undefined) this.#wrong(line, HEAD);
    else if (line.kind === 'vhost') this.#vhost(line, this.#draft);
    else if (line.kind === 'phrase') this.#phrase(line, this.#draft);
    else this.#because(line, this.#draft);
  }

  /** The entry before ends here, if one is open. */
  end(): void {
    if (this.#draft !== undefined)
      this.#wrong(
        this.#draft.head,
        'This entry has no reason. Its last line is `because "…"`, with what whoever reviews it signs.',
      );
    this.#draft = undefined;
  }

  #begun(head: Line): Draft {
    const [, role = '', list = ''] =
      /^accept\s+(\S+)\s+on\s+(.+)$/.exec(withoutComment(head.text)) ?? [];
    const brokers = list.split(',').map((name) => name.trim());
    if (role === '') this.#wrong(head, HEAD);
    else {
      const bad = [role, ...brokers].find((name) => !NAME.test(name));
      if (bad !== undefined)
        this.#wrong(
          head,
          `\`${bad}\` is not the name of a role or broker. Each is named by itself: no wildcard, group or variable stands for them here.`,
        );
    }
    return { head, role, brokers, vhost: undefined, phrases: [], isAboutSomething: false };
  }

  #vhost(line: Line, draft: Draft): void {
    if (draft.vhost !== undefined || draft.isAboutSomething) {
      this.#wrong(
        line,
        'An entry is about one vhost, named before its phrases. Write another entry.',
      );
      return;
    }
    draft.vhost = this.#isPlain(line) ? (this.#vhostIn(line) ?? null) : null;
  }

  #vhostIn(line: Line): Pattern | undefined {
    const reporter = new Reporter();
    const source = new Source(this.source.name, `${line.text}\n{ }\n`, this.source.path);
    const [block] = parsePolicy(source, reporter).items;
    if (block?.type !== 'vhost' || hasErrors(reporter.diagnostics)) {
      this.#wrong(line, 'This line names one vhost, such as `vhost orders`, and nothing else.');
      return undefined;
    }
    const named = readName(block.pattern, 'vhost', { source, environment: NOTHING, reporter });
    this.reporter.take(shifted(reporter.diagnostics, this.source, line.start));
    return named?.pattern;
  }

  #phrase(line: Line, draft: Draft): void {
    draft.isAboutSomething = true;
    if (!this.#isPlain(line)) return;
    const source = new Source(this.source.name, line.text, this.source.path);
    const reporter = new Reporter();
    const phrase = parsePhrase(source, reporter);
    this.reporter.take(shifted(reporter.diagnostics, this.source, line.start));
    if (phrase === undefined || hasErrors(reporter.diagnostics)) return;
    if (phrase.expects.length > 0)
      this.#wrong(line, 'An entry accepts no warning. Write the phrase without `@expect`.');
    else if (phrase.type === 'call')
      this.#wrong(
        line,
        'A profile can change after it was accepted. Write the phrases that it stands for.',
      );
    else if ((phrase.type === 'phrase' || phrase.type === 'connect') && draft.vhost === undefined)
      this.#wrong(line, 'This is about a vhost. Name it before, in a line `vhost NAME`.');
    else
      draft.phrases.push({ phrase, source, offset: line.start, text: source.slice(phrase.range) });
  }

  #because(line: Line, { head, role, brokers, vhost, phrases, isAboutSomething }: Draft): void {
    this.#draft = undefined;
    const reason = reasonIn(line.text);
    if (reason === undefined)
      this.#wrong(line, 'Write the reason on this line in double quotes: `because "…"`.');
    else if (showsNothing(reason))
      this.#wrong(line, 'Write why this access is meant: whoever reviews it signs the reason.');
    if (!isAboutSomething)
      this.#wrong(
        head,
        'This entry accepts nothing. Write a phrase under it, such as `consume queue orders.work`.',
      );
    const place = this.#place(head);
    const about = vhost ?? undefined;
    this.entries.push({ role, brokers, vhost: about, phrases, reason: reason ?? '', place });
  }

  /** What is accepted must not depend on what others can change. */
  #isPlain(line: Line): boolean {
    if (!/(?<!\\)\$\{/.test(line.text)) return true;
    this.#wrong(line, 'What a variable stands for can change. Write the name itself.');
    return false;
  }

  #wrong(line: Line, reason: string): void {
    this.reporter.report(acceptanceDiagnostics.badAcceptance, this.#place(line), { reason });
  }

  #place({ start, text }: Line): Place {
    return { source: this.source, range: { start, end: start + text.length } };
  }
}

/** No variable has a value here. */
const NOTHING = {
  broker: '',
  lookup: () => ({ found: 'unknown' }) as const,
  names: (): readonly string[] => [],
};
