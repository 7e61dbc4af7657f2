import type { Reporter } from '../diagnostics/reporter.js';
import { blockKinds } from './placement.js';
import { openerOf } from './words.js';

/** A character to think in the place of another, so that every offset stays. */
interface Mask {
  readonly at: number;
  readonly sign: '{' | '}' | ' ';
}

/** A brace that lacks or is too much, if the layout of the lines says what was meant. */
export interface BlockRepair {
  readonly masks: readonly Mask[];
  /** Tells it, as the one mistake that it is. */
  readonly tell: (reporter: Reporter) => void;
}

/** What is noted where a `{` is missing. */
export const BETWEEN = { message: 'What stands in a block is between `{` and `}`.' };

/** Whether a line starts with a word that opens a block, by what it holds before an offset. */
export function opensBlock(text: string, start: number): boolean {
  const [word = ''] = /^[a-z-]+/.exec(text.slice(start, start + 20)) ?? [];
  const type = openerOf(word, 'top')?.type ?? openerOf(word, 'broker')?.type;
  return type !== undefined && blockKinds[type] !== undefined;
}
