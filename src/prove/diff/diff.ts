import type { BrokerAccess, RoleAccess } from './access.js';
import type { Change } from './change.js';
import { holdingsOf, type Holdings } from './holdings.js';
import { apiChanges, tagChanges } from './rights.js';
import { scopeChanges } from './scopes.js';
import { isUntouched } from './untouched.js';

/** What a role gained and lost on a broker: one of them at least. */
export interface RoleDiff {
  readonly arn: string;
  /** The role's name as the newer side has it, or else the older one. */
  readonly name: string | undefined;
  readonly gained: readonly Change[];
  readonly lost: readonly Change[];
}

/** A broker on which access differs. */
export interface BrokerDiff {
  readonly broker: string;
  /** The side that alone has the broker, if only one has it. */
  readonly only: 'old' | 'new' | undefined;
  /** By name, then by ARN. */
  readonly roles: readonly RoleDiff[];
}

const NOTHING: RoleAccess = { name: undefined, scopes: [], api: [] };

/**
 * What is given by one of two policies, or configurations, and not by the other, for each broker and
 * each role: vhosts, permissions, routing keys, user tags, and rights on the Amazon MQ API. Brokers
 * are the same by name, roles by ARN. An empty answer is proof that the same is given.
 */
export function diffAccess(
  old: readonly BrokerAccess[],
  now: readonly BrokerAccess[],
): readonly BrokerDiff[] {
  const names = new Set([...old, ...now].map(({ name }) => name));
  return [...names].toSorted(byCode).flatMap((broker) => {
    const [before, after] = [old, now].map((side) => side.find(({ name }) => name === broker));
    const roles = rolesDiff(before, after);
    if (roles.length === 0) return [];
    const only = before === undefined ? 'new' : after === undefined ? 'old' : undefined;
    return [{ broker, only, roles }];
  });
}

function rolesDiff(old: BrokerAccess | undefined, now: BrokerAccess | undefined): RoleDiff[] {
  const arns = new Set([...(old?.roles.keys() ?? []), ...(now?.roles.keys() ?? [])]);
  const comparesApi = old?.knowsApi !== false && now?.knowsApi !== false;
  return [...arns]
    .flatMap((arn) => {
      const [before, after] = [old?.roles.get(arn) ?? NOTHING, now?.roles.get(arn) ?? NOTHING];
      if (isUntouched(before, after)) return [];
      const [mine, theirs] = [held(after, comparesApi), held(before, comparesApi)];
      const gained = changes(mine, theirs);
      const lost = changes(theirs, mine);
      if (gained.length + lost.length === 0) return [];
      return [{ arn, name: after.name ?? before.name, gained, lost }];
    })
    .sort((a, b) => byCode(a.name ?? '', b.name ?? '') || byCode(a.arn, b.arn));
}

/** What a role has on one side, ready to be compared both ways. */
interface Held extends RoleAccess {
  readonly holdings: Holdings;
}

function held(access: RoleAccess, comparesApi: boolean): Held {
  const holdings = holdingsOf(access.scopes);
  return { ...access, api: comparesApi ? access.api : [], holdings };
}

function changes(mine: Held, theirs: Held): readonly Change[] {
  return [
    ...tagChanges(mine.scopes, theirs.scopes),
    ...scopeChanges(mine.holdings, theirs.holdings),
    ...apiChanges(mine.api, theirs.api),
  ];
}

function byCode(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
