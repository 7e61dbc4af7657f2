import { meaningOf, resourceKinds, resourceVerbs, verbOf } from '../../syntax/words.js';
import type { Clause, ResourceKind } from '../../syntax/tree.js';
import { keyword, type Offer } from './offer.js';

/** Words of the language with what they mean. */
export function wordOffers(words: readonly string[]): readonly Offer[] {
  return words.map((word) => keyword(word, meaningOf(word)));
}

/** The verbs that can stand beside some others: those that have a kind in common with all of them. */
export function verbOffers(given: readonly string[]): readonly Offer[] {
  const others = resourceVerbs.filter((verb) => !given.includes(verb));
  return wordOffers(others.filter((verb) => kindsOf([...given, verb]).length > 0));
}

/** The kinds that every one of some verbs can be about. */
export function kindsOf(verbs: readonly string[]): readonly ResourceKind[] {
  return resourceKinds.filter((kind) => verbs.every((verb) => takes(verb, kind) !== undefined));
}

/** The clauses that every one of some verbs takes, the ones that must stand first. */
export function clausesOf(
  verbs: readonly string[],
  kind: ResourceKind,
  given: readonly Clause['type'][],
): readonly Clause['type'][] {
  const [first = [], ...more] = verbs.map((verb) => takes(verb, kind) ?? []);
  const common = first.filter((clause) => more.every((clauses) => clauses.includes(clause)));
  return common.filter((clause) => !given.includes(clause));
}

function takes(verb: string, kind: ResourceKind): readonly Clause['type'][] | undefined {
  return verbOf(verb)?.kinds[kind];
}
