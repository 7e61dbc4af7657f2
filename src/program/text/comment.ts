import { codeBlock } from '../../report/markdown-text.js';
import { andMore } from '../../source/counted.js';

/** What a comment tells of one kind. */
export interface Section {
  readonly title: string;
  /** In Markdown, a line each. */
  readonly lines: readonly string[];
}

/**
 * GitHub takes 65,536 characters for a comment. What is left of them is for the titles of sections whose lines
 * have no room, and for whoever posts it.
 */
const MOST = 65_536 - 4_096;

/** What the lines around a section, and the number of those that are left out, take at most. */
const FRAME = 256;

/** So many lines of a section are seen at once; the rest is folded. */
const UNFOLDED = 10;

/** The text of a comment in Markdown, which grows by what has room in it. */
export class Comment {
  readonly #blocks: string[];
  #left: number;

  constructor(heading: string) {
    this.#blocks = [heading];
    this.#left = MOST - heading.length;
  }

  /** Adds a section as far as there is room; the number of the lines that are left out is told. */
  add({ title, lines }: Section): void {
    if (lines.length === 0) return;
    const room = this.#left - title.length - FRAME;
    const items = lines.map((line) => `- ${line}`);
    const fitting = fittingInto(items, room);
    const out = items.length - fitting.length;
    const left =
      out === 0
        ? []
        : [`- … ${andMore(out)}, for which a comment has no room; \`warren diff\` tells all`];
    const [seen, folded] = [fitting.slice(0, UNFOLDED), fitting.slice(UNFOLDED)];
    this.#put(`**${title}**`);
    if (seen.length > 0) this.#put(seen.join('\n'));
    if (folded.length > 0)
      this.#put(
        `<details><summary>${folded.length} more</summary>\n\n${folded.join('\n')}\n\n</details>`,
      );
    if (left.length > 0) this.#put(left.join('\n'));
  }

  /** Adds a text to copy, folded, if there is room for all of it. */
  addBlock(title: string, text: string): void {
    if (text === '') return;
    const block = `<details><summary>What to add where it is meant</summary>\n\n${title}\n\n${codeBlock(text, 'text')}\n\n</details>`;
    if (block.length + FRAME <= this.#left) this.#put(block);
  }

  /** All of it, ended by a line end. */
  get text(): string {
    return `${this.#blocks.join('\n\n')}\n`;
  }

  #put(block: string): void {
    this.#blocks.push(block);
    this.#left -= block.length + 2;
  }
}

/** The texts that fit into so many characters, each with a line end: one that is too long hides no other. */
function fittingInto(texts: readonly string[], room: number): readonly string[] {
  let left = room;
  return texts.filter(({ length }) => {
    if (length >= left) return false;
    left -= length + 1;
    return true;
  });
}
