import type { Place } from '../source/source.js';
import { unseenCharacters, type UnseenCharacter } from '../source/unseen.js';
import type { Edit, Fix, Note } from './diagnostic.js';

/** Characters that nobody sees, in a stretch of a file. */
export interface UnseenIn {
  readonly place: Place;
  readonly first: UnseenCharacter;
  /** Where the first of them stands. */
  readonly firstPlace: Place;
  readonly all: readonly UnseenCharacter[];
}

/**
 * The characters of a stretch that nobody sees; undefined where there are none.
 *
 * @param counts which of them count; all where nothing is said
 */
export function unseenAt(
  place: Place,
  counts: (character: UnseenCharacter) => boolean = () => true,
): UnseenIn | undefined {
  const { source, range } = place;
  const all = unseenCharacters(source.slice(range)).filter(counts);
  const [first] = all;
  if (first === undefined) return undefined;
  const { start, end } = first.range;
  const firstRange = { start: range.start + start, end: range.start + end };
  return { place, first, firstPlace: { source, range: firstRange }, all };
}

/** A character with its article: `a no-break space (U+00A0)`. */
export function calledWithArticle({ called }: UnseenCharacter): string {
  return `${/^[aeio]/i.test(called) ? 'an' : 'a'} ${called}`;
}

/** What is to be done about a character that can only be a slip. */
export function adviceOn({ looks }: UnseenCharacter): string {
  return looks === 'blank'
    ? 'Write a plain space: the two look alike.'
    : 'Remove it: it cannot be seen.';
}

/** Takes such characters out, and writes plain spaces for blanks. */
export function withoutUnseen(found: UnseenIn): Fix {
  const { looks, called } = found.first;
  const title =
    looks === 'blank' ? 'Write a plain space' : `Remove the ${called.split(' (')[0] ?? ''}`;
  return { title, edits: editsOf(found, (one) => (one.looks === 'blank' ? ' ' : '')) };
}

/** Writes their escapes, as a text in quotes may have them. */
export function escapingUnseen(found: UnseenIn): Fix {
  const title = `Write \`${escapeOf(found.first)}\``;
  return { title, edits: editsOf(found, escapeOf), isGuess: true };
}

/** The escape that stands for a character in quotes. */
export function escapeOf({ character }: UnseenCharacter): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
}

function editsOf(
  { place: { source, range }, all }: UnseenIn,
  write: (character: UnseenCharacter) => string,
): readonly Edit[] {
  return all.map((one) => ({
    source,
    range: { start: range.start + one.range.start, end: range.start + one.range.end },
    text: write(one),
  }));
}

/** What is told beside a message. */
interface Told {
  readonly notes?: readonly Note[];
  readonly fixes?: readonly Fix[];
}

/**
 * What an error about a text in quotes says besides where nobody sees why: the name that it does not know, or the
 * ARN that is none, looks like one that is right.
 */
export function withUnseen<Details extends Told>(place: Place, details: Details): Details {
  if (place.source.text[place.range.start] !== '"') return details;
  const found = unseenAt(place);
  if (found === undefined) return details;
  const { notes = [], fixes = [] } = details;
  const holds = calledWithArticle(found.first);
  const message =
    found.first.looks === 'blank'
      ? `It holds ${holds}, which looks like a plain one.`
      : `It holds ${holds}, which nobody sees.`;
  const fix: Fix = { ...withoutUnseen(found), isGuess: true };
  return {
    ...details,
    notes: [...notes, { message, place: found.firstPlace }],
    fixes: fixes.length === 0 ? [fix] : fixes,
  };
}
