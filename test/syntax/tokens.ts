import type { TextRange } from '#warren/source/range.js';
import { lex } from '#warren/syntax/tokens.js';

/** A token of a text, or the several of a name with interpolations as one. */
export interface Piece extends TextRange {
  readonly text: string;
}

/** The tokens of a text without its comments; names with interpolations in one piece. */
export function piecesOf(text: string): readonly Piece[] {
  const tokens = lex(text);
  const pieces: Piece[] = [];
  for (let token = 0; token < tokens.count;) {
    const start = tokens.start(token);
    const isComment = tokens.kind(token) === 'comment';
    while (tokens.joins(++token));
    const end = tokens.end(token - 1);
    if (!isComment) pieces.push({ start, end, text: text.slice(start, end) });
  }
  return pieces;
}
