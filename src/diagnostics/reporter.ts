import type { Place, Source } from '../source/source.js';
import type { Definition } from './define.js';
import type { Diagnostic, Fix, Note } from './diagnostic.js';
import { Suggester } from './nearest.js';

/** What may come with a diagnostic beside its message. */
export interface Extras {
  readonly notes?: readonly Note[];
  readonly fixes?: readonly Fix[];
  /** Where the profiles are used that lead to the place, outermost first. */
  readonly uses?: readonly Place[];
}

/** A diagnostic, and a text that is the same exactly for those of its file that count as the same. */
export interface Reported {
  readonly key: string;
  readonly diagnostic: Diagnostic;
}

/** Where a diagnostic stands among those found, and its own list of uses once there are several. */
interface Seen {
  readonly at: number;
  uses?: (readonly Place[])[];
}

/**
 * Collects diagnostics. One found again at the same place with the same message, as happens when a
 * policy is resolved for several brokers, is kept once.
 */
export class Reporter {
  readonly #found: Reported[] = [];
  #seen: Map<Source, Map<string, Seen>> | undefined;

  /** @param suggester finds what misspelt names were meant to be, within the budget of one run */
  constructor(readonly suggester = new Suggester()) {}

  /** Adds a diagnostic of the given kind. */
  report<P>(definition: Definition<P>, place: Place, particulars: P, extras: Extras = {}): void {
    const { code, severity } = definition;
    const message = definition.message(particulars);
    const { notes = [], fixes = [], uses = [] } = extras;
    this.#add({
      key: `${code}\0${place.range.start}\0${place.range.end}\0${message}`,
      diagnostic: { code, severity, message, place, notes, fixes, uses: [uses] },
    });
  }

  /** Adds what was reported for a part of the work. */
  take(reported: readonly Reported[]): void {
    for (const one of reported) this.#add(one);
  }

  /** What was reported, in the order of reporting, to be taken by another reporter. */
  get reported(): readonly Reported[] {
    return this.#found;
  }

  /** What was reported, in the order of reporting. */
  get diagnostics(): readonly Diagnostic[] {
    return this.#found.map(({ diagnostic }) => diagnostic);
  }

  #add(one: Reported): void {
    const { key, diagnostic } = one;
    this.#seen ??= new Map();
    let inFile = this.#seen.get(diagnostic.place.source);
    if (inFile === undefined) {
      inFile = new Map();
      this.#seen.set(diagnostic.place.source, inFile);
    }
    const seen = inFile.get(key);
    if (seen === undefined) {
      inFile.set(key, { at: this.#found.length });
      this.#found.push(one);
    } else this.#merge(seen, diagnostic);
  }

  /** What was reported may belong to others, so it is copied before it grows. */
  #merge(seen: Seen, { uses }: Diagnostic): void {
    const known = this.#found[seen.at];
    if (known === undefined) return;
    if (seen.uses === undefined) {
      seen.uses = [...known.diagnostic.uses];
      const diagnostic = { ...known.diagnostic, uses: seen.uses };
      this.#found[seen.at] = { key: known.key, diagnostic };
    }
    seen.uses.push(...uses);
  }
}
