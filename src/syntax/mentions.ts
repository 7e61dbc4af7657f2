import { piecesOf, type Piece } from './children.js';
import { NONE } from './nodes.js';
import type { Item, PolicyFile, Template } from './tree.js';
import { allItems, walkItems } from './walk.js';

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

/** The names in the `${…}` of items and of the items in them, each once. */
export function variablesIn(items: readonly Item[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const piece of allItems(items).flatMap(piecesOf))
    if ('template' in piece) for (const name of namesIn(piece.template)) names.add(name);
  return names;
}

/** The names in the `${…}` of a template. */
export function namesIn({ literal, parts }: Template): readonly string[] {
  if (literal !== undefined) return NONE;
  return parts.flatMap((part) => (part.type === 'interpolation' ? [part.name] : []));
}
