import type { Fix } from '../diagnostics/diagnostic.js';
import type { TextRange } from '../source/range.js';
import type { Place, Source } from '../source/source.js';

/** What a character is called that nobody can see, or tell from a blank; as Unicode names it. */
const UNSEEN: ReadonlyMap<string, string> = new Map([
  ['\u00A0', 'no-break space'],
  ['\u202F', 'narrow no-break space'],
  ['\u2007', 'figure space'],
  ['\u3000', 'ideographic space'],
  ['\u00AD', 'soft hyphen'],
  ['\u200B', 'zero-width space'],
  ['\u2060', 'word joiner'],
  ['\uFEFF', 'byte order mark'],
]);

/** The first character of a stretch that nobody sees, as it is told. */
interface Unseen {
  readonly place: Place;
  readonly found: string;
  readonly reason: string;
  /** Mends all such characters of the stretch. */
  readonly fix: Fix;
}

/**
 * The character that a mistake comes from where it is one that nobody sees, as texts from web pages and
 * word processors have them. Undefined where there is none, and for a text in quotes, which may hold it.
 */
export function unseenIn(source: Source, { start, end }: TextRange): Unseen | undefined {
  // A mistake may be told of a long stretch.
  const text = source.slice({ start, end: Math.min(end, start + 1000) });
  if (/^["'#]/.test(text)) return undefined;
  const all = unseenOf(text);
  const [first] = all;
  if (first === undefined) return undefined;
  const place = { source, range: { start: start + first.at, end: start + first.at + 1 } };
  const edits = all.map(({ at, plain }) => ({
    source,
    range: { start: start + at, end: start + at + 1 },
    text: plain,
  }));
  return {
    place,
    found: `A ${first.name} (U+${first.code})`,
    reason:
      first.plain === ' '
        ? 'Write a plain space: the two look alike.'
        : 'Remove it: it cannot be seen.',
    fix: { title: first.plain === ' ' ? 'Write a plain space' : `Remove the ${first.name}`, edits },
  };
}

interface Found {
  readonly at: number;
  readonly name: string;
  /** Its code in hexadecimal digits. */
  readonly code: string;
  /** What is written in its place. */
  readonly plain: string;
}

function unseenOf(text: string): readonly Found[] {
  return [...text.matchAll(/[\u00A0\u202F\u2007\u3000\u00AD\u200B\u2060\uFEFF]/gu)].map(
    ({ 0: character, index: at }) => {
      const name = UNSEEN.get(character) ?? 'character';
      const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
      const isBlank = name.endsWith(' space') && !name.startsWith('zero');
      return { at, name, code, plain: isBlank ? ' ' : '' };
    },
  );
}
