import { Recall } from '../diagnostics/recall.js';
import { Reporter } from '../diagnostics/reporter.js';
import type { BrokerPolicy, Claim } from '../policy/policy.js';
import type { Right } from '../policy/rights.js';
import type { Role } from '../policy/roles.js';
import { askedBy, asks } from './asked.js';
import { certain, type Certainty } from './certain.js';
import { contextOf, type Context } from './context.js';
import type { Granted } from './granted.js';
import { groupBy } from './group.js';
import { phraseKey } from './phrase-key.js';
import { violations, type Violation } from './never.js';
import { Suspects } from './suspects.js';
import { walkByRouting, type Routed } from './routing/walk-by-routing.js';
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
  /** The roles of which it holds, and that can get round it by routing. */
  readonly walks: readonly Walked[];
}

/** How a role can get round a guardrail that holds of it, or that this is too complex to tell. */
export interface Walked {
  readonly role: Role;
  readonly right: Right;
  readonly routed: Exclude<Routed, { kind: 'none' }>;
}

/** What came of a claim, phrase by phrase. */
export interface ClaimVerdict {
  readonly claim: Claim;
  readonly phrases: readonly PhraseVerdict[];
}

/** What came of a phrase for one role: why it does not hold of it, or how the role can get round it. */
interface Outcome {
  readonly failure?: Failure;
  readonly walk?: Walked;
}

/** What came of a phrase for what a role is granted. */
export type Proofs = WeakMap<Granted, Outcome>;

/**
 * Proves or refutes every claim of a broker's policy. What is too complex to prove fails.
 *
 * @param kept the proofs of each phrase that were made before, to be used again
 */
export function proveClaims(
  policy: BrokerPolicy,
  granted: ReadonlyMap<Role, Granted>,
  kept = new Recall<Proofs>(),
): readonly ClaimVerdict[] {
  const suspects = new Suspects(granted);
  return policy.claims.map((claim) => {
    const phrases = groupBy(claim.rights, phraseKey);
    const asked = claim.kind === 'never' ? suspected(claim, suspects) : claim;
    return {
      claim,
      phrases: Array.from(phrases.values(), (rights) =>
        verdict(asked, rights, policy, granted, kept),
      ).flat(),
    };
  });
}

/** The claim about those of its roles alone of whom it may not hold. */
function suspected(claim: Claim, suspects: Suspects): Claim {
  const able = new Set(claim.rights.flatMap((right) => suspects.of(right)));
  return { ...claim, roles: claim.roles.filter((role) => able.has(role)) };
}

function verdict(
  { kind, roles }: Claim,
  rights: readonly Right[],
  policy: BrokerPolicy,
  granted: ReadonlyMap<Role, Granted>,
  kept: Recall<Proofs>,
): PhraseVerdict[] {
  const [right] = rights;
  if (right === undefined) return [];
  const { broker, vhosts } = policy;
  const declared = rights.map((one) => ('vhost' in one ? vhosts.of(one.vhost) : undefined));
  const inputs = [broker, ...rights, ...declared];
  const known = kept.of(right, broker.name, inputs, new Reporter(), () => new WeakMap());
  let prepared: readonly FindFailure[] | undefined;
  const failures: Failure[] = [];
  const walks: Walked[] = [];
  for (const role of roles) {
    const held = granted.get(role);
    if (held === undefined) continue;
    let outcome = known.get(held);
    if (outcome === undefined) {
      prepared ??= rights.map((one) => failureOf(kind, one, contextOf(policy)));
      const failure = firstFailure(prepared, role, held);
      const isGuarded = failure === undefined && kind === 'never';
      const walk = isGuarded ? firstWalk(rights, role, held, contextOf(policy)) : undefined;
      outcome = { ...(failure && { failure }), ...(walk && { walk }) };
      known.set(held, outcome);
    }
    if (outcome.failure !== undefined) failures.push(outcome.failure);
    if (outcome.walk !== undefined) walks.push(outcome.walk);
  }
  return [{ right, failures, walks }];
}

function firstWalk(
  rights: readonly Right[],
  role: Role,
  { given }: Granted,
  context: Context,
): Walked | undefined {
  for (const right of rights) {
    const routed = walkByRouting(right, given, context);
    if (routed.kind !== 'none') return { role, right, routed };
  }
  return undefined;
}

function firstFailure(
  proofs: readonly FindFailure[],
  role: Role,
  held: Granted,
): Failure | undefined {
  for (const fails of proofs) {
    const failure = fails(role, held);
    if (failure !== undefined) return failure;
  }
  return undefined;
}

type FindFailure = (role: Role, granted: Granted) => Failure | undefined;

/** Prepares the proof of one right of a claim. */
function failureOf(kind: Claim['kind'], right: Right, context: Context): FindFailure {
  if (kind === 'can')
    return (role, { given }) => {
      const certainty = certain(right, given, context);
      if (certainty.kind === 'yes') return undefined;
      const barred = certainty.kind === 'no' && certainty.barred !== undefined;
      const round = barred ? undefined : wayRound(right, given);
      return { claim: kind, role, right, certainty, round };
    };
  const find = violations(right, context);
  return (role, { given, grants }) => {
    const found = find(given);
    if (found === undefined) return undefined;
    const byScopes = found.kind === 'permitted' && found.permitted.throughHeaders === undefined;
    const spill = byScopes && !isAsked(right, grants, context);
    return { claim: kind, role, right, violation: found, spill };
  };
}

function isAsked(right: Right, grants: Granted['grants'], context: Context): boolean {
  if (right.type === 'tag' || right.type === 'api') return true;
  return asks(askedBy(grants, context), right, context);
}
