import { decodeSource, type Decoded } from './decode.js';
import { Source } from './source.js';

/** The largest policy file that is read, in bytes: 8 MiB. */
export const maxPolicyBytes = 8 * 1024 * 1024;

/** Takes a text for what a policy file holds, or would hold once it is saved. */
export function decodePolicyText(text: string, name: string, path: string): Decoded {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= maxPolicyBytes) return decodeSource(bytes, name, path);
  return tooLargePolicy(name, path, bytes.length);
}

/** What becomes of a policy file of `size` bytes, which are too many. */
export function tooLargePolicy(name: string, path: string, size: number): Decoded {
  const source = new Source(name, '', path);
  const place = { source, range: { start: 0, end: 0 } };
  return { source, problems: [{ kind: 'file-too-large', place, size, limit: maxPolicyBytes }] };
}
