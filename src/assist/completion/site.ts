import { Reporter } from '../../diagnostics/reporter.js';
import { Source } from '../../source/source.js';
import { allowedIn, blockKinds, type BlockKind } from '../../syntax/placement.js';
import { parsePolicy } from '../../syntax/parse.js';
import type { Item, SettingsEntry } from '../../syntax/tree.js';
import { contentsOf, itemsIn } from '../../syntax/walk.js';
import type { Cursor, Token } from './cursor.js';

/** The blocks around a cursor and what stands before it, as the parser understands it. */
export interface Site {
  /** The text up to the word at the cursor, as `Cursor` cuts it out. */
  readonly source: Source;
  /** The open blocks, outermost first. */
  readonly blocks: readonly Item[];
  /** What stands in the innermost block before the cursor. */
  readonly siblings: readonly (Item | SettingsEntry)[];
  /** What may stand in the innermost block. */
  readonly allowed: ReadonlySet<Item['type']>;
  readonly kind: BlockKind;
  /** The item that the last token before the cursor belongs to, and which may go on. */
  readonly item: Item | SettingsEntry | undefined;
  /** The tokens before the cursor. */
  readonly tokens: readonly Token[];
  /** What stands before the cursor on its line; see `Cursor`. */
  readonly line: Cursor['line'];
}

/** Has the text before a cursor parsed: all of it that is left open there is what the cursor is in. */
export function siteAt({ before, tokens, line }: Cursor): Site {
  // Behind a blank a block that is open reaches the end, and one that is closed does not.
  const source = new Source('', `${before} `);
  const { items } = parsePolicy(source, new Reporter());
  const blocks: Item[] = [];
  let siblings: readonly (Item | SettingsEntry)[] = items;
  for (let inner = openBlock(items, source, tokens); inner !== undefined;) {
    blocks.push(inner);
    siblings = contentsOf(inner) ?? [];
    inner = openBlock(itemsIn(inner), source, tokens);
  }
  const kinds = blocks.flatMap(({ type }) => blockKinds[type] ?? []);
  const last = siblings.at(-1);
  const end = tokens.at(-1)?.end ?? 0;
  const item = last !== undefined && last.range.end >= end && end > 0 ? last : undefined;
  const kind = kinds.at(-1) ?? 'top';
  return { source, blocks, siblings, allowed: allowedIn(kinds), kind, item, tokens, line };
}

/** The last of some items, if it is a block whose `{` was read and whose `}` was not. */
function openBlock(
  items: readonly Item[],
  { text }: Source,
  tokens: readonly Token[],
): Item | undefined {
  const last = items.at(-1);
  if (last === undefined || blockKinds[last.type] === undefined) return undefined;
  const hasBrace = tokens.some((token) => token.text === '{' && token.start >= last.range.start);
  return hasBrace && last.range.end === text.length ? last : undefined;
}
