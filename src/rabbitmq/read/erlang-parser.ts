import type { Source } from '../../source/source.js';
import { parse } from './erlang-grammar.js';
import type { Term } from './erlang-term.js';

const UTF8 = new TextEncoder();

/** A term, or where the text stops being one that can be read. */
export type ParsedTerm =
  { readonly ok: true; readonly term: Term } | { readonly ok: false; readonly at: number };

/** Thrown where a text is no term that is understood; it never leaves `parseTerm`. */
class NoTerm extends Error {
  constructor(readonly at: number) {
    super();
  }
}

/**
 * Reads a text that is one Erlang term and a full stop, in time linear in it. Never throws, however
 * deep a text nests.
 */
export function parseTerm({ text }: Source): ParsedTerm {
  const characters = saysUtf8(text) ? (run: string): string => run : latin1;
  try {
    const term = parse(text, {
      characters,
      lowestBytes,
      utf8Bytes: latin1,
      wrong: (at) => {
        throw new NoTerm(at);
      },
      peg$silentFails: 1,
    });
    return { ok: true, term };
  } catch (thrown) {
    if (thrown instanceof NoTerm) return { ok: false, at: thrown.at };
    throw thrown;
  }
}

/**
 * Whether a file says in its first two lines that it is UTF-8. Otherwise Erlang takes every byte of
 * it for a character. Source: Erlang/OTP, module epp, "default encoding"; rabbit_prelaunch_file.
 */
function saysUtf8(text: string): boolean {
  const [first = '', second = ''] = text.slice(0, 1000).split('\n', 2);
  return [first, second].some((line) => /^[^%]*%.*coding\s*[:=]\s*utf-8/i.test(line));
}

/** The UTF-8 bytes of a text, a character for each. */
export function latin1(text: string): string {
  return /^[\0-\x7F]*$/.test(text)
    ? text
    : Array.from(UTF8.encode(text), (byte) => String.fromCharCode(byte)).join('');
}

function lowestBytes(text: string): string {
  if (/^[\0-\xFF]*$/.test(text)) return text;
  const bytes = Array.from(text, (character) => (character.codePointAt(0) ?? 0) & 255);
  return bytes.map((byte) => String.fromCharCode(byte)).join('');
}
