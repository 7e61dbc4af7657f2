import { Source } from './source.js';
import type { Place } from './source.js';
import type { InvalidUtf8, TextProblem } from './text-problem.js';

/** A text made of a file's bytes, and what is wrong with them. */
export interface Decoded {
  readonly source: Source;
  readonly problems: readonly TextProblem[];
}

const replacement = '\uFFFD';

const UTF8 = new TextEncoder();

/**
 * Decodes UTF-8 strictly: every flaw is a problem. The source still holds a text that a code frame
 * can show, with U+FFFD for what is no character. Offsets count in the text without its byte order
 * mark, as editors count. A file in UTF-16 is decoded as such, so that its text does not look garbled.
 */
export function decodeSource(bytes: Uint8Array, name: string, path?: string): Decoded {
  const encoding = utf16(bytes);
  if (encoding !== undefined) {
    const source = new Source(name, decodeUtf16(bytes.subarray(2), encoding), path);
    return {
      source,
      problems: [{ kind: 'not-utf8-text', place: placeAt(source, 0, 0), encoding }],
    };
  }
  const mark = startsWith(bytes, [0xef, 0xbb, 0xbf]) ? 3 : 0;
  const body = bytes.subarray(mark);
  const source = new Source(name, new TextDecoder('utf-8', { ignoreBOM: true }).decode(body), path);
  const problems: TextProblem[] = [];
  if (mark > 0) problems.push({ kind: 'byte-order-mark', place: placeAt(source, 0, 0) });
  const invalid = firstInvalid(source, body, mark);
  if (invalid !== undefined) problems.push(invalid);
  const nul = source.text.indexOf('\0');
  if (nul >= 0) problems.push({ kind: 'nul-character', place: placeAt(source, nul, nul + 1) });
  return { source, problems };
}

/** The first U+FFFD of the text that the file does not hold itself stands for the first bad byte. */
function firstInvalid(source: Source, body: Uint8Array, mark: number): InvalidUtf8 | undefined {
  const { text } = source;
  let done = 0;
  let offset = 0;
  for (let at = text.indexOf(replacement); at >= 0; at = text.indexOf(replacement, done)) {
    offset += UTF8.encode(text.slice(done, at)).length;
    if (!startsWith(body.subarray(offset), [0xef, 0xbf, 0xbd])) {
      const byte = body[offset] ?? 0;
      return {
        kind: 'invalid-utf8',
        place: placeAt(source, at, at + 1),
        byte,
        offset: offset + mark,
      };
    }
    done = at + 1;
    offset += 3;
  }
  return undefined;
}

function utf16(bytes: Uint8Array): 'UTF-16LE' | 'UTF-16BE' | undefined {
  if (startsWith(bytes, [0xff, 0xfe])) return 'UTF-16LE';
  return startsWith(bytes, [0xfe, 0xff]) ? 'UTF-16BE' : undefined;
}

function decodeUtf16(body: Uint8Array, encoding: 'UTF-16LE' | 'UTF-16BE'): string {
  const units = new DataView(body.buffer, body.byteOffset, body.length & ~1);
  const isLittle = encoding === 'UTF-16LE';
  let text = '';
  for (let at = 0; at < units.byteLength; at += 2)
    text += String.fromCharCode(units.getUint16(at, isLittle));
  return text;
}

function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
  return prefix.every((byte, at) => bytes[at] === byte);
}

function placeAt(source: Source, start: number, end: number): Place {
  return { source, range: { start, end } };
}
