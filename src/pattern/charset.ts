/** A run of bytes that lead to the same state of a charset, both ends included. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
  readonly next: number;
}

/** The automaton of an encoding, by state. It starts in state 0, and a whole text ends there. */
export type Charset = readonly (readonly ByteRange[])[];

/** Every sequence of bytes. */
export const ANY_BYTES: Charset = [[{ from: 0x00, to: 0xff, next: 0 }]];

const TAIL = { from: 0x80, to: 0xbf };

/** Well-formed UTF-8. Source: the Unicode Standard, table 3-7. */
export const UTF8: Charset = [
  [
    { from: 0x00, to: 0x7f, next: 0 },
    { from: 0xc2, to: 0xdf, next: 1 },
    { from: 0xe0, to: 0xe0, next: 4 },
    { from: 0xe1, to: 0xec, next: 2 },
    { from: 0xed, to: 0xed, next: 5 },
    { from: 0xee, to: 0xef, next: 2 },
    { from: 0xf0, to: 0xf0, next: 6 },
    { from: 0xf1, to: 0xf3, next: 3 },
    { from: 0xf4, to: 0xf4, next: 7 },
  ],
  [{ ...TAIL, next: 0 }],
  [{ ...TAIL, next: 1 }],
  [{ ...TAIL, next: 2 }],
  [{ from: 0xa0, to: 0xbf, next: 1 }],
  [{ from: 0x80, to: 0x9f, next: 1 }],
  [{ from: 0x90, to: 0xbf, next: 2 }],
  [{ from: 0x80, to: 0x8f, next: 2 }],
];
