import { metered, shareOf } from '../../pattern/meter.js';
import { Recall } from '../../diagnostics/recall.js';
import { Reporter } from '../../diagnostics/reporter.js';
import type { Claim, RightsPolicy } from '../../policy/policy.js';
import type { Right } from '../../policy/phrases/rights.js';
import type { Role } from '../../policy/names/roles.js';
import { askedBy, asks } from '../asked.js';
import { certain, type Certainty } from './certain.js';
import { contextOf, type Context } from '../../access/context.js';
import type { Granted } from '../../access/granted.js';
import { groupBy } from '../../access/group.js';
import { phraseKey } from '../spill/phrase-key.js';
import { violations, type Violation } from './never.js';
import { Suspects } from './suspects.js';
import { walkByRouting, type Routed } from '../routing/walk-by-routing.js';
import { wayRound, type WayRound } from './walks-round.js';

/** Why a claim does not hold of one role. */
export type ClaimFailure = { readonly role: Role; readonly right: Right } & (
  | {
      readonly claim: 'never';
      readonly violation: Violation;
      /** Whether the broker gives it, and no phrase asks for it. */
      readonly spill: boolean;
      /** What the role is granted. */
      readonly held: Granted;
    }
  | {
      readonly claim: 'can';
      readonly certainty: Exclude<Certainty, { kind: 'yes' }>;
      /** How the role could do it all the same, which `can` does not count. */
      readonly round: WayRound | undefined;
      /** What the role is granted. */
      readonly held: Granted;
    }
);

/** What came of one phrase of a claim: it holds if there are no failures, of which a role has one at most. */
export interface PhraseVerdict {
  /** The first of its rights. */
  readonly right: Right;
  /** All of them, as it may have several names. */
  readonly rights: readonly Right[];
  readonly failures: readonly ClaimFailure[];
  /** The roles of which it holds, and that can get round it by routing. */
  readonly walks: readonly Walked[];
  /** How long that took, in seconds of the clock. */
  readonly seconds: number;
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
  readonly failure?: ClaimFailure;
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
  policy: RightsPolicy,
  granted: ReadonlyMap<Role, Granted>,
  kept = new Recall<Proofs>(false),
): readonly ClaimVerdict[] {
  const suspects = new Suspects(granted);
  const all = policy.claims.map((claim) => ({
    claim,
    roles: claim.kind === 'never' ? suspects.among(claim) : claim.roles,
    phrases: [...groupBy(claim.rights, phraseKey).values()],
  }));
  const proofs = all.reduce((sum, { roles, phrases }) => sum + roles.length * phrases.length, 0);
  const prover = { policy, granted, kept, moves: shareOf(proofs) };
  return all.map(({ claim, roles, phrases }) => ({
    claim,
    phrases: phrases.flatMap((rights) => verdict({ ...claim, roles }, rights, prover)),
  }));
}

/** What all proofs of a policy's claims have in common. */
interface Prover {
  readonly policy: RightsPolicy;
  readonly granted: ReadonlyMap<Role, Granted>;
  readonly kept: Recall<Proofs>;
  /** How many moves the proof of a phrase for one role may take. */
  readonly moves: number;
}

function verdict(
  { kind, roles }: Claim,
  rights: readonly Right[],
  { policy, granted, kept, moves }: Prover,
): PhraseVerdict[] {
  const [right] = rights;
  if (right === undefined) return [];
  const begun = performance.now();
  const { broker, vhosts } = policy;
  const declared = rights.map((one) => ('vhost' in one ? vhosts.of(one.vhost) : undefined));
  const inputs = [broker, moves, ...rights, ...declared];
  const known = kept.of(right, broker.name, inputs, new Reporter(), () => new WeakMap());
  let prepared: Prepared | undefined;
  const failures: ClaimFailure[] = [];
  const walks: Walked[] = [];
  for (const role of roles) {
    const held = granted.get(role);
    if (held === undefined) continue;
    let outcome = known.get(held);
    if (outcome === undefined) {
      const find = prepared ?? prepare(kind, rights, policy, moves);
      prepared = find;
      outcome = outcomeFor(kind, rights, find, role, held, { policy, moves });
      known.set(held, outcome);
    }
    if (outcome.failure !== undefined) failures.push(outcome.failure);
    if (outcome.walk !== undefined) walks.push(outcome.walk);
  }
  return [{ right, rights, failures, walks, seconds: (performance.now() - begun) / 1000 }];
}

/** The proofs of a phrase, ready to be made for one role after the other. */
interface Prepared {
  readonly find: readonly FindFailure[];
  /** Whether too much of what is declared had to be left open for any of them to count. */
  readonly isOpen: boolean;
}

function prepare(
  kind: Claim['kind'],
  rights: readonly Right[],
  policy: RightsPolicy,
  moves: number,
): Prepared {
  const context = contextOf(policy);
  const { value: find, isExhausted } = metered(moves, () =>
    rights.map((one) => failureOf(kind, one, context)),
  );
  return { find, isOpen: isExhausted };
}

function outcomeFor(
  kind: Claim['kind'],
  rights: readonly Right[],
  { find, isOpen }: Prepared,
  role: Role,
  held: Granted,
  { policy, moves }: Pick<Prover, 'policy' | 'moves'>,
): Outcome {
  const proof = metered(moves, () => firstFailure(find, role, held));
  // Whatever came of it may rest on a question that was left open.
  if (isOpen || proof.isExhausted) {
    const [right] = rights;
    return right === undefined ? {} : { failure: openFailure(kind, role, right, held) };
  }
  if (proof.value !== undefined) return { failure: proof.value };
  const walk = kind === 'never' ? firstWalk(rights, role, held, { policy, moves }) : undefined;
  return { ...(walk && { walk }) };
}

function openFailure(kind: Claim['kind'], role: Role, right: Right, held: Granted): ClaimFailure {
  return kind === 'never'
    ? { claim: kind, role, right, violation: { kind: 'too-complex' }, spill: false, held }
    : { claim: kind, role, right, certainty: { kind: 'too-complex' }, round: undefined, held };
}

function firstWalk(
  rights: readonly Right[],
  role: Role,
  { given }: Granted,
  { policy, moves }: Pick<Prover, 'policy' | 'moves'>,
): Walked | undefined {
  const context = contextOf(policy);
  const search = metered(moves, (): Walked | undefined => {
    for (const right of rights) {
      const routed = walkByRouting(right, given, context);
      if (routed.kind !== 'none') return { role, right, routed };
    }
    return undefined;
  });
  if (search.value !== undefined || !search.hasGivenUp) return search.value;
  const [right] = rights;
  return right && { role, right, routed: { kind: 'too-complex' } };
}

function firstFailure(
  proofs: readonly FindFailure[],
  role: Role,
  held: Granted,
): ClaimFailure | undefined {
  for (const fails of proofs) {
    const failure = fails(role, held);
    if (failure !== undefined) return failure;
  }
  return undefined;
}

type FindFailure = (role: Role, granted: Granted) => ClaimFailure | undefined;

/** Prepares the proof of one right of a claim. */
function failureOf(kind: Claim['kind'], right: Right, context: Context): FindFailure {
  if (kind === 'can')
    return (role, held) => {
      const { given } = held;
      const certainty = certain(right, given, context);
      if (certainty.kind === 'yes') return undefined;
      const barred = certainty.kind === 'no' && certainty.barred !== undefined;
      const round = barred ? undefined : wayRound(right, given);
      return { claim: kind, role, right, certainty, round, held };
    };
  const find = violations(right, context);
  return (role, held) => {
    const { given, grants } = held;
    const found = find(given);
    if (found === undefined) return undefined;
    const byScopes = found.kind === 'permitted' && found.permitted.throughHeaders === undefined;
    const spill = byScopes && !isAsked(right, grants, context);
    return { claim: kind, role, right, violation: found, spill, held };
  };
}

function isAsked(right: Right, grants: Granted['grants'], context: Context): boolean {
  if (right.type === 'tag' || right.type === 'api') return true;
  return asks(askedBy(grants, context), right, context);
}
