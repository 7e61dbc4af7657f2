import { formatSource } from '#warren/format/format.js';
import { Source } from '#warren/source/source.js';
import { parse } from '../syntax/markers.js';

/** A text in the canonical layout. */
export function format(text: string): string {
  return formatSource(new Source('test.warren', text)).text;
}

/** What the parser makes of a text, without places: the tree, and what it told. */
export function meaning(text: string): string {
  const { file, diagnostics } = parse(text);
  const told = diagnostics.map(({ code, message }) => [code, message]);
  return JSON.stringify([file.items, told], (key, value: unknown) =>
    key === 'range' ? undefined : value,
  );
}

/** A text without its blanks, those in quotes and comments too. */
export function squeezed(text: string): string {
  return text.replace(/[ \t\r\n]+/g, '');
}

/**
 * The comments of a text, each with how much of the text stands before it, blanks not counted, and
 * whether it has a line of its own.
 */
export function comments(text: string): readonly (readonly [string, number, boolean])[] {
  return parse(text).file.comments.map(({ text: comment, range }) => {
    const before = text.slice(0, range.start);
    return [comment.trimEnd(), squeezed(before).length, /(?:^|[\r\n])[ \t]*$/.test(before)];
  });
}
