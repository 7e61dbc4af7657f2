import type { Place, Source } from '../source/source.js';
import type { Definition } from './define.js';
import type { Diagnostic, Fix, Note } from './diagnostic.js';
import { onEither } from './fold.js';
import { Suggester } from './nearest.js';
import type { OnBrokers } from './on-brokers.js';
import { withUnseen } from './unseen.js';

/** What may come with a diagnostic beside its message. */
export interface Details {
  readonly notes?: readonly Note[];
  readonly fixes?: readonly Fix[];
  /** Where the profiles are used that lead to the place, outermost first. */
  readonly uses?: readonly Place[];
}

/**
 * Collects diagnostics. One found again at the same place with the same message, as happens when a
 * policy is resolved for several brokers, is kept once, with the brokers that it was found for.
 */
export class Reporter {
  readonly #found: Found;
  readonly #on: OnBrokers | undefined;

  /**
   * @param suggester finds what misspelt names were meant to be, within the budget of one run
   * @param found where the diagnostics go
   * @param on the broker that all of them are found for
   */
  constructor(
    readonly suggester = new Suggester(),
    found = new Found(),
    on?: OnBrokers,
  ) {
    this.#found = found;
    this.#on = on;
  }

  /**
   * A reporter for the work about one broker: what it takes is told with that broker's name.
   *
   * @param all the names of all brokers; of a single one nothing is noted
   */
  on(broker: string, all: readonly string[]): Reporter {
    if (all.length < 2) return this;
    return new Reporter(this.suggester, this.#found, { names: [broker], all });
  }

  /** Adds a diagnostic of the given kind. */
  report<P>(definition: Definition<P>, place: Place, particulars: P, extras: Details = {}): void {
    const { code, severity } = definition;
    const message = definition.message(particulars);
    const told = severity === 'error' ? withUnseen(place, extras) : extras;
    const { notes = [], fixes = [], uses = [] } = told;
    this.#add({ code, severity, message, place, notes, fixes, uses: [uses] });
  }

  /** Adds what was reported for a part of the work. */
  take(reported: readonly Diagnostic[]): void {
    for (const one of reported) this.#add(one);
  }

  /** What was reported, in the order of reporting; it goes on growing. */
  get reported(): readonly Diagnostic[] {
    return this.#found.all;
  }

  /** What was reported up to now, in the order of reporting. */
  get diagnostics(): readonly Diagnostic[] {
    return this.#found.all.slice();
  }

  #add(diagnostic: Diagnostic): void {
    const on = this.#on;
    this.#found.add(on === undefined || diagnostic.on ? diagnostic : { ...diagnostic, on });
  }
}

/** Diagnostics, each once. */
class Found {
  readonly all: Diagnostic[] = [];
  /** Where among them stands the first that starts at an offset of a file; nearly all are alone there. */
  #first: Map<Source, Map<number, number>> | undefined;
  /** By message where those stand that start where another does. */
  #more: Map<Source, Map<number, Map<string, number[]>>> | undefined;
  /** Lists of uses that are this collection's own, and may grow. */
  #uses: Map<number, (readonly Place[])[]> | undefined;

  add(diagnostic: Diagnostic): void {
    const known = this.#alike(diagnostic);
    if (known === undefined) this.all.push(diagnostic);
    else this.#merge(known, diagnostic);
  }

  /** Where one stands that says the same; undefined for one that is new, of which it is noted that it comes next. */
  #alike(diagnostic: Diagnostic): number | undefined {
    const { source, range } = diagnostic.place;
    const { start } = range;
    this.#first ??= new Map();
    const firsts = ofKey(this.#first, source);
    const first = firsts.get(start);
    if (first === undefined) {
      firsts.set(start, this.all.length);
      return undefined;
    }
    const isAlike = (at: number): boolean => isSame(this.all[at], diagnostic);
    if (isAlike(first)) return first;
    this.#more ??= new Map();
    const byMessage = ofKey(ofKey(this.#more, source), start);
    const more = byMessage.get(diagnostic.message);
    if (more === undefined) byMessage.set(diagnostic.message, [this.all.length]);
    const known = more?.find(isAlike);
    if (known === undefined) more?.push(this.all.length);
    return known;
  }

  /** What was reported may belong to others, so it is copied before it grows. */
  #merge(at: number, diagnostic: Diagnostic): void {
    const known = this.all[at];
    if (known === undefined) return;
    const on = onEither(known, diagnostic);
    let own = this.#uses?.get(at);
    if (own === undefined) {
      own = [...known.uses];
      (this.#uses ??= new Map()).set(at, own);
    }
    own.push(...diagnostic.uses);
    // What makes something fail is an error, though it was a warning before.
    const severity = diagnostic.severity === 'error' ? 'error' : known.severity;
    if (known.uses !== own || on !== known.on || severity !== known.severity)
      this.all[at] = { ...known, severity, uses: own, on };
  }
}

function ofKey<Key, A, B>(maps: Map<Key, Map<A, B>>, key: Key): Map<A, B> {
  const known = maps.get(key);
  if (known !== undefined) return known;
  const made = new Map<A, B>();
  maps.set(key, made);
  return made;
}

/** Whether two diagnostics of one file that start at one offset count as the same. */
function isSame(one: Diagnostic | undefined, other: Diagnostic): boolean {
  return (
    one !== undefined &&
    one.code === other.code &&
    one.place.range.end === other.place.range.end &&
    one.message === other.message
  );
}
