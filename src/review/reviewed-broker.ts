import type { Role } from '../policy/names/roles.js';
import { patternText } from '../policy/phrases/phrase-text.js';
import { placeKey } from '../policy/resources/resource-uses.js';
import type { Grant } from '../policy/policy.js';
import type { BrokerRights } from '../program/phases/rights.js';
import type { ProvedClaim } from '../program/proved-claims.js';
import type { QueryableBroker } from '../program/query/queryable.js';
import { phraseKey } from '../prove/spill/phrase-key.js';
import { countingWith } from '../prove/spill/spill.js';
import { engineName } from '../rabbitmq/engines.js';
import { compareBytes } from '../source/naming.js';
import type { ReviewComparison } from './comparison.js';
import { spokenOf, type ClaimedRight } from './coverage.js';
import type { ReviewBroker, ReviewCell, ReviewOperation, ReviewResource } from './document.js';
import { linksOf } from './links.js';
import { Matrix, type FoundOperation } from './matrix.js';
import type { ClaimSubjects } from '../policy/claim-subjects.js';
import { groupsOf, reviewedRole } from './reviewed-role.js';
import { reviewedOf, type Reviewed } from './reviewed.js';
import { reviewPlace } from './shown.js';

/** What the review of a broker takes beside its own policy. */
export interface BrokerFacts {
  readonly claims: readonly ProvedClaim[];
  readonly subjects: ClaimSubjects;
  readonly comparison: ReviewComparison | undefined;
}

/** The review of one broker: its roles by name, its resources, and who can do what with them. */
export function reviewedBroker(
  asked: QueryableBroker,
  { policy, roles: checked }: BrokerRights,
  { claims, subjects, comparison }: BrokerFacts,
): ReviewBroker {
  const { broker } = policy;
  const granted: QueryableBroker['granted'] = (role) =>
    checked.get(role)?.granted ?? asked.granted(role);
  const on = { ...asked, granted };
  const roles = policy.roles.toSorted((a, b) => compareBytes(a.name, b.name));
  const numbers = new Map(roles.map((role, at) => [role, at]));
  const numberOf = (role: Role): number => numbers.get(role) ?? 0;
  const differences = comparison?.of(broker.name);

  const all = reviewedOf(policy);
  const matrix = new Matrix(on);
  const cells = new Map<Reviewed, ReviewCell[]>();
  for (const resource of all) {
    const found = matrix.of(resource);
    const here = roles.flatMap((role, at): readonly Omit<ReviewCell, 'resource'>[] => {
      const difference = differences?.on(role.arn.text, resource);
      const can = found.get(role) ?? [];
      if (can.length === 0 && difference === undefined) return [];
      const { scopes } = granted(role);
      return [
        {
          role: at,
          can: can.map((one) => operation(one, (scope) => scopes.indexOf(scope))),
          ...(difference !== undefined && difference.gained.length > 0
            ? { gained: difference.gained }
            : {}),
          ...(difference !== undefined && difference.lost.length > 0
            ? { lost: difference.lost }
            : {}),
        },
      ];
    });
    // What every vhost has is of interest only where somebody has rights on it.
    if (resource.origin === 'built-in' && here.length === 0) continue;
    const number = cells.size;
    cells.set(
      resource,
      here.map((cell) => ({ ...cell, resource: number })),
    );
  }
  const resources = [...cells.keys()];
  const vhosts = [...new Set(resources.map(({ vhost }) => patternText(vhost)))];

  const speaking = claimsOn(policy.grants, on, claims, subjects);
  const counting = countingWith(() => Array.from(checked.values(), (one) => one.granted));
  const groups = groupsOf(on.names);
  return {
    name: broker.name,
    engine: engineName(broker.engine),
    internalUsers: broker.internalUsers,
    vhosts,
    resources: resources.map((one) => shownResource(one, vhosts)),
    roles: roles.map((role) =>
      reviewedRole(role, granted(role), {
        broker,
        groups,
        spills: counting(checked.get(role)?.spills ?? []),
        changes: differences?.of(role.arn.text) ?? [],
        claimsOn: (grant) => speaking.get(grant) ?? [],
      }),
    ),
    cells: [...cells.values()].flat().sort((a, b) => a.role - b.role || a.resource - b.resource),
    links: linksOf(resources, policy.grants, numberOf),
    gone: differences?.gone ?? [],
  };
}

function shownResource(
  { vhost, kind, pattern, declared, origin }: Reviewed,
  vhosts: readonly string[],
): ReviewResource {
  return {
    vhost: vhosts.indexOf(patternText(vhost)),
    kind,
    name: patternText(pattern),
    type: declared?.exchangeType ?? null,
    place: declared?.place === undefined ? null : reviewPlace(declared.place),
    origin,
  };
}

function operation(
  { asked, how, by, keys, example, isUnasked, isBare }: FoundOperation,
  numberOf: (scope: FoundOperation['by'][number]) => number,
): ReviewOperation {
  return {
    word: asked.word,
    permission: asked.permission,
    how,
    by: by.map(numberOf).sort((a, b) => a - b),
    ...(keys.length === 0 ? {} : { keys }),
    ...(example === undefined ? {} : { example }),
    ...(isUnasked ? { unasked: true } : {}),
    ...(isBare ? { bare: true } : {}),
  };
}

/** The numbers of the claims that speak of each grant of a broker. */
function claimsOn(
  grants: readonly Grant[],
  on: QueryableBroker,
  claims: readonly ProvedClaim[],
  subjects: ClaimSubjects,
): ReadonlyMap<Grant, readonly number[]> {
  const { policy } = on;
  const keyOf = ({ claim, right }: Pick<ClaimedRight, 'claim' | 'right'>): string =>
    `${placeKey(claim.place)} ${phraseKey(right)}`;
  const numbers = new Map<string, number>();
  for (const [at, one] of claims.entries())
    if (one.outcomes.some(({ broker }) => broker === policy.broker.name))
      numbers.set(keyOf(one), at);
  const asked = policy.claims.flatMap((claim) => {
    const excepted = subjects.exceptedBy(claim, policy);
    return claim.rights.map((right): ClaimedRight => ({ claim, right, excepted }));
  });
  const spoken = spokenOf(policy, on.granted, asked);
  return new Map(
    grants.map((grant) => {
      const found = (spoken.get(grant) ?? []).flatMap((one) => numbers.get(keyOf(one)) ?? []);
      return [grant, [...new Set(found)].sort((a, b) => a - b)] as const;
    }),
  );
}
