import type { TextRange } from './range.js';

/*
 * The characters of a text that nobody sees, or takes for a blank: what pages and word processors leave in what is
 * copied from them, and what makes a text look like another one.
 */

/** A character that nobody sees. */
export interface UnseenCharacter {
  readonly range: TextRange;
  readonly character: string;
  /** What it is called, with its code point: `zero-width space (U+200B)`. */
  readonly called: string;
  /** What it looks like; `turned` is nothing, and changes the order in which the characters around it are shown. */
  readonly looks: 'blank' | 'nothing' | 'turned';
  /** Whether it is ordinary in prose: other blanks, and marks of the direction of writing. */
  readonly isOfProse: boolean;
}

/** What is no more than a blank, and what is nothing at all: what Unicode calls ignorable, and controls. */
const BLANK = String.raw`(?! )\p{Zs}|[\u115F\u1160\u2800\u3164\uFFA0]`;
const NOTHING = String.raw`(?![\t\n\r])\p{Cc}|[\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]`;

const isBlank = new RegExp(`^(?:${BLANK})$`, 'u');

const letterOf = (...scripts: readonly string[]): string =>
  `[${scripts.map((script) => String.raw`\p{Script=${script}}`).join('')}]`;

/** Scripts whose letters join, or do not, by the two joiners between them. */
const JOINING = letterOf(
  ...['Arabic', 'Syriac', 'Nko', 'Mongolian', 'Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati'],
  ...['Oriya', 'Tamil', 'Telugu', 'Kannada', 'Malayalam', 'Sinhala', 'Khmer', 'Myanmar'],
);

/** Scripts that write no blank between words, where a zero-width space says that a line may break. */
const UNSPACED = letterOf('Thai', 'Lao', 'Khmer', 'Myanmar', 'Tibetan');

/** The letters of the tags that make a flag of England, and end it. */
const FLAG = String.raw`\u{1F3F4}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]`;

const PICTURE = String.raw`\p{Extended_Pictographic}\p{Emoji_Modifier}?`;

/** What ends in such a character as it should: emoji, and scripts that are not written without. */
const ORDINARY = [
  String.raw`${PICTURE}[\uFE0E\uFE0F]`,
  String.raw`${PICTURE}\uFE0F?\u200D(?=\p{Extended_Pictographic})`,
  String.raw`[0-9#*]\uFE0F(?=\u20E3)`,
  String.raw`${FLAG}{1,6}(?=[\u{E0030}-\u{E007A}]{0,5}\u{E007F})`,
  String.raw`${FLAG}{2,6}\u{E007F}`,
  String.raw`${JOINING}[\u200C\u200D](?=${JOINING})`,
  String.raw`${UNSPACED}\u200B(?=${UNSPACED})`,
  String.raw`\p{Script=Han}[\uFE00-\uFE02\u{E0100}-\u{E01EF}]`,
  String.raw`\p{Script=Mongolian}[\u180B-\u180D\u180F]`,
].join('|');

const unseen = new RegExp(`(?:${BLANK}|${NOTHING})(?<!${ORDINARY})`, 'gu');

/** The characters that leave nothing to see, each by itself; blanks of other widths are none of them. */
export const nothingToSee = new RegExp(`(?:${NOTHING})(?<!${ORDINARY})`, 'gu');

/** Most texts are of these alone, and looking for classes of Unicode is slow. */
const plain = /^[\t\n\r\x20-\x7E]*$/;

/**
 * The characters of a text that nobody sees, in its order. Left out are those that belong to emoji, to joined
 * letters such as those of Persian and Hindi, and between the words of Thai.
 */
export function unseenCharacters(text: string): readonly UnseenCharacter[] {
  if (plain.test(text)) return [];
  return Array.from(text.matchAll(unseen), ({ 0: character, index: start }) => {
    const looks = looksOf(character);
    return {
      range: { start, end: start + character.length },
      character,
      called: `${nameOf(character)} (${codePointText(character)})`,
      looks,
      isOfProse: looks === 'blank' || /[\u061C\u200E\u200F]/.test(character),
    };
  });
}

/** The code point of a character, as in `U+200B`. */
export function codePointText(character: string): string {
  return `U+${codeOf(character).toString(16).toUpperCase().padStart(4, '0')}`;
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

function looksOf(character: string): UnseenCharacter['looks'] {
  if (isBlank.test(character)) return 'blank';
  return /[\u202A-\u202E\u2066-\u2069]/.test(character) ? 'turned' : 'nothing';
}

/** What Unicode calls those that are met most often. */
const NAMES: ReadonlyMap<number, string> = new Map([
  [0x1b, 'escape character'],
  [0xa0, 'no-break space'],
  [0xad, 'soft hyphen'],
  [0x34f, 'combining grapheme joiner'],
  [0x61c, 'Arabic letter mark'],
  [0x1680, 'Ogham space'],
  [0x180e, 'Mongolian vowel separator'],
  [0x2007, 'figure space'],
  [0x2009, 'thin space'],
  [0x200a, 'hair space'],
  [0x200b, 'zero-width space'],
  [0x200c, 'zero-width non-joiner'],
  [0x200d, 'zero-width joiner'],
  [0x200e, 'left-to-right mark'],
  [0x200f, 'right-to-left mark'],
  [0x2028, 'line separator'],
  [0x2029, 'paragraph separator'],
  [0x202a, 'left-to-right embedding'],
  [0x202b, 'right-to-left embedding'],
  [0x202c, 'end of directional formatting'],
  [0x202d, 'left-to-right override'],
  [0x202e, 'right-to-left override'],
  [0x202f, 'narrow no-break space'],
  [0x205f, 'mathematical space'],
  [0x2060, 'word joiner'],
  [0x2066, 'left-to-right isolate'],
  [0x2067, 'right-to-left isolate'],
  [0x2068, 'first strong isolate'],
  [0x2069, 'end of directional isolate'],
  [0x2800, 'blank of Braille'],
  [0x3000, 'ideographic space'],
  [0xfeff, 'byte order mark'],
]);

function nameOf(character: string): string {
  const known = NAMES.get(codeOf(character));
  if (known !== undefined) return known;
  if (/\p{Variation_Selector}/u.test(character)) return 'variation selector';
  if (/[\u{E0001}\u{E0020}-\u{E007F}]/u.test(character)) return 'tag character';
  if (/[\p{Cc}]/u.test(character)) return 'control character';
  return isBlank.test(character) ? 'blank' : 'invisible character';
}
