import type { ParseContext } from './context.js';
import type { Item } from './tree.js';

/*
 * The module that peggy generates from grammar/warren.peggy into the build folder. It never throws:
 * whatever a text holds, mistakes go to the context.
 */

interface Options<Rule> {
  readonly startRule: Rule;
  readonly context: ParseContext;
  /**
   * Above 0, peggy does not note what it expected where a rule fails: nobody asks, as no text fails
   * as a whole, and noting it takes a quarter of the time.
   */
  readonly peg$silentFails: 1;
}

/** Parses a whole file. */
export function parse(text: string, options: Options<'Policy'>): readonly Item[];

/** Parses one phrase on its own; `null` where there is none. */
export function parse(text: string, options: Options<'PhraseOnly'>): Item | null;
