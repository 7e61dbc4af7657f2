import { WILDCARD } from '../../pattern/pattern.js';

/** A resolved pattern or value: literal texts and wildcards, in the order of writing. */
export type Text = readonly (string | typeof WILDCARD)[];

/** The text as one string, with wildcards as `*`: how a value, an ARN or a title reads. */
export function flat(text: Text): string {
  return text.map((part) => (part === WILDCARD ? '*' : part)).join('');
}
