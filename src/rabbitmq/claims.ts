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
  return factValues(engine, name).every((holds) => holds);
}

/** Whether a fact holds for at least one release that the engine may run. */
export function some(engine: Engine, name: FactsOf<boolean>): boolean {
  return factValues(engine, name).some((holds) => holds);
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
