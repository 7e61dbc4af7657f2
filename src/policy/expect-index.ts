import { oncePerObject } from '../pattern/memo.js';
import { encloses, type TextRange } from '../source/range.js';
import type { Place, Source } from '../source/source.js';
import type { PolicyFile } from '../syntax/tree.js';
import { allItems } from '../syntax/walk.js';

/** An `@expect` with the item that it counts for. */
export interface PlacedExpect {
  readonly code: string;
  readonly codePlace: Place;
  /** The whole `@expect(…)`. */
  readonly place: Place;
  readonly item: TextRange;
  /** Whether the reason is an empty text, or nothing but blanks. */
  readonly isWithoutReason: boolean;
}

/** Every `@expect` of a file that has a code, those of outer items first. */
export const collectExpects = oncePerObject(
  ({ source, items }: PolicyFile): readonly PlacedExpect[] => {
    const found: PlacedExpect[] = [];
    for (const item of allItems(items))
      for (const { code, reason, range } of item.expects)
        if (code !== null)
          found.push({
            code: code.text,
            codePlace: { source, range: code.range },
            place: { source, range },
            item: item.range,
            isWithoutReason:
              reason?.parts.every((part) => part.type === 'text' && part.text.trim() === '') ===
              true,
          });
    return found;
  },
);

/** An `@expect` and the nearest one of its code around it. */
interface Nested {
  readonly expect: PlacedExpect;
  readonly outer: Nested | undefined;
}

/** Finds the `@expect` around a place; items lie in each other or apart. */
export class ExpectIndex {
  readonly #codes = new Set<string>();
  readonly #lists = new Map<Source, Map<string, Nested[]>>();

  /** @param expects in the order of the text within each file */
  constructor(expects: readonly PlacedExpect[]) {
    for (const expect of expects) {
      this.#codes.add(expect.code);
      const { source } = expect.place;
      const byCode = this.#lists.get(source) ?? new Map<string, Nested[]>();
      this.#lists.set(source, byCode);
      const list = byCode.get(expect.code) ?? [];
      byCode.set(expect.code, list);
      list.push({ expect, outer: enclosing(list.at(-1), expect.item) });
    }
  }

  /** Whether there is any `@expect` of a code. */
  has(code: string): boolean {
    return this.#codes.has(code);
  }

  /** The `@expect` of a code whose items hold the place, innermost first. */
  around(code: string, { source, range }: Place): readonly PlacedExpect[] {
    const list = this.#lists.get(source)?.get(code) ?? [];
    const found: PlacedExpect[] = [];
    let next = enclosing(list[lastFrom(list, range.start)], range);
    for (; next !== undefined; next = next.outer) found.push(next.expect);
    return found;
  }
}

function enclosing(nested: Nested | undefined, range: TextRange): Nested | undefined {
  let next = nested;
  while (next !== undefined && !encloses(next.expect.item, range)) next = next.outer;
  return next;
}

/** The index of the last item that starts at or before an offset; -1 if none does. */
function lastFrom(list: readonly Nested[], offset: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.expect.item.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
