import type { BrokerPolicy } from '../../policy/policy.js';
import type { Role } from '../../policy/names/roles.js';
import { contextOf, type Context } from '../../access/context.js';
import { crossings } from './crossing.js';
import { heldBy, type Granted } from '../../access/granted.js';
import { groupBy } from '../../access/group.js';
import type { FoundSpill } from './found.js';
import { otherKinds } from './other-kind.js';
import { phraseKey } from './phrase-key.js';

/** What spills, told apart by kind and phrase. */
export interface Spill extends FoundSpill {
  readonly key: string;
}

/** What spills from one phrase in one way. */
export interface PhraseSpill {
  readonly first: Spill;
  /** The operations that it permits, each once. */
  readonly phrases: readonly string[];
}

/** The spill of every phrase that grants something on a broker. */
export function spillOf(
  policy: BrokerPolicy,
  granted: ReadonlyMap<Role, Granted>,
): readonly PhraseSpill[] {
  const context = contextOf(policy);
  return joinSpills([...granted.values()].flatMap((role) => spillOfRole(role, context)));
}

/** What spills from the grants of one role, phrase by phrase. */
export function spillOfRole(
  granted: Granted,
  context: Context,
  held = heldBy(granted.grants, context),
): readonly PhraseSpill[] {
  const found = [...otherKinds(granted, held, context), ...crossings(granted, held, context)];
  return joinSpills(
    found.map((spill) => {
      const key = `${spill.kind} ${phraseKey(spill.grant.right)}`;
      return { first: { ...spill, key }, phrases: [spill.phrase] };
    }),
  );
}

/** Joins what spills from the same phrases, as of several roles that a phrase grants something. */
export function joinSpills(spills: readonly PhraseSpill[]): readonly PhraseSpill[] {
  const byPhrase = groupBy(spills, ({ first }) => first.key);
  return [...byPhrase.values()].flatMap((of) => {
    const [one, ...more] = of;
    if (one === undefined || more.length === 0) return of;
    return [{ first: one.first, phrases: [...new Set(of.flatMap(({ phrases }) => phrases))] }];
  });
}
