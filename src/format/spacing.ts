import type { Tokens } from './tokens.js';

/**
 * How many blanks stand before a token that follows another one of its statement on a line. A comment
 * must touch nothing.
 */
export function spacing(tokens: Tokens, token: number): 0 | 1 {
  const { kind } = tokens.at(token);
  if (kind === 'comment') return 1;
  const touches = kind === 'comma' || kind === 'left' || kind === 'right';
  return touches || tokens.at(token - 1).kind === 'left' ? 0 : 1;
}
