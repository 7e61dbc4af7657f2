import { createHash } from 'node:crypto';

/** In characters. Source: `policyNameType` in the IAM API's model. */
const LONGEST = 128;

/**
 * The name of a managed policy: what it is about, whose it is, and from the second on its number. No
 * part but the last holds a dot if the first is an identifier, so that no two policies share a name.
 * A name that would be too long ends in the start of its SHA-256 instead.
 */
export function policyName(about: string, role: string, number: number): string {
  const name = [about, role, ...(number > 1 ? [String(number)] : [])].join('.');
  if (name.length <= LONGEST) return name;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 16);
  return `${name.slice(0, LONGEST - digest.length - 1)}.${digest}`;
}
