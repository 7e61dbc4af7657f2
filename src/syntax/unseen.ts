import type { Fix } from '../diagnostics/diagnostic.js';
import { adviceOn, calledWithArticle, unseenAt, withoutUnseen } from '../diagnostics/unseen.js';
import type { TextRange } from '../source/range.js';
import type { Place, Source } from '../source/source.js';

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
  if (/["'#]/.test(source.text.charAt(start))) return undefined;
  // A mistake may be told of a long stretch.
  const range = { start, end: Math.min(end, start + 1000) };
  const unseen = unseenAt({ source, range });
  if (unseen === undefined) return undefined;
  const called = calledWithArticle(unseen.first);
  return {
    place: unseen.firstPlace,
    found: called.charAt(0).toUpperCase() + called.slice(1),
    reason: adviceOn(unseen.first),
    fix: withoutUnseen(unseen),
  };
}
