import type { Bytes } from './bytes.js';
import type { Pattern } from './pattern.js';

const BARE = /^[A-Za-z0-9_.:/@*-]+$/;

/** What quotes must escape: their own syntax, and everything that could not be seen in a text. */
const ESCAPED = /["\\$*]|(?! )[\p{C}\p{Z}]/gu;

const SHORT_ESCAPES = new Map([
  ['\n', '\\n'],
  ['\t', '\\t'],
]);

/**
 * A pattern as Warren source writes it: bare where that can be, else in double quotes. Two cases
 * exist in scopes only and have no source form; they are shown for people: bytes that are not
 * UTF-8 as `\xNN`, and the pattern that matches nothing as `(nothing)`.
 *
 * @param isReserved whether a bare word would be read as something else and needs quotes
 */
export function display(pattern: Pattern, isReserved: (word: string) => boolean = none): string {
  if (pattern.isNothing) return '(nothing)';
  const bare = pattern.literals.map((literal) => literal.text ?? '"').join('*');
  const hasLiteralStar = pattern.literals.some((literal) => literal.binary.includes('*'));
  if (BARE.test(bare) && !bare.startsWith('@') && !hasLiteralStar && !isReserved(bare)) return bare;
  return `"${pattern.literals.map(escaped).join('*')}"`;
}

function none(): boolean {
  return false;
}

function escaped(literal: Bytes): string {
  const text = literal.text;
  if (text !== undefined) return text.replaceAll(ESCAPED, escapeCharacter);
  return literal.binary.replaceAll(/["\\$*]/g, '\\$&').replaceAll(/[^ -~]/g, hexByte);
}

function escapeCharacter(character: string): string {
  if (/["\\$*]/.test(character)) return `\\${character}`;
  const code = character.codePointAt(0) ?? 0;
  return SHORT_ESCAPES.get(character) ?? `\\u{${code.toString(16).toUpperCase()}}`;
}

function hexByte(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
