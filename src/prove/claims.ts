import type { BrokerPolicy, Claim } from '../policy/policy.js';
import type { Right } from '../policy/rights.js';
import type { Role } from '../policy/roles.js';
import { askedBy, asks } from './asked.js';
import { certain, type Certainty } from './certain.js';
import { contextOf, type Context } from './context.js';
import type { Granted } from './granted.js';
import { groupBy } from './group.js';
import { phraseKey } from './phrase-key.js';
import { violation, type Violation } from './never.js';
import { wayRound, type WayRound } from './walks-round.js';

/** Why a claim does not hold of one role. */
export type Failure = { readonly role: Role; readonly right: Right } & (
  | {
      readonly claim: 'never';
      readonly violation: Violation;
      /** Whether the broker gives it, and no phrase asks for it. */
      readonly spill: boolean;
    }
  | {
      readonly claim: 'can';
      readonly certainty: Exclude<Certainty, { kind: 'yes' }>;
      /** How the role could do it all the same, which `can` does not count. */
      readonly round: WayRound | undefined;
    }
);

/** What came of one phrase of a claim: it holds if there are no failures, of which a role has one at most. */
export interface PhraseVerdict {
  readonly right: Right;
  readonly failures: readonly Failure[];
}

/** What came of a claim, phrase by phrase. */
export interface ClaimVerdict {
  readonly claim: Claim;
  readonly phrases: readonly PhraseVerdict[];
}

/** Proves or refutes every claim of a broker's policy. What is too complex to prove fails. */
export function proveClaims(
  policy: BrokerPolicy,
  granted: ReadonlyMap<Role, Granted>,
): readonly ClaimVerdict[] {
  const context = contextOf(policy);
  return policy.claims.map((claim) => {
    const phrases = groupBy(claim.rights, phraseKey);
    return {
      claim,
      phrases: [...phrases.values()].flatMap((rights) => verdict(claim, rights, granted, context)),
    };
  });
}

function verdict(
  { kind, roles }: Claim,
  rights: readonly Right[],
  granted: ReadonlyMap<Role, Granted>,
  context: Context,
): PhraseVerdict[] {
  const [right] = rights;
  if (right === undefined) return [];
  const failures = roles.flatMap((role) => {
    const held = granted.get(role);
    if (held === undefined) return [];
    return firstFailure(kind, role, rights, held, context);
  });
  return [{ right, failures }];
}

/** The first right of a phrase for which the claim fails, as a list of at most one. */
function firstFailure(
  kind: Claim['kind'],
  role: Role,
  rights: readonly Right[],
  { given, grants }: Granted,
  context: Context,
): Failure[] {
  for (const right of rights) {
    if (kind === 'can') {
      const certainty = certain(right, given, context);
      if (certainty.kind === 'yes') continue;
      return [{ claim: kind, role, right, certainty, round: wayRound(right, given) }];
    }
    const found = violation(right, given, context);
    if (found === undefined) continue;
    const byScopes = found.kind === 'permitted' && found.permitted.throughHeaders === undefined;
    const spill = byScopes && !isAsked(right, grants, context);
    return [{ claim: kind, role, right, violation: found, spill }];
  }
  return [];
}

function isAsked(right: Right, grants: Granted['grants'], context: Context): boolean {
  if (right.type === 'tag' || right.type === 'api') return true;
  return asks(askedBy(grants, context), right, context);
}
