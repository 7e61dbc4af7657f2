import { NONE } from './nodes.js';
import type { Item, SettingsEntry, Word } from './tree.js';

/** The items in an item, in the order of the text; none where it is no block of items. */
export function itemsIn(item: Item): readonly Item[] {
  return 'items' in item ? item.items : NONE;
}

/** What words say, without those that are missing from the text. */
export function textsOf(words: readonly (Word | null)[]): readonly string[] {
  return words.flatMap((word) => word?.text ?? []);
}

/** What stands between the braces of an item, in the order of the text; undefined where it has none. */
export function contentsOf(
  item: Item | SettingsEntry,
): readonly (Item | SettingsEntry)[] | undefined {
  if ('items' in item) return item.items;
  return 'entries' in item ? item.entries : undefined;
}

/**
 * Visits items and the items in them, each before those in it, in the order of the text.
 *
 * @param around what counts around `items`, such as the blocks that they stand in
 * @param visit answers what counts in an item; undefined passes over the items in it
 */
export function walkItems<Around>(
  items: readonly Item[],
  around: Around,
  visit: (item: Item, around: Around) => Around | undefined,
): void {
  for (const item of items) {
    const inside = visit(item, around);
    if (inside !== undefined && 'items' in item) walkItems(item.items, inside, visit);
  }
}

/** Items and all items in them, at whatever depth, in the order of the text. */
export function allItems(items: readonly Item[]): readonly Item[] {
  const found: Item[] = [];
  walkItems(items, found, (item, all) => {
    all.push(item);
    return all;
  });
  return found;
}
