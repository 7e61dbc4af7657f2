import { columnsOf } from './cells.js';

/** A word, or words between backticks, which people copy as a whole, with what touches them. */
const PART = /(?:`[^`]*`|\S)+/g;

/** A line with less room for words than this is left to the terminal. */
const LEAST = 20;

/** How a line is laid out, in columns of a terminal. */
export interface Layout {
  /** Columns of the terminal; undefined where nobody knows them, and nothing is wrapped. */
  readonly columns: number | undefined;
  /** What stands before the text in its first line. */
  readonly before: number;
  /** What stands before it in the others, which is for the caller to write. */
  readonly indent: number;
}

/** A text without line ends as lines that fit a terminal, broken at blanks. */
export function wrap(text: string, { columns, before, indent }: Layout): readonly string[] {
  if (columns === undefined || before + columnsOf(text) <= columns) return [text];
  const most = columns - indent;
  if (most < LEAST) return [text];
  const parts = (text.match(PART) ?? []).flatMap((part, at) =>
    columnsOf(part) > (at === 0 ? Math.min(most, columns - before) : most)
      ? (part.match(/\S+/g) ?? [])
      : [part],
  );
  const lines: string[] = [];
  let line = '';
  let left = columns - before;
  for (const part of parts) {
    const width = columnsOf(part);
    if (line !== '' && width + 1 > left) {
      lines.push(line);
      line = '';
      left = most;
    }
    left -= line === '' ? width : width + 1;
    line = line === '' ? part : `${line} ${part}`;
  }
  return [...lines, line];
}

/** Lines that fit a terminal, what continues one two columns further in than it. */
export function wrapLines(
  lines: readonly string[],
  columns: number | undefined,
): readonly string[] {
  return lines.flatMap((line) => {
    const blanks = blanksOf(line);
    const indent = blanks.length + 2;
    const [first = '', ...more] = wrap(line.slice(blanks.length), {
      columns,
      before: blanks.length,
      indent,
    });
    return [blanks + first, ...more.map((rest) => ' '.repeat(indent) + rest)];
  });
}

/** A line that stands for itself: indented, a command line, a row of a table. */
const OWN = /^(?: |warren |\|)/;

/** The beginning of an item of a list. */
const ITEM = /^(?:- |\d+\. )/;

/**
 * A text of paragraphs, lists and tables, laid out again for a terminal that is too narrow for it. Lines of
 * prose flow together; of others each stays one, and what continues it begins where its last column does.
 */
export function reflow(text: string, columns: number | undefined): string {
  const lines = text.split('\n');
  if (columns === undefined || lines.every((line) => columnsOf(line) <= columns)) return text;
  const told: string[] = [];
  let prose: string[] = [];
  const flush = (): void => {
    if (prose.length === 0) return;
    const indent = ITEM.exec(prose[0] ?? '')?.[0].length ?? 0;
    told.push(...hanging(prose.join(' '), columns, indent));
    prose = [];
  };
  for (const line of lines) {
    const isContinued = ITEM.test(prose[0] ?? '') && /^ {2,3}\S/.test(line);
    if (line !== '' && (isContinued || !OWN.test(line))) {
      if (ITEM.test(line)) flush();
      prose.push(line.trim());
      continue;
    }
    flush();
    // Where the columns of a table are set apart by blanks, the text is the last of them.
    const column = /^ *\S.*? {2,}(?=\S)/.exec(line)?.[0].length;
    told.push(...hanging(line, columns, column ?? furtherIn(line)));
  }
  flush();
  return told.join('\n');
}

function hanging(line: string, columns: number, indent: number): readonly string[] {
  const blanks = blanksOf(line);
  if (columnsOf(line) <= columns) return [line];
  const head = line.slice(0, Math.max(indent, blanks.length));
  const isTable = head.endsWith('  ') && head.trim() !== '';
  const before = isTable ? head : blanks;
  const [first = '', ...more] = wrap(line.slice(before.length), {
    columns,
    before: before.length,
    indent,
  });
  return [before + first, ...more.map((rest) => ' '.repeat(indent) + rest)];
}

/** What stands below the last column of a table goes on there. */
function furtherIn(line: string): number {
  const { length } = blanksOf(line);
  return length > 8 ? length : length + 2;
}

function blanksOf(line: string): string {
  return /^ */.exec(line)?.[0] ?? '';
}
