import type { PolicyText } from '../../dist/core/index.js';

/** The longest link that is read or made: what follows `#`, in characters. */
export const LONGEST_LINK = 64_000;

/** How much text a policy of this page may have in all, in UTF-16 code units. */
const MOST_TEXT = 512_000;

/** How many files a policy of this page may have. */
export const MOST_FILES = 40;

const LONGEST_NAME = 120;

/** What a file may be called: a path below the folder of the policy, of letters that no system takes for more. */
const NAME = /^(?!\.)[\w-][\w.-]*(?:\/(?!\.)[\w.-]+)*$/;

/** Why a file cannot be called so: a sentence; undefined where it can. */
export function nameProblem(name: string): string | undefined {
  if (name.length > LONGEST_NAME) return `A name has at most ${LONGEST_NAME} characters.`;
  if (!NAME.test(name) || name.includes('..'))
    return 'A name has letters, digits, `.`, `_`, `-` and `/`, and does not start with a dot.';
  if (!/\.(?:warren|json)$/.test(name) && name !== 'warren.yaml')
    return 'A file is called `….warren`, `warren.yaml`, or `….json` for a `topology`.';
  return undefined;
}

/** Whether texts are more than a policy of this page may have. */
export function isTooMuch(files: readonly PolicyText[]): boolean {
  return files.reduce((sum, { text }) => sum + text.length, 0) > MOST_TEXT;
}

/** The part of a link that carries a policy; undefined where it would be too long, or could not be opened. */
export async function packed(files: readonly PolicyText[]): Promise<string | undefined> {
  if (isTooMuch(files)) return undefined;
  const data = JSON.stringify(files.map(({ name, text }) => [name, text]));
  const bytes = await through(new Blob([data]).stream(), new CompressionStream('deflate-raw'));
  const coded = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
  return coded.length > LONGEST_LINK ? undefined : coded;
}

/**
 * The policy that such a part carries. It may be anybody's: what is too long, or comes to more than a policy of this
 * page may have, or is no list of names and texts, is none.
 */
export async function unpacked(coded: string): Promise<readonly PolicyText[] | undefined> {
  if (coded.length > LONGEST_LINK || !/^[\w-]+$/.test(coded)) return undefined;
  try {
    const binary = atob(coded.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const stream = new Blob([bytes]).stream();
    const text = await through(stream, new DecompressionStream('deflate-raw'));
    const data: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text));
    return filesOf(data);
  } catch {
    // It is no such link.
    return undefined;
  }
}

/** What comes out of a stream, as long as it is no more than a policy may have. */
async function through(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  change: GenericTransformStream,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader: ReadableStreamDefaultReader<Uint8Array> = stream
    .pipeThrough<Uint8Array>(change)
    .getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > 4 * MOST_TEXT) {
      await reader.cancel();
      throw new RangeError('too long');
    }
    parts.push(value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The files that a list of names and texts is; undefined for what no policy of this page may be. */
export function filesOf(data: unknown): readonly PolicyText[] | undefined {
  if (!Array.isArray(data) || data.length === 0 || data.length > MOST_FILES) return undefined;
  const files: PolicyText[] = [];
  for (const one of data as readonly unknown[]) {
    if (!Array.isArray(one)) return undefined;
    const [name, text] = one as readonly unknown[];
    if (typeof name !== 'string' || typeof text !== 'string') return undefined;
    if (nameProblem(name) !== undefined || files.some((file) => file.name === name))
      return undefined;
    files.push({ name, text });
  }
  return isTooMuch(files) ? undefined : files;
}
