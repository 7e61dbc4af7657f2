import { eachUnprintable } from './printable.js';

/**
 * A value as JSON in which every character is plainly visible: what a terminal could obey or hide is
 * escaped, so that a program still reads the very text.
 */
export function jsonText(value: unknown, indent?: number): string {
  return eachUnprintable(JSON.stringify(value, null, indent), (character) =>
    // The line ends and blanks are those between the parts; JSON escapes them inside a text.
    character === '\n'
      ? character
      : Array.from({ length: character.length }, unit(character)).join(''),
  );
}

function unit(character: string): (_: unknown, at: number) => string {
  return (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
}
