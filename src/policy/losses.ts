import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { brokerDiagnostics } from '../diagnostics/catalog/brokers.js';
import { policyDiagnostics } from '../diagnostics/catalog/policy.js';
import { phraseDiagnostics } from '../diagnostics/catalog/phrases.js';
import { encloses, type TextRange } from '../source/range.js';
import type { Source } from '../source/source.js';
import type { Item, PolicyFile } from '../syntax/tree.js';
import { allItems } from '../syntax/walk.js';

/**
 * What of a policy's files could not be read. What hangs on it is not told again: a name that stands there
 * may be declared there, and a rule that lacks a phrase says less than was meant.
 */
export class Losses {
  readonly #words = new Set<string>();
  /** What could not be read in full: what is told of others may come of that. */
  readonly #partly = new Set<Part>();
  readonly #ranges = new Map<Source, readonly TextRange[]>();
  readonly #broken = new Map<Source, readonly TextRange[]>();

  constructor(files: readonly PolicyFile[]) {
    for (const { source, lost, broken, mistakes, items } of files) {
      if (broken.length > 0) this.#broken.set(source, broken);
      const all = [...lost, ...mistakes];
      if (all.length === 0) continue;
      this.#ranges.set(source, all);
      // The word that opens a broker may be what is wrong.
      if (lost.some((one) => OF_A_BROKER.test(source.slice(one)))) this.#partly.add('broker');
      for (const item of allItems(items))
        for (const part of partsIn(item, source, all)) this.#partly.add(part);
      for (const range of lost)
        for (const word of source.slice(range).split(/[\s,{}()"'=[\];]+/)) {
          this.#words.add(word);
          for (const piece of word.split(/[^\w-]+/)) this.#words.add(piece);
        }
    }
  }

  /** Whether a name stands in what could not be read. */
  holds(name: string): boolean {
    return this.#words.has(name);
  }

  /** Whether a part of some broker was lost, a setting or a variable, or the whole of one. */
  get ofBroker(): boolean {
    return this.#partly.has('broker');
  }

  /** Whether it is not known who is in some group. */
  get ofGroup(): boolean {
    return this.#partly.has('group');
  }

  /** Whether nothing could be lost, as all was read. */
  get none(): boolean {
    return this.#ranges.size + this.#broken.size === 0;
  }

  /**
   * Whether a diagnostic says that a name is unknown which may be declared where something was lost, or is
   * about a line that has a mistake which is told.
   */
  explain({ code, place: { source, range } }: Diagnostic): boolean {
    if (this.breaks(source, range)) return true;
    if ([...this.#partly].some((part) => FOLLOWS[part].includes(code))) return true;
    // An ARN ends where its line goes wrong.
    if (code === policyDiagnostics.badRoleArn.code && this.#isBeside(source, range)) return true;
    if (!OF_NAMES.has(code)) return false;
    const written = source.slice(range).replace(/^(?:\$\{|")|[}"]$/g, '');
    // A blank of another kind is told where it stands, and may part a name from what is before it.
    const pieces = /[^\S ]/.test(written) ? written.split(/\s+/) : [];
    return this.holds(written) || pieces.some((piece) => piece !== '' && this.holds(piece));
  }

  /** Whether a stretch stands in a line that has a mistake which is told. */
  breaks(source: Source, range: TextRange): boolean {
    return this.#broken.get(source)?.some((line) => encloses(line, range)) === true;
  }

  /** Whether something of an item could not be read, the items in it included. */
  touches(source: Source, { range }: Item): boolean {
    return this.#in(source).some((lost) => encloses(range, lost));
  }

  /** Whether something in a block could not be read that is in none of the rules and tests in it. */
  touchesDeclarations(
    source: Source,
    { range, items }: Item & { readonly items: readonly Item[] },
  ): boolean {
    const rules = items.filter(({ type }) => RULES.has(type));
    return this.#in(source).some(
      (lost) => encloses(range, lost) && !rules.some((rule) => encloses(rule.range, lost)),
    );
  }

  /** Whether a mistake stands behind a stretch on its line. */
  #isBeside(source: Source, { start, end }: TextRange): boolean {
    return this.#in(source).some(
      (lost) => lost.start >= start && isOnLine(source, { start: end, end }, lost),
    );
  }

  #in(source: Source): readonly TextRange[] {
    return this.#ranges.get(source) ?? [];
  }
}

/** What others hang on: a broker, the name of something, who is in a group, what a profile takes, which vhost a block is about. */
type Part = 'broker' | 'name' | 'group' | 'profile' | 'vhost';

/** The parts of an item that could not be read in full, by the stretches of its file that could not. */
function partsIn(item: Item, source: Source, all: readonly TextRange[]): readonly Part[] {
  const parts = new Set<Part>();
  if (item.type === 'broker' && all.some((one) => encloses(item.range, one))) parts.add('broker');
  if (item.type === 'group' && all.some((one) => isOnLine(source, item.range, one)))
    parts.add('group');
  if (item.type === 'broker' && item.names.includes(null)) parts.add('broker').add('name');
  if (item.type === 'role' || item.type === 'group' || item.type === 'profile')
    if (item.name === null) parts.add('name');
  if (item.type === 'profile' && isHeadIn(item, all)) parts.add('profile');
  if (item.type === 'vhost' && item.pattern === null) parts.add('vhost');
  return [...parts];
}

/** Whether a stretch stands in another, or behind it on the line where that starts. */
function isOnLine({ text }: Source, within: TextRange, { start }: TextRange): boolean {
  return start >= within.start && !/[\r\n]/.test(text.slice(within.start, start));
}

/** Whether a mistake stands in a block before what it holds. */
function isHeadIn(
  { range, items }: Item & { readonly items: readonly Item[] },
  all: readonly TextRange[],
): boolean {
  const start = items[0]?.range.start ?? range.end;
  return all.some((one) => one.start >= range.start && one.start < start);
}

/** Settings that every broker has, in what may be one. */
const OF_A_BROKER = /\{[^{}]*\b(?:engine|issuer)[ \t]/;

/** What is said of others where a part could not be read in full. */
const FOLLOWS: Readonly<Record<Part, readonly string[]>> = {
  broker: [
    policyDiagnostics.unknownVariable,
    policyDiagnostics.missingVariable,
    policyDiagnostics.unsetVariable,
    brokerDiagnostics.missingEngine,
    phraseDiagnostics.apiRightOnOwnBroker,
  ].map(({ code }) => code),
  name: [policyDiagnostics.unknownName.code],
  group: [],
  profile: [policyDiagnostics.wrongArgumentCount.code, policyDiagnostics.unknownVariable.code],
  vhost: [phraseDiagnostics.undeclaredName.code],
};

/** What is said of names that are declared nowhere. */
const OF_NAMES: ReadonlySet<string> = new Set([
  policyDiagnostics.unknownName.code,
  policyDiagnostics.unknownVariable.code,
  phraseDiagnostics.undeclaredName.code,
]);

const RULES: ReadonlySet<Item['type']> = new Set<Item['type']>(['allow', 'can', 'never', 'test']);
