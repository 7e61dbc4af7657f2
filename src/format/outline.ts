import type { TextRange } from '../source/range.js';
import type { Item, PolicyFile, SettingsEntry } from '../syntax/tree.js';
import { Mistakes } from './mistakes.js';
import type { Element, Outline } from './elements.js';
import { takeComment, takeHead } from './lex.js';
import { Tokens } from './tokens.js';

/** The outline of a file in which the parser found the given mistakes. */
export function outline(file: PolicyFile, mistakes: readonly TextRange[]): Outline {
  const reader: Reader = { tokens: new Tokens(file.source.text), mistakes: new Mistakes(mistakes) };
  const elements = list(reader, file.items, file.source.text.length);
  return { tokens: reader.tokens, elements };
}

interface Reader {
  readonly tokens: Tokens;
  readonly mistakes: Mistakes;
}

/** What stands up to `end`, where a brace or the end of the text is. */
function list(reader: Reader, children: readonly (Item | SettingsEntry)[], end: number): Element[] {
  const elements: Element[] = [];
  for (const child of children) {
    const expects = 'expects' in child ? child.expects : [];
    const start = expects[0]?.range.start ?? child.range.start;
    takeBetween(reader, start, elements);
    elements.push(...read(reader, child, start));
  }
  takeBetween(reader, end, elements);
  return elements;
}

/** Adds comments up to `end`, and what no item holds. */
function takeBetween({ tokens }: Reader, end: number, elements: Element[]): void {
  while (tokens.next < end)
    elements.push(takeComment(tokens) ? last(tokens, 'comment') : broken(tokens, end));
}

/** One item with its `@expect`: a broken token where the head or a brace of it has a mistake. */
function read(reader: Reader, item: Item | SettingsEntry, start: number): Element[] {
  const { tokens } = reader;
  const count = tokens.count;
  const elements = wellFormed(reader, item, start);
  if (elements !== undefined) return elements;
  tokens.cut(count);
  return [broken(tokens, item.range.end)];
}

function wellFormed(
  reader: Reader,
  item: Item | SettingsEntry,
  start: number,
): Element[] | undefined {
  const { tokens, mistakes } = reader;
  const elements: Element[] = [];
  for (const { range } of 'expects' in item ? item.expects : []) {
    takeBetween(reader, range.start, elements);
    const first = tokens.count;
    if (!takeHead(tokens, range.end, false)) return undefined;
    elements.push({ kind: 'expect', first, end: tokens.count });
  }
  takeBetween(reader, item.range.start, elements);
  const first = tokens.count;
  const type = 'type' in item ? item.type : 'entry';
  if (!takeHead(tokens, item.range.end, type === 'setting')) return undefined;
  if (mistakes.touch({ start, end: tokens.end })) return undefined;
  const end = tokens.count;
  const children = childrenOf(item);
  if (children === undefined)
    return [...elements, { kind: 'statement', type, first, end, body: undefined }];
  const brace = item.range.end - 1;
  const braces = tokens.textOf(end - 1) === '{' && tokens.text[brace] === '}';
  if (!braces || mistakes.touch({ start: brace, end: brace + 1 })) return undefined;
  const body = list(reader, children, brace);
  tokens.add('close', brace + 1);
  const close = tokens.count - 1;
  return [...elements, { kind: 'statement', type, first, end, body: { elements: body, close } }];
}

function childrenOf(item: Item | SettingsEntry): readonly (Item | SettingsEntry)[] | undefined {
  if ('items' in item) return item.items;
  return 'entries' in item ? item.entries : undefined;
}

/** Takes the rest up to `end` as one token that nothing is changed in. */
function broken(tokens: Tokens, end: number): Element {
  tokens.add('broken', end);
  return last(tokens, 'broken');
}

function last(tokens: Tokens, kind: 'comment' | 'broken'): Element {
  return { kind, first: tokens.count - 1, end: tokens.count };
}
