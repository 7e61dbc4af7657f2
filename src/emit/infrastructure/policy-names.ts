import { sha256 } from '../../source/sha256.js';
import { cutPolicyName, policyName } from '../../aws/policy-name.js';
import type { RolePolicies } from '../role-policies.js';
import { distinctNames, type Nameable } from './names.js';

/** The policies whose names start with the same text. */
export interface PolicyGroup {
  /** The first part of their names: an identifier. */
  readonly about: string;
  readonly policies: readonly RolePolicies[];
}

/** The names in IAM of each role's policies, in their order. */
export type PolicyNames = ReadonlyMap<RolePolicies, readonly string[]>;

/** The longest part of a label that is a text; with what follows it a tool takes it. */
const LONGEST_TEXT = 200;

/**
 * Names the managed policies of all that is deployed. IAM has a name once in an account, whatever the
 * case of its letters. Source: IAM API Reference, CreatePolicy, `PolicyName`.
 */
export function namePolicies(groups: readonly PolicyGroup[]): PolicyNames {
  const byAccount = new Map<string, Nameable[]>();
  for (const { about, policies } of groups)
    for (const one of policies) {
      const { partition, account } = one.role.arn;
      const items = byAccount.get(`${partition} ${account}`) ?? [];
      byAccount.set(`${partition} ${account}`, items);
      items.push(...policyItems(about, one));
    }
  const named = new Map(
    [...byAccount.values()].flatMap((items) => [
      ...distinctNames(items, (name) => name.toLowerCase()),
    ]),
  );
  const nameOf = (about: string, one: RolePolicies): readonly string[] =>
    one.documents.map((_, at) => named.get(policyId(about, one, at)) ?? '');
  return new Map(
    groups.flatMap(({ about, policies }) =>
      policies.map((one): [RolePolicies, readonly string[]] => [one, nameOf(about, one)]),
    ),
  );
}

function policyItems(about: string, one: RolePolicies): readonly Nameable[] {
  return one.documents.map((_, at) => {
    const id = policyId(about, one, at);
    const plain = policyName(about, one.name, at + 1);
    const isText = plain === `${about}.${one.name}`;
    return { id, plain, isText, further: (nth) => cutPolicyName(plain, sha256(`${nth} ${id}`)) };
  });
}

/**
 * The labels of the policies of one deployment, in their order: what the names of resources end in,
 * letters and digits. A text that has anything else is followed by the start of its SHA-256.
 */
export function policyLabels(policies: readonly RolePolicies[]): readonly string[] {
  const items = policies.flatMap((one) =>
    one.documents.map((_, at): Nameable => {
      const id = policyId('', one, at);
      const text = at === 0 ? one.name : `${one.name}.${at + 1}`;
      const plain = labelOf(text);
      const isText = at === 0 && plain === one.name;
      return { id, plain, isText, further: (nth) => plain + sha256(`${nth} ${id}`).slice(0, 16) };
    }),
  );
  const named = distinctNames(items);
  return items.map(({ id }) => named.get(id) ?? '');
}

function labelOf(text: string): string {
  const letters = text.replace(/[^A-Za-z0-9]/g, '').slice(0, LONGEST_TEXT);
  return letters === text ? text : letters + sha256(text).slice(0, 8);
}

/** Roles of one name may be two, whose error is told elsewhere. */
function policyId(about: string, { name, role }: RolePolicies, at: number): string {
  return JSON.stringify([about, name, at, role.arn.text]);
}
