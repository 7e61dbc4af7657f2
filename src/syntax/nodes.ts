import type { TextRange } from '../source/range.js';
import type * as tree from './tree.js';

/*
 * The nodes of the tree as the parser makes them: each with its own class, so that they are small and
 * of few shapes, and with offsets that count from their item.
 */

/**
 * Where an item starts in its text, as that was read last. An edit before the item moves it, and with
 * it every place inside, so that the nodes stay as they are.
 */
export class Anchor {
  /** @param at offset from the start of the text */
  constructor(public at: number) {}
}

/** What stands where there is nothing: one list for all. */
export const NONE: readonly never[] = Object.freeze([]);

/** A stretch of a text that moves along with its item. */
class Stretch implements TextRange {
  constructor(
    private readonly anchor: Anchor,
    private readonly from: number,
    private readonly to: number,
  ) {}

  get start(): number {
    return this.anchor.at + this.from;
  }

  get end(): number {
    return this.anchor.at + this.to;
  }

  /** A text for it that stays the same where it moves. */
  get key(): string {
    return `#${numberOf(this.anchor)}:${this.from}:${this.to}`;
  }
}

/** Numbers that tell anchors apart; few are ever asked for. */
const numbers = new WeakMap<Anchor, number>();
let numbered = 0;

function numberOf(anchor: Anchor): number {
  const number = numbers.get(anchor) ?? numbered++;
  numbers.set(anchor, number);
  return number;
}

/** A text that is the same for ranges of one file that are the same, as long as their item is. */
export function rangeKey(range: TextRange): string {
  return range instanceof Stretch ? range.key : `${range.start}:${range.end}`;
}

/** The fields of nodes that say where they stand, and how they were read. */
const PLACED = ['anchor', 'from', 'to', 'readIn'];

/** A stretch of an item; `from` and `to` count from its anchor. */
export abstract class Positioned implements tree.Node {
  constructor(
    protected readonly anchor: Anchor,
    protected from: number,
    protected to: number,
  ) {}

  get range(): TextRange {
    return new Stretch(this.anchor, this.from, this.to);
  }

  /** What the node says, wherever it stands. */
  toJSON(): object {
    return Object.fromEntries(Object.entries(this).filter(([name]) => !PLACED.includes(name)));
  }
}

/** A keyword or an identifier. */
export class WordNode extends Positioned implements tree.Word {
  constructor(
    anchor: Anchor,
    from: number,
    to: number,
    readonly text: string,
  ) {
    super(anchor, from, to);
  }
}

/** A piece of a template that is literal text. */
export class TextNode extends WordNode {
  readonly type = 'text';
}

/** A piece of a template that is a `*`. */
export class WildcardNode extends Positioned {
  readonly type = 'wildcard';
}

/** A piece of a template that is `${name}`. */
export class InterpolationNode extends Positioned {
  readonly type = 'interpolation';

  constructor(
    anchor: Anchor,
    from: number,
    to: number,
    readonly name: string,
  ) {
    super(anchor, from, to);
  }
}

/** A pattern or value. Most are a literal text, which needs no pieces. */
export class TemplateNode extends Positioned implements tree.Template {
  constructor(
    anchor: Anchor,
    from: number,
    to: number,
    readonly quoted: boolean,
    private readonly content: string | readonly tree.TemplatePart[],
  ) {
    super(anchor, from, to);
  }

  get literal(): string | undefined {
    return typeof this.content === 'string' ? this.content : undefined;
  }

  get parts(): readonly tree.TemplatePart[] {
    if (typeof this.content !== 'string') return this.content;
    if (this.content === '') return NONE;
    const edge = this.quoted ? 1 : 0;
    return [new TextNode(this.anchor, this.from + edge, this.to - edge, this.content)];
  }
}

/** An `@expect`. */
export class ExpectNode extends Positioned implements tree.Expect {
  constructor(
    anchor: Anchor,
    from: number,
    to: number,
    readonly code: tree.Word | null,
    readonly reason: tree.Template | null,
  ) {
    super(anchor, from, to);
  }
}

/** Whom a rule is about. */
export class SubjectNode extends Positioned implements tree.Subject {
  constructor(
    anchor: Anchor,
    from: number,
    to: number,
    readonly anyone: boolean,
    readonly names: tree.Subject['names'],
  ) {
    super(anchor, from, to);
  }
}

/** A clause of a phrase. */
export class ClauseNode extends Positioned implements tree.Clause {
  constructor(
    anchor: Anchor,
    from: number,
    to: number,
    readonly type: tree.Clause['type'],
    readonly keyword: tree.Word,
    readonly values: tree.Clause['values'],
  ) {
    super(anchor, from, to);
  }
}

/** The conditions of rights on the Amazon MQ API. */
export class WhereNode extends Positioned implements tree.WhereClause {
  constructor(
    anchor: Anchor,
    from: number,
    to: number,
    readonly keyword: tree.Word,
    readonly conditions: tree.WhereClause['conditions'],
  ) {
    super(anchor, from, to);
  }
}

/** A condition on a tag. */
export class TagTestNode extends Positioned implements tree.TagTest {
  constructor(
    anchor: Anchor,
    from: number,
    to: number,
    readonly keyword: tree.TagTest['keyword'],
    readonly key: tree.Template | null,
    readonly value: tree.Template | null,
  ) {
    super(anchor, from, to);
  }
}

/** A line of rabbitmq.conf. */
export class EntryNode extends Positioned implements tree.SettingsEntry {
  constructor(
    anchor: Anchor,
    from: number,
    to: number,
    readonly key: tree.Word,
    readonly value: tree.Template | null,
  ) {
    super(anchor, from, to);
  }
}
