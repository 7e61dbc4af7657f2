import { parseRoleArn } from '../aws/arn.js';
import { reservedWords } from '../syntax/words.js';
import type { Subject } from './subject.js';

/** A role of the policy, for one alias or user, or for several that are mapped to one ARN. */
export interface ImportedRole {
  readonly name: string;
  readonly arn: string;
  /**
   * Whom a role has to be filled in for, as the ARN is made up: empty where the role's name says so.
   * Undefined where the ARN is known.
   */
  readonly toFill: string | undefined;
  readonly subjects: readonly Subject[];
}

/** The account of roles whose ARN is not known. */
export const UNKNOWN_ACCOUNT = '000000000000';

/**
 * The roles of some subjects, in their order: by the ARN that an alias is, or that it is mapped to; by its
 * own name in an account to be filled in otherwise.
 */
export function rolesOf(
  subjects: readonly Subject[],
  mapped: ReadonlyMap<string, string>,
): readonly ImportedRole[] {
  const taken = new Set<string>();
  const byArn = new Map<string, Subject[]>();
  const unknown = new Map<string, Subject[]>();
  for (const subject of subjects) {
    const arn = mapped.get(subject.name) ?? subject.name;
    const key = `${subject.from} ${subject.name}`;
    if (!parseRoleArn(arn).ok) unknown.set(key, [...(unknown.get(key) ?? []), subject]);
    else byArn.set(arn, [...(byArn.get(arn) ?? []), subject]);
  }
  const known = Array.from(byArn, ([arn, all]): ImportedRole => {
    const role = parseRoleArn(arn);
    const last = role.ok ? role.arn.name : arn;
    return { name: unused(last, taken), arn, toFill: undefined, subjects: all };
  });
  const [partition = 'aws'] = known.flatMap(({ arn }) => partitionOf(arn));
  const filled = [...unknown.values()].flatMap((subjects): readonly ImportedRole[] => {
    const [subject] = subjects;
    if (subject === undefined) return [];
    const name = unused(subject.name, taken);
    const arn = `arn:${partition}:iam::${UNKNOWN_ACCOUNT}:role/${name}`;
    const isSame = subject.name === name;
    const toFill = isSame ? '' : `${subject.from} ${JSON.stringify(subject.name)}`;
    return [{ name, arn, toFill, subjects }];
  });
  return [...known, ...filled];
}

function partitionOf(arn: string): readonly string[] {
  const role = parseRoleArn(arn);
  return role.ok ? [role.arn.partition] : [];
}

/** The accounts of some roles. */
export function accountsOf(roles: readonly ImportedRole[]): readonly string[] {
  return [
    ...new Set(
      roles.flatMap(({ arn }) => {
        const role = parseRoleArn(arn);
        return role.ok ? [role.arn.account] : [];
      }),
    ),
  ];
}

/** The same roles in one account, for a policy is refused that grants roles of several. */
export function inOneAccount(roles: readonly ImportedRole[]): readonly ImportedRole[] {
  if (accountsOf(roles).length < 2) return roles;
  return roles.map((role) => ({
    ...role,
    arn: `arn:aws:iam::${UNKNOWN_ACCOUNT}:role/${role.name}`,
  }));
}

/** The longest name of a role in IAM, in characters, less what a number takes. */
const LONGEST = 58;

/** An identifier that says what a text says and is not taken yet. */
export function unused(text: string, taken: Set<string>): string {
  // Identity Center names its roles after permission sets.
  const plain = text.replace(/^AWSReservedSSO_(.+)_[0-9a-f]{16}$/, '$1');
  const words = plain.replaceAll(/[^A-Za-z0-9_-]+/g, '-').replaceAll(/^[-_]+|[-_]+$/g, '');
  const start = /^[A-Za-z]/.test(words) ? words : `role-${words}`.replace(/-$/, '');
  const short = start.slice(0, LONGEST).replace(/[-_]+$/, '');
  const base = reservedWords.has(short) || short === 'default' ? `${short}-role` : short;
  let name = base;
  for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${base}-${count}`;
  taken.add(name.toLowerCase());
  return name;
}
