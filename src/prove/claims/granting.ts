import { contextOf } from '../../access/context.js';
import { givenWith, type Granted } from '../../access/granted.js';
import { metered, shareOf } from '../../pattern/meter.js';
import type { Role } from '../../policy/names/roles.js';
import type { Right } from '../../policy/phrases/rights.js';
import type { BrokerPolicy } from '../../policy/policy.js';
import type { Place } from '../../source/source.js';
import { certain } from './certain.js';
import { violations } from './never.js';

/** Rights that a role lacks, and rights to grant it for that. */
export interface Grantable {
  readonly lacking: readonly Right[];
  readonly granting: readonly Right[];
}

/**
 * Grants a role rights for a trial, and decides again. Answers the words `never` of the guardrails that
 * hold now and would not then, or undefined where the role would still lack something.
 */
export function forbiddenIfGranted(
  { lacking, granting }: Grantable,
  role: Role,
  held: Granted,
  policy: BrokerPolicy,
): readonly Place[] | undefined {
  const context = contextOf(policy);
  const more = givenWith(
    granting.map((right) => ({ role, right })),
    held,
    context,
  );
  const { value: isEnough } = metered(shareOf(1), () =>
    lacking.every((right) => certain(right, more, context).kind === 'yes'),
  );
  if (!isEnough) return undefined;
  const claims = policy.claims.filter(
    ({ kind, roles }) => kind === 'never' && roles.includes(role),
  );
  const moves = shareOf(claims.reduce((sum, { rights }) => sum + rights.length, 0));
  return claims
    .filter(({ rights }) =>
      rights.some((right) => {
        const { value } = metered(moves, () => {
          const find = violations(right, context);
          return find(more) !== undefined && find(held.given) === undefined;
        });
        return value;
      }),
    )
    .map(({ place }) => place);
}
