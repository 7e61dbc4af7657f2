import type { TextRange } from '../../source/range.js';

/** An Erlang term as far as configurations need them, with where it stands. */
export type Term = { readonly range: TextRange } & (
  | { readonly kind: 'list' | 'tuple'; readonly items: readonly Term[] }
  | { readonly kind: 'map'; readonly pairs: readonly (readonly [key: Term, value: Term])[] }
  /** One character, U+0000 to U+00FF, for each byte. */
  | { readonly kind: 'binary'; readonly bytes: string }
  | { readonly kind: 'string' | 'number'; readonly text: string }
  | { readonly kind: 'atom'; readonly name: string }
);
