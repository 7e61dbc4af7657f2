import type { Position, Range } from 'vscode-languageserver';

/** A text with its marks taken out. */
export interface MarkedText {
  readonly text: string;
  /** Where `|` stood. */
  readonly cursors: readonly Position[];
  /** What stood between `«` and `»`. */
  readonly ranges: readonly Range[];
}

/** Files by name, each a marked text. */
export type MarkedFiles = ReadonlyMap<string, MarkedText>;

/** Takes the marks out of a text: `|` is a cursor, `«` and `»` enclose a range; ranges do not overlap. */
export function readMarked(marked: string): MarkedText {
  const cursors: Position[] = [];
  const ranges: Range[] = [];
  let text = '';
  let open: Position | undefined;
  for (const piece of marked.split(/([|«»])/)) {
    const here = endOf(text);
    if (piece === '|') cursors.push(here);
    else if (piece === '«') open = here;
    else if (piece === '»') {
      if (open === undefined) throw new Error(`a stray » in ${marked}`);
      ranges.push({ start: open, end: here });
      open = undefined;
    } else text += piece;
  }
  if (open !== undefined) throw new Error(`an open « in ${marked}`);
  return { text, cursors, ranges };
}

/**
 * Reads several files out of one text: a line `--- NAME` begins a file. What stands before the first such
 * line is the file `main.warren`.
 */
export function readFiles(marked: string): MarkedFiles {
  const [first = '', ...more] = marked.split(/^--- (\S+)\n/m);
  const named: (readonly [string, string])[] = first.trim() === '' ? [] : [['main.warren', first]];
  for (let at = 0; at < more.length; at += 2) named.push([more[at] ?? '', more[at + 1] ?? '']);
  return new Map(named.map(([name, text]) => [name, readMarked(text)]));
}

/** The one cursor of some files, and the file that it is in. */
export function cursorOf(files: MarkedFiles): {
  readonly name: string;
  readonly position: Position;
} {
  const found = [...files].flatMap(([name, { cursors }]) =>
    cursors.map((position) => ({ name, position })),
  );
  const [cursor] = found;
  if (cursor === undefined || found.length > 1) throw new Error(`${found.length} cursors`);
  return cursor;
}

function endOf(text: string): Position {
  const lines = text.split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}
