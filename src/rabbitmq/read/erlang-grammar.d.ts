import type { Term } from './erlang-term.js';

/*
 * The module that peggy generates from grammar/erlang.peggy into the build folder.
 */

interface Options {
  /** What a run of characters in a string or a quoted atom stands for. */
  readonly characters: (run: string) => string;
  /** The lowest byte of each character, as a character. */
  readonly lowestBytes: (text: string) => string;
  /** The UTF-8 bytes of a text, a character for each. */
  readonly utf8Bytes: (text: string) => string;
  /** Gives a text up that is no term, with the offset where it stops being one. */
  readonly wrong: (at: number) => never;
  /** Above 0, peggy does not note what it expected where a rule fails, which nobody asks. */
  readonly peg$silentFails: 1;
}

/** The term that a whole text is. It throws what `wrong` does, and nothing else. */
export function parse(text: string, options: Options): Term;
