import assert from 'node:assert/strict';
import type { BrokerPolicy } from '#warren/policy/policy.js';
import { checkPolicy } from '#warren/program/check.js';
import { proveClaims } from '#warren/prove/claims/claims.js';
import type { ClaimFailure } from '#warren/prove/claims/claims.js';
import { grantedRoles } from '#warren/access/granted.js';
import { policyOf } from '../compiled.js';

/** Claims that do not hold, with the policy that they are about. */
export interface Failures {
  readonly policy: BrokerPolicy;
  readonly failures: readonly ClaimFailure[];
  readonly holding: number;
}

const FAILED = ['never-violated', 'cannot'];

/**
 * The claims that do not hold of a policy with one broker. Claims that the compiler refuses for what
 * they name are left out.
 * @param text a policy without errors
 * @param claims a line each, of one phrase about one role
 */
export function failuresOf(text: string, claims: readonly string[]): Failures {
  const before = text.split('\n').length;
  const { policies, diagnostics } = checkPolicy(policyOf(join(text, claims)));
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const refused = errors.filter(({ code }) => !FAILED.includes(code));
  const lineOf = ({ place }: (typeof errors)[number]): number =>
    place.source.position(place.range.start).line - 1 - before;
  if (refused.length > 0) {
    const lines = new Set(refused.map(lineOf));
    assert.ok(
      [...lines].every((line) => claims[line] !== undefined),
      JSON.stringify(refused),
    );
    return failuresOf(
      text,
      claims.filter((_, line) => !lines.has(line)),
    );
  }
  const [policy] = policies;
  assert.ok(policy !== undefined);
  const phrases = proveClaims(policy, grantedRoles(policy)).flatMap((verdict) => verdict.phrases);
  const failures = phrases.flatMap((phrase) => phrase.failures);
  assert.equal(failures.length, errors.length, 'each failure is told');
  return { policy, failures, holding: phrases.length - failures.length };
}

function join(text: string, claims: readonly string[]): string {
  return [text, ...claims].join('\n');
}
