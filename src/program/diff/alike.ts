import { groupBy } from '../../access/group.js';
import {
  commonText,
  saidAlike,
  type BrokerTerms,
  type SaidAlike,
} from '../../diagnostics/alike.js';
import type { Entrance } from '../../prove/diff/access.js';
import type { Change } from '../../prove/diff/change.js';
import type { BrokerDiff, RoleDiff } from '../../prove/diff/diff.js';

/** Whether the newer side alone gives something, or the older one. */
export type Direction = 'gained' | 'lost';

/** Whose access differs. */
export type Whose =
  | {
      readonly kind: 'role';
      readonly name: string | undefined;
      /** With `${…}` where it differs by broker; undefined where it differs otherwise. */
      readonly arn: string | undefined;
      readonly claims: readonly string[];
      /** Whether the name stands for another ARN on the other side. */
      readonly isMoved: boolean;
    }
  /** Whoever a broker lets in. */
  | { readonly kind: 'anybody' };

/** Something gained or lost, on each broker where it is the same. */
export interface AlikeChange {
  readonly direction: Direction;
  readonly what: Change | Entrance;
  /** What is told of it, line by line, with `${…}` where brokers differ. */
  readonly lines: readonly string[];
}

/** What one role gained and lost on some brokers. */
export interface AlikeRole {
  readonly whose: Whose;
  readonly changes: readonly AlikeChange[];
}

/** What was gained and lost on the very same brokers. */
export interface AlikeDiff {
  readonly brokers: readonly string[];
  readonly only: BrokerDiff['only'];
  readonly roles: readonly AlikeRole[];
}

/** A change on one broker. */
interface Found extends Omit<AlikeChange, 'lines'> {
  readonly diff: BrokerDiff;
  readonly role: RoleDiff | undefined;
}

/**
 * Puts together what differs alike on several brokers, change by change: those that most brokers have in
 * common come first.
 *
 * @param linesOf what is told of a change
 */
export function diffAlike(
  diffs: readonly BrokerDiff[],
  linesOf: (what: Change | Entrance, direction: Direction) => readonly string[],
): readonly AlikeDiff[] {
  const sections = new Map<string, { of: AlikeDiff; roles: Map<string, AlikeRoleDraft> }>();
  for (const [key, found] of byRole(diffs))
    for (const { brokers, text, abouts } of alike(found, linesOf)) {
      const [{ diff, role, direction, what }] = abouts;
      const where = JSON.stringify([diff.only, brokers]);
      const section = sections.get(where) ?? {
        of: { brokers, only: diff.only, roles: [] },
        roles: new Map<string, AlikeRoleDraft>(),
      };
      sections.set(where, section);
      const draft = section.roles.get(key) ?? { role, arns: [], changes: [] };
      section.roles.set(key, draft);
      if (draft.arns.length === 0) draft.arns.push(...abouts.map(arnOf));
      draft.changes.push({ direction, what, lines: text.split('\n') });
    }
  return Array.from(sections.values(), ({ of, roles }) => ({
    ...of,
    roles: Array.from(roles.values(), ({ role, arns, changes }) => ({
      whose: whoseOf(role, arns),
      changes,
    })),
  })).sort((a, b) => b.brokers.length - a.brokers.length);
}

/** A role of a section while its changes are put together. */
interface AlikeRoleDraft {
  readonly role: RoleDiff | undefined;
  readonly arns: ArnOn[];
  readonly changes: AlikeChange[];
}

interface ArnOn {
  readonly terms: BrokerTerms | undefined;
  readonly arn: string;
}

function arnOf({ diff: { terms }, role }: Found): ArnOn {
  return { terms, arn: role?.arn ?? '' };
}

function whoseOf(role: RoleDiff | undefined, arns: readonly ArnOn[]): Whose {
  if (role === undefined) return { kind: 'anybody' };
  const { name, claims, otherArn } = role;
  const texts = arns.flatMap(({ terms, arn }) => (terms ? [{ on: terms, text: arn }] : []));
  const arn = arns.length === 1 ? role.arn : commonText(texts);
  return { kind: 'role', name, arn, claims, isMoved: otherArn !== undefined };
}

/**
 * The changes of each role, over all brokers; roles are the same by name, or else by ARN. They stand in the
 * order that they have on each: by the claims in which they are looked for, then by name.
 */
function byRole(diffs: readonly BrokerDiff[]): readonly (readonly [string, readonly Found[]])[] {
  const roles = diffs.flatMap((diff) => diff.roles.map((role) => ({ diff, role })));
  const claims = [...new Set(roles.map(({ role }) => claimsOf(role)))];
  const keys = new Set(
    roles
      .map(({ role }) => ({ at: claims.indexOf(claimsOf(role)), name: nameOf(role) }))
      .sort((a, b) => a.at - b.at || (a.name < b.name ? -1 : Number(a.name > b.name)))
      .map(({ at, name }) => keyOf(claims[at], name)),
  );
  const found = groupBy(roles, ({ role }) => keyOf(claimsOf(role), nameOf(role)));
  const ofRoles = Array.from(keys, (key) => {
    const ones = found.get(key) ?? [];
    const changes = DIRECTIONS.flatMap((direction) =>
      ones.flatMap(({ diff, role }) =>
        role[direction].map((what): Found => ({ diff, role, direction, what })),
      ),
    );
    return [key, changes] as const;
  });
  const ofAnybody = DIRECTIONS.flatMap((direction) =>
    diffs.flatMap((diff) =>
      (diff.entrances?.[direction] ?? []).map((what): Found => ({
        diff,
        role: undefined,
        direction,
        what,
      })),
    ),
  );
  return [...ofRoles, ['', ofAnybody]];
}

const DIRECTIONS: readonly Direction[] = ['gained', 'lost'];

function claimsOf({ claims }: RoleDiff): string {
  return claims.join(' ');
}

/** What a role is put together by: a name that stands for two ARNs is two roles. */
function nameOf({ name, arn, otherArn }: RoleDiff): string {
  if (name === undefined) return arn;
  return otherArn === undefined ? name : `${name} ${arn}`;
}

function keyOf(claims: string | undefined, name: string): string {
  return JSON.stringify([claims, name]);
}

/** Of a configuration, which has no terms, nothing is put together. */
function alike(
  found: readonly Found[],
  linesOf: (what: Change | Entrance, direction: Direction) => readonly string[],
): readonly Pick<SaidAlike<Found>, 'brokers' | 'text' | 'abouts'>[] {
  const apart = groupBy(found, ({ direction, diff }) => JSON.stringify([direction, diff.only]));
  return [...apart.values()].flatMap((ones) => {
    const said = ones.map((about) => ({
      about,
      on: about.diff.terms,
      text: linesOf(about.what, about.direction).join('\n'),
    }));
    const known = said.flatMap(({ on, ...rest }) => (on === undefined ? [] : [{ on, ...rest }]));
    if (known.length === said.length) return saidAlike(known);
    return said.map(({ about, text }) => ({
      brokers: [about.diff.broker],
      text,
      abouts: [about] as const,
    }));
  });
}
