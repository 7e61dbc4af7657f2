import type { Grant } from '../policy/policy.js';
import type { Right } from '../policy/phrases/rights.js';
import { certain } from './claims/certain.js';
import type { Context } from '../access/context.js';
import type { Given } from '../access/given.js';
import { nearMiss, type NearMiss } from './near-miss.js';
import type { SourcedScope } from '../access/sourced-scope.js';
import { stepsOf, type Step } from './steps.js';
import { wayRound, type WayRound } from './claims/walks-round.js';

/** Why a role can or cannot do all that a right says. */
export interface Explanation {
  readonly right: Right;
  readonly verdict: 'yes' | 'no' | 'too-complex';
  /** The broker's checks in its order; a tag and a right on the Amazon MQ API have none. */
  readonly steps: readonly Step[];
  /** The scope that holds the tag. */
  readonly tag: SourcedScope | undefined;
  /** The grants of the right on the Amazon MQ API. */
  readonly api: readonly Grant[];
  /** For the first check that fails: the scope that came nearest. */
  readonly nearest: NearMiss | undefined;
  /** How the role could do it whatever its scopes are; it does not count. */
  readonly round: WayRound | undefined;
}

/** Explains for all names what `certain` decides. */
export function explain(right: Right, given: Given, context: Context): Explanation {
  const round = wayRound(right, given);
  const nothing = { steps: [], tag: undefined, api: [], nearest: undefined };
  if (right.type === 'tag' || right.type === 'api') {
    const certainty = certain(right, given, context);
    if (certainty.kind !== 'yes') return { right, verdict: 'no', ...nothing, round };
    const tag = certainty.covered[0]?.by[0];
    const api = certainty.api.flatMap(({ grants }) => grants);
    return { right, verdict: 'yes', ...nothing, tag, api, round: undefined };
  }
  const steps = [...stepsOf(right, given, context)];
  const failed = failedStep({ steps });
  if (failed === undefined) return { right, verdict: 'yes', ...nothing, steps, round: undefined };
  if (failed.outcome.kind === 'barred')
    return { right, verdict: 'no', ...nothing, steps, round: undefined };
  if (failed.outcome.kind !== 'refused')
    return { right, verdict: 'too-complex', ...nothing, steps, round };
  const nearest = nearMiss(failed.outcome.refusal, given);
  return { right, verdict: 'no', ...nothing, steps, nearest, round };
}

/** The first check that does not pass, where the broker stops. */
export function failedStep({ steps }: Pick<Explanation, 'steps'>): Step | undefined {
  return steps.find(({ outcome }) => outcome.kind !== 'covered');
}

/** The scopes that decide, each once. */
export function scopesIn({ steps, tag }: Explanation): readonly SourcedScope[] {
  const covering = steps.flatMap(({ outcome }) => (outcome.kind === 'covered' ? outcome.by : []));
  return [...new Set(tag === undefined ? covering : [tag, ...covering])];
}
