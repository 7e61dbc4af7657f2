import type { Place } from './source.js';

/** A flaw in the bytes of a policy file, with its place in the decoded text. */
export type TextProblem =
  | InvalidUtf8
  | {
      /** A NUL character; the first one of the file. */
      readonly kind: 'nul-character';
      readonly place: Place;
    }
  | {
      /** A UTF-8 byte order mark, which is left out of the text. */
      readonly kind: 'byte-order-mark';
      readonly place: Place;
    }
  | {
      /** The byte order mark of another encoding. */
      readonly kind: 'not-utf8-text';
      readonly place: Place;
      readonly encoding: 'UTF-16LE' | 'UTF-16BE';
    }
  | {
      /** A file over the limit; both sizes in bytes. The text is empty then. */
      readonly kind: 'file-too-large';
      readonly place: Place;
      readonly size: number;
      readonly limit: number;
    };

/** The first byte that is no part of any UTF-8 character. */
export interface InvalidUtf8 {
  readonly kind: 'invalid-utf8';
  readonly place: Place;
  /** The value of the byte, 128 to 255. */
  readonly byte: number;
  /** Where it stands in the file, counted from 0 and with a byte order mark. */
  readonly offset: number;
}
