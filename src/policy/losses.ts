import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { brokerDiagnostics } from '../diagnostics/catalog/brokers.js';
import { policyDiagnostics } from '../diagnostics/catalog/policy.js';
import { phraseDiagnostics } from '../diagnostics/catalog/phrases.js';
import { encloses, type TextRange } from '../source/range.js';
import type { Source } from '../source/source.js';
import type { Item, PolicyFile } from '../syntax/tree.js';

/**
 * What of a policy's files could not be read. What hangs on it is not told again: a name that stands there
 * may be declared there, and a rule that lacks a phrase says less than was meant.
 */
export class Losses {
  readonly #words = new Set<string>();
  /** Whether a part of some broker was lost, which may have been a setting or a variable, or the whole of one. */
  readonly ofBroker: boolean = false;
  /** Whether something is declared without its name, so that any name may be that. */
  readonly #ofNames: boolean = false;
  readonly #ranges = new Map<Source, readonly TextRange[]>();
  readonly #broken = new Map<Source, readonly TextRange[]>();

  constructor(files: readonly PolicyFile[]) {
    for (const { source, lost, broken, items } of files) {
      if (broken.length > 0) this.#broken.set(source, broken);
      this.ofBroker ||= items.some((item) => item.type === 'broker' && item.names.includes(null));
      this.#ofNames ||= items.some(isNameless);
      if (lost.length === 0) continue;
      const brokers = items.filter(({ type }) => type === 'broker');
      this.ofBroker ||= lost.some(
        (one) =>
          brokers.some(({ range }) => encloses(range, one)) ||
          // The word that opens one may be what is wrong.
          OF_A_BROKER.test(source.slice(one)),
      );
      this.#ranges.set(source, lost);
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

  /** Whether nothing could be lost, as all was read. */
  get none(): boolean {
    return this.#ranges.size + this.#broken.size === 0 && !this.ofBroker && !this.#ofNames;
  }

  /**
   * Whether a diagnostic says that a name is unknown which may be declared where something was lost, or is
   * about a line that has a mistake which is told.
   */
  explain({ code, place: { source, range } }: Diagnostic): boolean {
    if (this.breaks(source, range)) return true;
    if (this.ofBroker && OF_BROKERS.has(code)) return true;
    if (this.#ofNames && code === policyDiagnostics.unknownName.code) return true;
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

  #in(source: Source): readonly TextRange[] {
    return this.#ranges.get(source) ?? [];
  }
}

/** Whether something that others name has no name. */
function isNameless(item: Item): boolean {
  if (item.type === 'on') return item.items.some(isNameless);
  if (item.type === 'broker') return item.names.includes(null);
  const isNamed = item.type === 'role' || item.type === 'group' || item.type === 'profile';
  return isNamed && item.name === null;
}

/** Settings that every broker has, in what may be one. */
const OF_A_BROKER = /\{[^{}]*\b(?:engine|issuer)[ \t]/;

/** What is said of settings and variables that brokers lack. */
const OF_BROKERS: ReadonlySet<string> = new Set([
  policyDiagnostics.unknownVariable.code,
  policyDiagnostics.missingVariable.code,
  policyDiagnostics.unsetVariable.code,
  brokerDiagnostics.missingEngine.code,
]);

/** What is said of names that are declared nowhere. */
const OF_NAMES: ReadonlySet<string> = new Set([
  policyDiagnostics.unknownName.code,
  policyDiagnostics.unknownVariable.code,
  phraseDiagnostics.undeclaredName.code,
]);

const RULES: ReadonlySet<Item['type']> = new Set<Item['type']>(['allow', 'can', 'never', 'test']);
