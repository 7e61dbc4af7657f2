import { createHash } from 'node:crypto';

/**
 * A name that a tool takes for a resource, made from any text: letters and digits, and for a text that
 * has anything else also the start of its SHA-256, so that different texts give different names. The
 * name depends on the text alone, as a tool that finds another name makes a new resource.
 */
export function resourceName(prefix: string, text: string): string {
  const plain = text.replace(/[^A-Za-z0-9]/g, '');
  if (plain === text) return prefix + text;
  return prefix + plain + createHash('sha256').update(text).digest('hex').slice(0, 8);
}
