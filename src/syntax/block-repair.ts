import type { Reporter } from '../diagnostics/reporter.js';
import { blockKinds } from './placement.js';
import { openerOf } from './words.js';

/** A character to think in the place of another, so that every offset stays. */
interface Mask {
  readonly at: number;
  readonly sign: '{' | '}' | '(' | ')' | ' ';
}

/** A brace that lacks or is too much, if the layout of the lines says what was meant. */
export interface BlockRepair {
  readonly masks: readonly Mask[];
  /** Tells it, as the one mistake that it is. */
  readonly tell: (reporter: Reporter) => void;
}

/** How many guesses are made for one text. */
export const most = 12;

/** What of the line of a block's head is looked at, in UTF-16 code units. */
const headLength = 400;

/** A line from an offset on, as much of it as the head of a block may take. */
export function headFrom(text: string, start: number): string {
  return /^[^\r\n]*/.exec(text.slice(start, start + headLength))?.[0] ?? '';
}

/** What is noted where a `{` is missing. */
export const BETWEEN = { message: 'What stands in a block is between `{` and `}`.' };

/** Whether a line starts with a word that opens a block, by what it holds before an offset. */
export function opensBlock(text: string, start: number): boolean {
  const [word = ''] = /^[a-z-]+/.exec(text.slice(start, start + 20)) ?? [];
  const type = openerOf(word, 'top')?.type ?? openerOf(word, 'broker')?.type;
  return type !== undefined && blockKinds[type] !== undefined;
}
