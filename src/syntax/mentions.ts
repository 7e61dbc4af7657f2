import { piecesOf, type Piece } from './children.js';
import type { Item, PolicyFile } from './tree.js';
import { walkItems } from './walk.js';

/** A word or template of a file, and the items that it stands in, outermost first. */
export type Mention = Piece & { readonly items: readonly Item[] };

/** Every word and template of a file that is more than punctuation, in the order of the text. */
export function mentionsOf({ items }: PolicyFile): readonly Mention[] {
  const found: Mention[] = [];
  walkItems<readonly Item[]>(items, [], (item, around) => {
    const inside = [...around, item];
    for (const piece of piecesOf(item)) found.push({ items: inside, ...piece });
    return inside;
  });
  return found;
}
