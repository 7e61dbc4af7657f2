import type { Source } from '../../source/source.js';

/** A line of a file of `--accept`, as its first word says what it is. */
export interface Line {
  readonly kind: 'accept' | 'vhost' | 'because' | 'phrase';
  /** Without blanks around it. */
  readonly text: string;
  /** Where that starts in the file, in UTF-16 code units. */
  readonly start: number;
}

/** The lines that say something: not those that are blank, or comments. */
export function* linesOf({ text }: Source): Iterable<Line> {
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    const [whole] = match;
    const trimmed = whole.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    yield { kind: kindOf(trimmed), text: trimmed, start: match.index + whole.indexOf(trimmed) };
  }
}

function kindOf(text: string): Line['kind'] {
  const [word = ''] = /^[a-z]+(?![\w(.-])/.exec(text) ?? [];
  return word === 'accept' || word === 'vhost' || word === 'because' ? word : 'phrase';
}

/** A text without the comment at its end; of what holds no quotes. */
export function withoutComment(text: string): string {
  return text.replace(/\s+#.*$/, '');
}

/** The reason that a line `because "…"` gives; undefined where it is written in another way. */
export function reasonIn(text: string): string | undefined {
  const [, quoted] = /^because\s+"((?:[^"\\]|\\.)*)"(?:\s+#.*)?$/u.exec(text) ?? [];
  return quoted?.replaceAll(/\\(.)/gu, '$1').trim();
}

/** Whether a text shows nothing: blanks and what has no sign of its own, as the blank of no width. */
export function showsNothing(text: string): boolean {
  return /^[\s\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{DI}\u{2800}]*$/u.test(text);
}
