import type { TextRange } from '../source/range.js';
import type { Item, PolicyFile, SettingsEntry } from '../syntax/tree.js';
import { contentsOf } from '../syntax/walk.js';
import type { Element, TextBlocks } from './elements.js';
import { lex } from '../syntax/tokens.js';
import { Pieces } from './pieces.js';

/** The outline of a file in which the parser found the given mistakes. */
export function outlineText(file: PolicyFile, mistakes: readonly TextRange[]): TextBlocks {
  const reader: Reader = {
    pieces: new Pieces(lex(file.source.text)),
    mistakes: new Mistakes(mistakes),
  };
  const elements = list(reader, file.items, file.source.text.length);
  return { pieces: reader.pieces, elements };
}

interface Reader {
  readonly pieces: Pieces;
  readonly mistakes: Mistakes;
}

/** What stands up to `end`, where a brace or the end of the text is. */
function list(reader: Reader, children: readonly (Item | SettingsEntry)[], end: number): Element[] {
  const elements: Element[] = [];
  for (const child of children) {
    const expects = 'expects' in child ? child.expects : [];
    const start = expects[0]?.range.start ?? child.range.start;
    takeBetween(reader, start, elements);
    read(reader, child, start, elements);
  }
  takeBetween(reader, end, elements);
  return elements;
}

/** Adds comments up to `end`, and what no item holds. */
function takeBetween({ pieces }: Reader, end: number, elements: Element[]): void {
  while (pieces.next < end)
    elements.push(pieces.takeComment() ? last(pieces, 'comment') : broken(pieces, end));
}

/** Adds one item with its `@expect`: broken where the head or a brace of it has a mistake. */
function read(
  reader: Reader,
  item: Item | SettingsEntry,
  start: number,
  elements: Element[],
): void {
  const { pieces } = reader;
  const { count } = pieces;
  const { length } = elements;
  if (takeItem(reader, item, start, elements)) return;
  elements.length = length;
  pieces.cut(count);
  elements.push(broken(pieces, item.range.end));
}

/** Adds an item; false where it has a mistake, and what was added is to be taken back. */
function takeItem(
  reader: Reader,
  item: Item | SettingsEntry,
  start: number,
  elements: Element[],
): boolean {
  const { pieces, mistakes } = reader;
  for (const { range } of 'expects' in item ? item.expects : []) {
    takeBetween(reader, range.start, elements);
    const first = pieces.count;
    if (!pieces.takeHead(range.end, false)) return false;
    elements.push({ kind: 'expect', first, end: pieces.count });
  }
  takeBetween(reader, item.range.start, elements);
  const first = pieces.count;
  const type = 'type' in item ? item.type : 'entry';
  if (!pieces.takeHead(item.range.end, type === 'setting')) return false;
  if (mistakes.touch(start, pieces.end(pieces.count - 1))) return false;
  const end = pieces.count;
  const children = contentsOf(item);
  if (children === undefined) {
    elements.push({ kind: 'statement', type, first, end, body: undefined });
    return true;
  }
  const brace = item.range.end - 1;
  const braces = pieces.kind(end - 1) === '{' && pieces.text[brace] === '}';
  if (!braces || mistakes.touch(brace, brace + 1)) return false;
  const body = list(reader, children, brace);
  pieces.takeClose();
  const close = pieces.count - 1;
  elements.push({ kind: 'statement', type, first, end, body: { elements: body, close } });
  return true;
}

/** Takes the rest up to `end` as one piece that nothing is changed in. */
function broken(pieces: Pieces, end: number): Element {
  pieces.takeBroken(end);
  return last(pieces, 'broken');
}

function last(pieces: Pieces, kind: 'comment' | 'broken'): Element {
  return { kind, first: pieces.count - 1, end: pieces.count };
}

/** Where the parser found mistakes: looked up for every item, so in logarithmic time. */
class Mistakes {
  readonly #starts: readonly number[];
  /** For each mistake the furthest end of it and of those before it. */
  readonly #reach: readonly number[];

  constructor(ranges: readonly TextRange[]) {
    const sorted = [...ranges].sort((a, b) => a.start - b.start);
    let reach = -1;
    this.#starts = sorted.map(({ start }) => start);
    this.#reach = sorted.map(({ end }) => (reach = Math.max(reach, end)));
  }

  /** Whether a mistake meets a range or stands directly before or behind it. */
  touch(start: number, end: number): boolean {
    if (this.#starts.length === 0) return false;
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= end) low = middle + 1;
      else high = middle;
    }
    return low > 0 && (this.#reach[low - 1] ?? -1) >= start;
  }
}
