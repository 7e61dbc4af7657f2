import { arnOf } from '../stage.js';

const names = new Map<string, string>();

/**
 * The role that is granted this and nothing else; the same grants are the same role.
 * @param grants the text of `allow` rules at the top of a policy, for a role's name
 */
export function castRole(grants: (role: string) => string): string {
  const key = grants('');
  const known = names.get(key);
  if (known !== undefined) return known;
  const name = `role-${names.size}`;
  names.set(key, name);
  rules.push(`role ${name} = ${arnOf(name)}\n${grants(name)}\n`);
  return name;
}

const rules: string[] = [];

/** The text of all roles so far with their grants. */
export function castText(): string {
  return rules.join('');
}
