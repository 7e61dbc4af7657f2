import type { BrokerTerms } from '../../diagnostics/alike.js';
import { metered, shareOf } from '../../pattern/meter.js';
import { AWS_CLAIMS, type BrokerAccess, type ComparedRole } from './access.js';
import type { Change } from './change.js';
import { entranceDiff, type EntranceDiff } from './entrances.js';
import { holdingsOf, type Holdings } from './holdings.js';
import { apiChanges, tagChanges } from './rights.js';
import { scopeChanges } from './scopes.js';
import { isUntouched } from './untouched.js';

/** What a role gained and lost on a broker: one of them at least. */
export interface RoleDiff {
  /** The role's ARN; of a configuration, any name of an alias. */
  readonly arn: string;
  /** The claims of a token in which it is looked for. */
  readonly claims: readonly string[];
  /** The role's name as the newer side has it, or else the older one. */
  readonly name: string | undefined;
  /** The ARN that the name stands for on the other side, where that is another one. */
  readonly otherArn?: string | undefined;
  readonly gained: readonly Change[];
  readonly lost: readonly Change[];
}

/** A broker on which access differs. */
export interface BrokerDiff {
  readonly broker: string;
  /** What the broker has of its own, as the newer side has it, or else the older one. */
  readonly terms: BrokerTerms | undefined;
  /** The side that alone has the broker, if only one has it. */
  readonly only: 'old' | 'new' | undefined;
  /** By name, then by ARN. */
  readonly roles: readonly RoleDiff[];
  /** Whom one side alone lets in, whatever they are given. */
  readonly entrances: EntranceDiff | undefined;
}

const NOTHING: ComparedRole = { name: undefined, scopes: [], api: [] };

/**
 * What is given by one of two policies, or configurations, and not by the other, for each broker and
 * each role: vhosts, permissions, routing keys, user tags, and rights on the Amazon MQ API. Brokers
 * are the same by name, roles by ARN and by the claims in which they are looked for. An empty answer is
 * proof that the same is given.
 */
export function diffAccess(
  old: readonly BrokerAccess[],
  now: readonly BrokerAccess[],
): readonly BrokerDiff[] {
  const names = new Set([...old, ...now].map(({ name }) => name));
  return [...names].toSorted(byCode).flatMap((broker) => {
    const [before, after] = [old, now].map((side) => side.find(({ name }) => name === broker));
    const roles = allRoles(before, after);
    const entrances = entranceDiff(before, after);
    if (roles.length === 0 && entrances === undefined) return [];
    const only = before === undefined ? 'new' : after === undefined ? 'old' : undefined;
    return [{ broker, terms: after?.terms ?? before?.terms, only, roles, entrances }];
  });
}

/** Two sides, with the claims in which both look for the same. */
interface Compared {
  readonly claims: readonly string[];
  readonly old: BrokerAccess | undefined;
  readonly now: BrokerAccess | undefined;
}

function allRoles(old: BrokerAccess | undefined, now: BrokerAccess | undefined): RoleDiff[] {
  const comparesApi = old?.knowsApi !== false && now?.knowsApi !== false;
  return byClaims(old, now).flatMap((part) => rolesDiff(part, comparesApi));
}

/**
 * The claims in which both sides look for roles, and those in which one side alone does: what it finds
 * there the other does not give. A side that counts no token takes those of the other.
 */
function byClaims(old: BrokerAccess | undefined, now: BrokerAccess | undefined): Compared[] {
  const before = old?.claims ?? now?.claims ?? AWS_CLAIMS;
  const after = now?.claims ?? before;
  const shared = before.filter((claim) => after.includes(claim));
  const parts: readonly Compared[] = [
    { claims: shared, old, now },
    { claims: before.filter((claim) => !shared.includes(claim)), old, now: undefined },
    { claims: after.filter((claim) => !shared.includes(claim)), old: undefined, now },
  ];
  return parts.filter(({ claims }) => claims.length > 0);
}

function rolesDiff({ claims, old, now }: Compared, comparesApi: boolean): RoleDiff[] {
  const arns = new Set([...(old?.roles.keys() ?? []), ...(now?.roles.keys() ?? [])]);
  const touched = [...arns]
    .map((arn) => ({
      arn,
      before: old?.roles.get(arn) ?? NOTHING,
      after: now?.roles.get(arn) ?? NOTHING,
    }))
    .filter(({ before, after }) => !isUntouched(before, after));
  const moves = shareOf(touched.length);
  const [before, after] = [old, now].map((side) => arnsByName(side));
  return touched
    .flatMap(({ arn, before: was, after: is }) => {
      const [mine, theirs] = [held(is, comparesApi), held(was, comparesApi)];
      const { value: gained } = metered(moves, () => changes(mine, theirs));
      const { value: lost } = metered(moves, () => changes(theirs, mine));
      if (gained.length + lost.length === 0) return [];
      const name = is.name ?? was.name ?? '';
      const otherArn = [before, after]
        .map((known) => known?.get(name))
        .find((other) => other !== undefined && other !== arn);
      const named = { arn, claims, name: is.name ?? was.name };
      return [{ ...named, ...(otherArn !== undefined && { otherArn }), gained, lost }];
    })
    .sort((a, b) => byCode(a.name ?? '', b.name ?? '') || byCode(a.arn, b.arn));
}

/** The ARNs of a broker's roles, by their names; a configuration has no names. */
export function arnsByName(broker: BrokerAccess | undefined): ReadonlyMap<string, string> {
  const roles = [...(broker?.roles ?? [])];
  return new Map(
    roles.flatMap(([arn, { name }]) => (name === undefined ? [] : [[name, arn] as const])),
  );
}

/** What a role has on one side, ready to be compared both ways. */
interface Held extends ComparedRole {
  readonly holdings: Holdings;
}

function held({ name, scopes, api }: ComparedRole, comparesApi: boolean): Held {
  return { name, scopes, api: comparesApi ? api : [], holdings: holdingsOf(scopes) };
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

/** How much was gained and how much lost. */
export function countChanges(brokers: readonly BrokerDiff[]): {
  readonly gained: number;
  readonly lost: number;
} {
  const parts = brokers.flatMap(({ roles, entrances }) => [...roles, entrances ?? NOBODY]);
  return {
    gained: parts.reduce((sum, { gained }) => sum + gained.length, 0),
    lost: parts.reduce((sum, { lost }) => sum + lost.length, 0),
  };
}

const NOBODY: EntranceDiff = { gained: [], lost: [] };
