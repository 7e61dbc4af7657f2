import type { BrokerPolicy, Grant } from '../../policy/policy.js';
import type { Role } from '../../policy/names/roles.js';
import type { Resource } from '../../policy/resources/resources.js';
import { contextOf, type Context } from '../../access/context.js';
import { crossings } from './crossing.js';
import type { Granted } from '../../access/granted.js';
import { groupBy } from '../../access/group.js';
import type { OperationGrant } from './operation-grants.js';
import { otherKinds } from './other-kind.js';
import { phraseKey } from './phrase-key.js';

/** What was found to spill, before it is told apart by phrase. */
export type FoundSpill = Omit<Spill, 'key'>;

/** Something that the broker permits a role on what is declared, and that no phrase asks for. */
export interface Spill {
  /** Which of the broker's blind spots it comes from. */
  readonly kind: 'other-kind' | 'crossing';
  /** Tells it apart by kind and phrase. */
  readonly key: string;
  /** The grant that it is a part of. */
  readonly grant: OperationGrant;
  /** The operation that is permitted, as a policy would write it. */
  readonly phrase: string;
  /** What is declared and reached. */
  readonly reached: Resource;
  /** The grant that it takes besides. */
  readonly together: Grant | undefined;
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
export function spillOfRole(granted: Granted, context: Context): readonly PhraseSpill[] {
  const found = [...otherKinds(granted, context), ...crossings(granted, context)];
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
