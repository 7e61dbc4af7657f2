import { oncePerObject } from '../pattern/memo.js';
import type { Engine, Release } from './engines.js';
import { FACT_TABLE, PRODUCT_FACTS, type History } from './fact-table.js';
import type { Facts } from './facts.js';
import { latest } from './since.js';

/** The names of the facts whose values are of one type. */
export type FactsOf<Value> = {
  [Name in keyof Facts]: Facts[Name] extends Value ? Name : never;
}[keyof Facts];

/** Whether a fact holds for every release that the engine may run. */
export function every(engine: Engine, name: FactsOf<boolean>): boolean {
  return holding(engine, name).every;
}

/** Whether a fact holds for at least one release that the engine may run. */
export function some(engine: Engine, name: FactsOf<boolean>): boolean {
  return holding(engine, name).some;
}

/** Whether a fact holds for every release that an engine may run, and for some. */
interface Holding {
  readonly every: boolean;
  readonly some: boolean;
}

const holdings = oncePerObject<Engine, Map<FactsOf<boolean>, Holding>>(() => new Map());

/** Worked out once for an engine: whatever looks at a right asks for it. */
function holding(engine: Engine, name: FactsOf<boolean>): Holding {
  const known = holdings(engine);
  const found = known.get(name);
  if (found !== undefined) return found;
  const values = factValues(engine, name);
  const made = { every: values.every((holds) => holds), some: values.some((holds) => holds) };
  known.set(name, made);
  return made;
}

/** The releases that brought what a fact says, the first of each line, as `4.2.9`. */
export function broughtBy(name: FactsOf<boolean>): readonly string[] {
  return FACT_TABLE[name].later.flatMap(({ since }) => since);
}

/** The smallest value of a number over the releases that the engine may run. */
export function least(engine: Engine, name: FactsOf<number>): number {
  return Math.min(...factValues(engine, name));
}

/** The different values of a fact over the releases that the engine may run, oldest first. */
export function factValues<Name extends keyof Facts>(
  engine: Engine,
  name: Name,
): readonly Facts[Name][] {
  const ofProduct = PRODUCT_FACTS[engine.product][name];
  if (ofProduct !== undefined) return [ofProduct];
  return [...new Set(engine.releases.map((release) => valueAt(FACT_TABLE[name], release)))];
}

/** The value of a fact for each release that the engine may run, oldest first. */
export function factByRelease<Name extends keyof Facts>(
  engine: Engine,
  name: Name,
): readonly { readonly release: Release; readonly value: Facts[Name] }[] {
  const ofProduct = PRODUCT_FACTS[engine.product][name];
  return engine.releases.map((release) => ({
    release,
    value: ofProduct ?? valueAt(FACT_TABLE[name], release),
  }));
}

function valueAt<Value>(history: History<Value>, release: Release): Value {
  const change = latest(history.later, release);
  return change === undefined ? history.initially : change.value;
}
