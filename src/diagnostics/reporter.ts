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
  readonly #found: Diagnostic[] = [];
  #seen: Map<Source, Map<number, Map<string, Seen[]>>> | undefined;

  /** @param suggester finds what misspelt names were meant to be, within the budget of one run */
  constructor(readonly suggester = new Suggester()) {}

  /** Adds a diagnostic of the given kind. */
  report<P>(definition: Definition<P>, place: Place, particulars: P, extras: Extras = {}): void {
    const { code, severity } = definition;
    const message = definition.message(particulars);
    const { notes = [], fixes = [], uses = [] } = extras;
    this.#add({ code, severity, message, place, notes, fixes, uses: [uses] });
  }

  /** Adds what was reported for a part of the work. */
  take(reported: readonly Diagnostic[]): void {
    for (const one of reported) this.#add(one);
  }

  /** What was reported, in the order of reporting; it goes on growing. */
  get reported(): readonly Diagnostic[] {
    return this.#found;
  }

  /** What was reported up to now, in the order of reporting. */
  get diagnostics(): readonly Diagnostic[] {
    return this.#found.slice();
  }

  #add(diagnostic: Diagnostic): void {
    const { message, place } = diagnostic;
    const { source, range } = place;
    this.#seen ??= new Map();
    let inFile = this.#seen.get(source);
    if (inFile === undefined) {
      inFile = new Map();
      this.#seen.set(source, inFile);
    }
    const { start } = range;
    let byMessage = inFile.get(start);
    if (byMessage === undefined) {
      byMessage = new Map();
      inFile.set(start, byMessage);
    }
    const alike = byMessage.get(message) ?? [];
    const seen = alike.find(({ at }) => isSame(this.#found[at], diagnostic));
    if (seen !== undefined) {
      this.#merge(seen, diagnostic);
      return;
    }
    byMessage.set(message, alike);
    alike.push({ at: this.#found.length });
    this.#found.push(diagnostic);
  }

  /** What was reported may belong to others, so it is copied before it grows. */
  #merge(seen: Seen, { uses }: Diagnostic): void {
    const known = this.#found[seen.at];
    if (known === undefined) return;
    if (seen.uses === undefined) {
      seen.uses = [...known.uses];
      this.#found[seen.at] = { ...known, uses: seen.uses };
    }
    seen.uses.push(...uses);
  }
}

/** Whether two diagnostics of one file that start at one offset and say the same count as the same. */
function isSame(one: Diagnostic | undefined, other: Diagnostic): boolean {
  return (
    one !== undefined && one.code === other.code && one.place.range.end === other.place.range.end
  );
}
