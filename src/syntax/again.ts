import { ItemNode } from './item-nodes.js';
import { indentation } from './layout.js';
import { skipBlanks, wordAt } from './tokens.js';
import type { Trivia } from './trivia.js';
import type { Item, PolicyFile } from './tree.js';
import { allItems, contentsOf, itemsIn } from './walk.js';

/** A text as it was before an edit, and its tree. */
export interface Before {
  readonly text: string;
  readonly file: PolicyFile;
}

/**
 * Finds, while a text is read again after an edit, the items that read as before: what they are read
 * from is untouched, and they stand in the same blocks. They are the same objects then, moved to where
 * they stand now once all is read; the tree before the edit is of no use any more.
 */
export class Again {
  /** What was edited: from here on, up to there in the text before, up to there in the text now. */
  readonly #from: number;
  readonly #endBefore: number;
  readonly #endNow: number;
  readonly #moves: (readonly [Item, number])[] = [];

  constructor(
    private readonly before: Before,
    now: string,
    private readonly trivia: Trivia,
  ) {
    const { text } = before;
    const shorter = Math.min(text.length, now.length);
    let same = 0;
    while (same < shorter && text.charCodeAt(same) === now.charCodeAt(same)) same++;
    this.#from = same;
    let rest = 0;
    while (
      rest < shorter - same &&
      text.charCodeAt(text.length - 1 - rest) === now.charCodeAt(now.length - 1 - rest)
    )
      rest++;
    this.#endBefore = text.length - rest;
    this.#endNow = now.length - rest;
  }

  /**
   * The item that starts at `offset` of the text now, if it is one of before.
   *
   * @param blocks the kinds of the blocks around it
   */
  at(offset: number, blocks: string): ItemNode | undefined {
    if (offset >= this.#from && offset < this.#endNow) return undefined;
    const moved = offset < this.#from ? 0 : this.#endNow - this.#endBefore;
    const item = itemFrom(this.before.file.items, offset - moved);
    if (item?.readIn !== blocks || !this.#isUntouched(item)) return undefined;
    for (const { text, range } of this.#commentsIn(item))
      this.trivia.keep(range.start + moved, text);
    if (moved !== 0) this.#moves.push([item, moved]);
    return item;
  }

  /** Moves the items that were found to where they stand now. */
  settle(): void {
    for (const [moved, by] of this.#moves)
      for (const item of allItems([moved])) if (item instanceof ItemNode) item.move(by);
  }

  /**
   * Whether nothing was edited that the item is read from: from the start of its line, and, where no
   * brace ends it, to the end of the word that follows, which might have gone on with it; on the same
   * line what comes behind that counts too.
   */
  #isUntouched(item: Item & ItemNode): boolean {
    const { text } = this.before;
    if (text.lastIndexOf('\n', item.start - 1) + 1 > this.#endBefore) return true;
    if (item.end >= this.#from) return false;
    if (contentsOf(item) !== undefined) return true;
    const next = skipBlanks(text, item.end);
    const goesOn = indentation(text, next) === undefined || text[next] === '"';
    const end = goesOn ? text.indexOf('\n', next) : next + Math.max(1, wordAt(text, next).length);
    return (end < 0 ? text.length : end) < this.#from;
  }

  *#commentsIn(item: ItemNode): Iterable<PolicyFile['comments'][number]> {
    const { comments } = this.before.file;
    for (let at = firstFrom(comments, item.start); at < comments.length; at++) {
      const comment = comments[at];
      if (comment === undefined || comment.range.start >= item.end) return;
      yield comment;
    }
  }
}

/** The item that starts at an offset, at whatever depth. */
function itemFrom(items: readonly Item[], offset: number): (Item & ItemNode) | undefined {
  for (let inside = items; ;) {
    let low = 0;
    let high = inside.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const item = inside[middle];
      if (item instanceof ItemNode && item.start <= offset) low = middle + 1;
      else high = middle;
    }
    const item = inside[low - 1];
    if (!(item instanceof ItemNode)) return undefined;
    if (item.start === offset) return item;
    inside = itemsIn(item);
  }
}

/** The index of the first comment at or behind an offset. */
function firstFrom(comments: PolicyFile['comments'], offset: number): number {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.range.start ?? offset) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
