import type { TextRange } from '../source/range.js';
import type { Blocks } from './blocks.js';
import { ItemNode } from './item-nodes.js';
import { Anchor, TemplateNode, TextNode, WordNode } from './nodes.js';
import type { Problems } from './problems.js';
import type { TemplatePart } from './tree.js';

/** The anchors of the items that are being read, one in the other. */
export class Anchors {
  /** That of the innermost item, from which its nodes count. */
  current = new Anchor(0);
  readonly #around: { readonly anchor: Anchor; readonly traces: number }[] = [];

  constructor(
    private readonly problems: Problems,
    private readonly blocks: Blocks,
  ) {}

  /** An item starts at `offset`. */
  open(offset: number): void {
    this.#around.push({ anchor: this.current, traces: this.problems.traces });
    this.current = new Anchor(offset);
  }

  /** The innermost item is read, or turned out to be none. */
  close(): void {
    const around = this.#around.pop();
    if (around === undefined) throw new Error('the parser left an item that it had not entered');
    this.current = around.anchor;
  }

  /** The innermost item is read. One that nothing was remarked on can be kept when it is read again. */
  closeWith(item: ItemNode | readonly never[]): void {
    const around = this.#around.at(-1);
    this.close();
    const isPlain =
      around?.traces === this.problems.traces && this.problems.reporter.suggester.left > 0;
    if (isPlain && item instanceof ItemNode) item.readIn = this.blocks.path;
  }

  /** A template of pieces, which are not kept where they come to one plain text. */
  template(
    quoted: boolean,
    parts: readonly TemplatePart[],
    { start, end }: TextRange,
  ): TemplateNode {
    const anchor = this.current;
    const [first] = parts;
    const edge = quoted ? 1 : 0;
    const isPlain =
      parts.length === 1 &&
      first?.type === 'text' &&
      first.text !== '' &&
      first.range.start === start + edge &&
      first.range.end === end - edge;
    const content = isPlain ? first.text : parts.slice();
    return new TemplateNode(anchor, start - anchor.at, end - anchor.at, quoted, content);
  }

  /** A text that should stand in double quotes, and stands in others or in none. */
  unquoted(text: string, { start, end }: TextRange): TemplateNode {
    const anchor = this.current;
    const [from, to] = [start - anchor.at, end - anchor.at];
    return new TemplateNode(anchor, from, to, true, [new TextNode(anchor, from, to, text)]);
  }

  /** A piece of a template that is a plain text. */
  text(text: string, { start, end }: TextRange): TextNode {
    const anchor = this.current;
    return new TextNode(anchor, start - anchor.at, end - anchor.at, text);
  }

  /** A word. */
  word(text: string, { start, end }: TextRange): WordNode {
    const anchor = this.current;
    return new WordNode(anchor, start - anchor.at, end - anchor.at, text);
  }
}
