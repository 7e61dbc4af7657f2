import type { ParseContext } from './context.js';
import type { Item } from './tree.js';

/*
 * The module that peggy generates from grammar/warren.peggy into the build folder. It never throws:
 * whatever a text holds, mistakes go to the context.
 */

/** Parses a whole file. */
export function parse(
  text: string,
  options: { readonly startRule: 'Policy'; readonly context: ParseContext },
): readonly Item[];

/** Parses one phrase on its own; `null` where there is none. */
export function parse(
  text: string,
  options: { readonly startRule: 'PhraseOnly'; readonly context: ParseContext },
): Item | null;
