import type { Granted } from '../access/granted.js';
import { policiesAt } from '../emit/role-policies.js';
import { roleAccess } from '../emit/role-access.js';
import { Reporter } from '../diagnostics/reporter.js';
import { Pattern } from '../pattern/pattern.js';
import type { DeclaredNames } from '../policy/names/declared-names.js';
import type { Role } from '../policy/names/roles.js';
import type { Broker } from '../policy/brokers/broker.js';
import { patternText, phraseText } from '../policy/phrases/phrase-text.js';
import type { Right } from '../policy/phrases/rights.js';
import type { Grant } from '../policy/policy.js';
import { scopeText } from '../program/text/scope-line.js';
import { wayRound } from '../prove/claims/walks-round.js';
import type { FoundSpill } from '../prove/spill/found.js';
import { printable } from '../report/printable.js';
import { compareBytes } from '../source/naming.js';
import { describeRound } from '../tell/round.js';
import { effectText } from '../tell/spill.js';
import type { ReviewChange, ReviewGrant, ReviewRole } from './document.js';
import { reviewPlace } from './shown.js';

/** What is known of a role beside what it is granted. */
export interface RoleFacts {
  readonly broker: Broker;
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly spills: readonly FoundSpill[];
  readonly changes: readonly ReviewChange[];
  /** The numbers of the claims that speak of a grant. */
  readonly claimsOn: (grant: Grant) => readonly number[];
}

/** A role with its lines, scopes, identity policies and ways round. */
export function reviewedRole(role: Role, granted: Granted, facts: RoleFacts): ReviewRole {
  const { broker, groups, spills, changes, claimsOn } = facts;
  const { grants, scopes, given } = granted;
  const numbers = new Map(grants.map((grant, at) => [grant, at]));
  const numberOf = (grant: Grant): number => numbers.get(grant) ?? 0;
  // Whether the identity policy fits was told by the check.
  const policies = roleAccess(new Map([[role, granted]])).flatMap((access) =>
    policiesAt(broker, access, new Reporter()),
  );
  const round = wayRound(anyVhost(role), given);
  return {
    name: role.name,
    arn: printable(role.arn.text),
    place: reviewPlace(role.place),
    groups: groups.get(role.name) ?? [],
    grants: grants.map((grant) => reviewedGrant(grant, claimsOn(grant))),
    scopes: scopes.map((scope) => ({
      text: scopeText(scope, broker),
      grants: scope.grants.map(numberOf),
    })),
    iam: policies.flatMap(({ texts }) => texts),
    rounds: round === undefined ? [] : [printable(describeRound(round).what)],
    spills: spills.map((spill) => ({
      phrase: printable(spill.phrase),
      vhost: patternText(spill.grant.right.vhost),
      effect: printable(effectText(spill)),
      grant: numberOf(spill.grant),
    })),
    changes,
  };
}

function reviewedGrant({ right }: Grant, claims: readonly number[]): ReviewGrant {
  return {
    phrase: phraseText(right),
    vhost: vhostText(right),
    place: reviewPlace(right.place),
    uses: right.calls.map(reviewPlace),
    claims,
  };
}

/** The vhosts that a right is about, as a policy writes them; null where it is about none. */
export function vhostText(right: Right): string | null {
  return 'vhost' in right ? patternText(right.vhost) : null;
}

/** The least right in any vhost: who walks round the scopes of that walks round all. */
function anyVhost({ place }: Role): Right {
  return { type: 'connect', vhost: Pattern.any, place, calls: [] };
}

/** The groups that hold each role, directly or by way of other groups, in the order of their names. */
export function groupsOf({ groups }: DeclaredNames): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const name of groups.keys()) {
    const open = [name];
    const seen = new Set(open);
    for (let next = open.pop(); next !== undefined; next = open.pop())
      for (const member of groups.get(next)?.node.members ?? []) {
        if (member === null || seen.has(member.text)) continue;
        seen.add(member.text);
        open.push(member.text);
        found.set(member.text, (found.get(member.text) ?? new Set()).add(name));
      }
  }
  return new Map(
    Array.from(found, ([member, names]) => [member, [...names].sort(compareBytes)] as const),
  );
}
