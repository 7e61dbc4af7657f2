import type { Place } from '../source/source.js';
import { commonText, type BrokerTerms } from './alike.js';
import type { Diagnostic } from './diagnostic.js';
import type { OnBrokers } from './on-brokers.js';

/**
 * Folds what was found for several brokers apart into one diagnostic with the names of the brokers. That
 * are, of one code and place, messages that are the same but for what the brokers have of their own, and
 * examples that differ, where each broker has one. Of a code that is about the brokers' declarations
 * themselves the first place stands for all.
 *
 * @param terms what the brokers have of their own; of one alone nothing is folded
 */
export function foldBrokers(
  diagnostics: readonly Diagnostic[],
  terms: readonly BrokerTerms[],
): readonly Diagnostic[] {
  if (terms.length < 2) return diagnostics;
  const byName = new Map(terms.map((one) => [one.name, one]));
  const areAlike = (some: Diagnostic, other: Diagnostic): boolean =>
    areDisjoint(some, other) && isSameText(some, other, byName);
  const inPlace = foldedBy(diagnostics, placeKey, areAlike);
  const alone = countBy(inPlace, placeAndBrokerKeys);
  const isOnlyExample = (one: Diagnostic): boolean =>
    placeAndBrokerKeys(one).every((key) => alone.get(key) === 1);
  const examples = foldedBy(
    inPlace,
    placeKey,
    (some, other) => areDisjoint(some, other) && isOnlyExample(some) && isOnlyExample(other),
  );
  const declarationKey = ({ code, place, on }: Diagnostic): string | undefined => {
    const declared = byName.get(on?.names[0] ?? '')?.declared;
    return declared !== undefined && placeText(declared) === placeText(place) ? code : undefined;
  };
  return foldedBy(examples, declarationKey, areAlike);
}

/** So many of one code stand at one place before the others are no longer compared with each other. */
const COMPARED = 100;

/** Those for which a key is given, with those of one key put together that may be. */
function foldedBy(
  diagnostics: readonly Diagnostic[],
  keyOf: (diagnostic: Diagnostic) => string | undefined,
  mayFold: (some: Diagnostic, other: Diagnostic) => boolean,
): readonly Diagnostic[] {
  const kept: Diagnostic[] = [];
  /** Where those of a key stand among the kept. */
  const byKey = new Map<string, number[]>();
  for (const one of diagnostics) {
    const key = one.on && keyOf(one);
    if (key === undefined) {
      kept.push(one);
      continue;
    }
    const known = byKey.get(key) ?? [];
    byKey.set(key, known);
    const at = known.find((where) => {
      const some = kept[where];
      return some !== undefined && mayFold(some, one);
    });
    const some = at === undefined ? undefined : kept[at];
    if (at === undefined || some === undefined) {
      if (known.length < COMPARED) known.push(kept.length);
      kept.push(one);
    } else kept[at] = { ...some, uses: [...some.uses, ...one.uses], on: onEither(some, one) };
  }
  return kept;
}

/** The brokers of either of two diagnostics that are told as the first of them. */
export function onEither(first: Diagnostic, other: Diagnostic): OnBrokers | undefined {
  const { on } = first;
  if (on === undefined || other.on === undefined) return undefined;
  const names = on.all.filter(
    (name) => on.names.includes(name) || other.on?.names.includes(name) === true,
  );
  const as = on.as ?? (isToldAlike(first, other) ? other.on.as : on.names[0]);
  if (names.length === on.names.length && as === on.as) return on;
  return { names, all: on.all, as };
}

/** Whether two say the very same. */
function isToldAlike(one: Diagnostic, other: Diagnostic): boolean {
  return (
    one.message === other.message &&
    one.notes.length === other.notes.length &&
    one.notes.every(({ message }, at) => message === other.notes[at]?.message)
  );
}

function areDisjoint({ on: one }: Diagnostic, { on: other }: Diagnostic): boolean {
  return (
    one !== undefined &&
    other !== undefined &&
    !one.names.some((name) => other.names.includes(name))
  );
}

/** Whether two messages are the same but for what their brokers have of their own. */
function isSameText(
  one: Diagnostic,
  other: Diagnostic,
  terms: ReadonlyMap<string, BrokerTerms>,
): boolean {
  const texts = [one, other].flatMap(({ on, message }) => {
    const own = terms.get(on?.names[0] ?? '');
    return own === undefined ? [] : [{ on: own, text: message }];
  });
  return texts.length === 2 && commonText(texts) !== undefined;
}

function placeKey({ code, place }: Pick<Diagnostic, 'code' | 'place'>): string {
  return `${code} ${placeText(place)}`;
}

function placeText({ source, range }: Place): string {
  return `${range.start} ${range.end} ${source.path ?? source.name}`;
}

/** A key for each of the brokers that something was found for at a place. */
function placeAndBrokerKeys(diagnostic: Diagnostic): readonly string[] {
  return diagnostic.on?.names.map((name) => `${placeKey(diagnostic)} ${name}`) ?? [];
}

function countBy<T>(all: readonly T[], keysOf: (one: T) => readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of all.flatMap(keysOf)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
