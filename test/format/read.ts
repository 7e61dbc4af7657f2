import { formatSource } from '#warren/format/format.js';
import { Source } from '#warren/source/source.js';
import { parse } from '../syntax/markers.js';

/** A text in the canonical layout. */
export function format(text: string): string {
  return formatSource(new Source('test.warren', text)).text;
}

/** What a text says, apart from its blanks. */
export interface Reading {
  /** What the parser makes of it, without places: the tree, and what it told. */
  readonly meaning: string;
  /**
   * The comments, each with how much of the text stands before it, blanks not counted, and whether it
   * has a line of its own.
   */
  readonly comments: readonly (readonly [string, number, boolean])[];
}

/** Reads a text. */
export function read(text: string): Reading {
  const { file, diagnostics } = parse(text);
  const told = diagnostics.map(({ code, message }) => [code, message]);
  const meaning = JSON.stringify([file.items, told], (key, value: unknown) =>
    key === 'range' ? undefined : value,
  );
  let [at, signs] = [0, 0];
  const comments = file.comments.map(({ text: comment, range }) => {
    signs += squeezed(text.slice(at, range.start)).length;
    at = range.start;
    const line =
      text
        .slice(0, at)
        .split(/[\r\n]/)
        .at(-1) ?? '';
    return [comment.trimEnd(), signs, line.trim() === ''] as const;
  });
  return { meaning, comments };
}

/** A text without its blanks, those in quotes and comments too. */
export function squeezed(text: string): string {
  return text.replace(/[ \t\r\n]+/g, '');
}
