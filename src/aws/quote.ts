import { codePointText } from '../source/unseen.js';

/** More would drown the message that holds it. */
const LONGEST = 100;

/** Characters that a terminal or an editor does not show, or that turn the text around. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * A text for a message: in double quotes, at most 100 characters of it, every character that would
 * not be seen written as an escape.
 */
export function quote(text: string): string {
  // No more is looked at than can be shown, so that a huge text costs nothing.
  const characters = Array.from(text.slice(0, 2 * LONGEST + 2));
  const shown = characters.slice(0, LONGEST).join('');
  const escaped = JSON.stringify(shown).replace(UNSEEN, (character) => `\\u{${hex(character)}}`);
  return characters.length > LONGEST ? `${escaped.slice(0, -1)}…"` : escaped;
}

/** One character for a message, with its code point: `"é" (U+00E9)`. */
export function quoteCharacter(character: string): string {
  return `${quote(character)} (${codePointText(character)})`;
}

function hex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
}
