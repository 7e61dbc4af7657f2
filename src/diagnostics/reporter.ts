import type { Place } from '../source/source.js';
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

/**
 * Collects diagnostics. One found again at the same place with the same message, as happens when a
 * policy is resolved for several brokers, is kept once.
 */
export class Reporter {
  /** Finds what misspelt names were meant to be, within the budget of one run. */
  readonly suggester = new Suggester();

  readonly #found: Diagnostic[] = [];
  readonly #seen = new Map<object, Map<string, (readonly Place[])[]>>();

  /** Adds a diagnostic of the given kind. */
  report<P>(definition: Definition<P>, place: Place, particulars: P, extras: Extras = {}): void {
    const message = definition.message(particulars);
    const key = `${definition.code}\0${place.range.start}\0${place.range.end}\0${message}`;
    const seen = this.#seen.get(place.source) ?? new Map<string, (readonly Place[])[]>();
    this.#seen.set(place.source, seen);
    const known = seen.get(key);
    if (known !== undefined) {
      known.push(extras.uses ?? []);
      return;
    }
    const uses = [extras.uses ?? []];
    seen.set(key, uses);
    const { code, severity } = definition;
    this.#found.push({
      code,
      severity,
      message,
      place,
      notes: extras.notes ?? [],
      fixes: extras.fixes ?? [],
      uses,
    });
  }

  /** What was reported, in the order of reporting. */
  get diagnostics(): readonly Diagnostic[] {
    return this.#found;
  }
}
