import type { Permission } from '../../bed/questions.js';

/** One permission that the broker demands for an operation; with a key, on that routing key. */
export interface Need {
  readonly permission: Permission;
  readonly name: string;
  readonly key?: string;
}

const PERMISSIONS: readonly Permission[] = ['configure', 'write', 'read'];

/**
 * The phrases that grant every right in a virtual host but one. RabbitMQ knows no denial, so they list
 * what differs from the name; that is all there is for names made of the given characters.
 */
export function everythingBut(need: Need, characters: string): string {
  const { permission, name, key } = need;
  const others = PERMISSIONS.filter((other) => other !== permission);
  const rest = others.map((other) => rights(other, ['*']));
  const otherNames = rights(permission, namesBut(name, characters));
  if (key === undefined) return [...rest, otherNames].join('\n');
  const otherKeys = `${permission} resource ${name} key ${keysBut(key, characters)}`;
  return [...rest, otherNames, otherKeys].join('\n');
}

/** How the broker's refusal names what it lacks. */
export function refusalOf({ permission, name, key }: Need): string[] {
  const access = `${permission} access to `;
  return key === undefined
    ? [access, `'${name}'`]
    : [`${access}topic '${key}' in exchange '${name}'`];
}

/** A need in words. */
export function describeNeed({ permission, name, key }: Need): string {
  return key === undefined ? `${permission} on ${name}` : `${permission} on ${name} for key ${key}`;
}

/** Patterns of every name but one: where it ends early, goes on otherwise, or is longer. */
export function namesBut(name: string, characters: string): string[] {
  return textsBut(name, characters).filter((pattern) => pattern !== '');
}

function keysBut(key: string, characters: string): string {
  return textsBut(key, characters)
    .map((pattern) => `"${pattern}"`)
    .join(', ');
}

function textsBut(text: string, characters: string): string[] {
  const patterns: string[] = [];
  for (let length = 0; length <= text.length; length++) {
    const start = text.slice(0, length);
    if (length < text.length) patterns.push(start);
    for (const next of new Set(characters))
      if (next !== text[length]) patterns.push(`${start}${next}*`);
  }
  return patterns;
}

function rights(permission: Permission, names: readonly string[]): string {
  const keys = permission === 'configure' ? '' : ' key *';
  return `${permission} resource ${names.map((name) => `"${name}"`).join(', ')}${keys}`;
}
