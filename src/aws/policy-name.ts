import { sha256 } from '../source/sha256.js';

/** In characters. Source: `policyNameType` in the IAM API's model. */
const LONGEST = 128;

/**
 * The name of a managed policy as long as no other has it: what it is about, whose it is, and from the
 * second on its number. A name that would be too long ends in the start of its SHA-256 instead.
 */
export function policyName(about: string, role: string, number: number): string {
  const name = [about, role, ...(number > 1 ? [String(number)] : [])].join('.');
  if (name.length <= LONGEST) return name;
  return cutPolicyName(name, sha256(name));
}

/** A name as far as there is room, and the first 16 digits of a digest after it. */
export function cutPolicyName(name: string, digest: string): string {
  const end = digest.slice(0, 16);
  return `${name.slice(0, LONGEST - end.length - 1)}.${end}`;
}
