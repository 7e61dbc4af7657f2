import type { BrokerPolicy } from '../../policy/policy.js';
import type { Role } from '../../policy/names/roles.js';
import { contextOf, type Context } from '../../access/context.js';
import { crossings } from './crossing.js';
import { heldBy, type Granted } from '../../access/granted.js';
import type { FoundSpill } from './found.js';
import { otherKinds } from './other-kind.js';
import { phraseKey } from './phrase-key.js';

/** What spills from one phrase in one way. */
export interface PhraseSpill {
  /** Tells it apart by kind and phrase. */
  readonly key: string;
  readonly first: FoundSpill;
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
    found.map((first) => {
      const key = `${first.kind} ${phraseKey(first.grant.right)}`;
      return { key, first, phrases: [first.phrase] };
    }),
  );
}

/** Joins what spills from the same phrases, as of several roles that a phrase grants something. */
export function joinSpills(spills: readonly PhraseSpill[]): readonly PhraseSpill[] {
  const joined = new Map<string, PhraseSpill>();
  // Nearly all stand alone, so phrases are joined once there are several.
  const several = new Map<string, Set<string>>();
  for (const spill of spills) {
    const known = joined.get(spill.key);
    if (known === undefined) joined.set(spill.key, spill);
    else {
      const phrases = several.get(spill.key) ?? new Set(known.phrases);
      several.set(spill.key, phrases);
      for (const phrase of spill.phrases) phrases.add(phrase);
    }
  }
  if (several.size === 0) return spills;
  return Array.from(joined.values(), (spill) => {
    const phrases = several.get(spill.key);
    return phrases === undefined ? spill : { ...spill, phrases: [...phrases] };
  });
}
