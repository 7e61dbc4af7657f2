import type { Item, PolicyFile } from './tree.js';
import { itemsIn } from './walk.js';

/** The items around an offset, outermost first; one that ends at the offset is around it too. */
export function itemsAt({ items }: PolicyFile, offset: number): readonly Item[] {
  const found: Item[] = [];
  for (let inside: readonly Item[] = items; ;) {
    const item = inside.findLast(({ range }) => range.start <= offset && offset <= range.end);
    if (item === undefined) return found;
    found.push(item);
    inside = itemsIn(item);
  }
}
