import type { Item } from '../syntax/tree.js';
import type { Pieces } from './pieces.js';

/** What a statement is, for the columns of the lines around it. */
export type StatementType = Item['type'] | 'entry';

/** An item, or a line of `settings`, by its pieces. */
export interface LaidItem {
  readonly kind: 'statement';
  readonly type: StatementType;
  /** The first piece, and the one behind the last of the head, which ends with the `{` if there is one. */
  readonly first: number;
  readonly end: number;
  readonly body: Body | undefined;
}

/** What stands between the braces of a block; `close` is the piece of its `}`. */
export interface Body {
  readonly elements: readonly Element[];
  readonly close: number;
}

/** What a block or file holds: statements, and between them `@expect`, comments and what is broken. */
export type Element = LaidItem | Line<'expect'> | Line<'comment'> | Line<'broken'>;

/** The pieces of something that is no statement. */
interface Line<Kind> {
  readonly kind: Kind;
  readonly first: number;
  readonly end: number;
}

/** A text as its pieces, and how blocks hold them. */
export interface TextBlocks {
  readonly pieces: Pieces;
  readonly elements: readonly Element[];
}
