import type { ByteRange } from './charset.js';

/** Characters in the order in which an example should rather hold them. */
const PREFERRED = 'abcdefghijklmnopqrstuvwxyz0123456789.-_ABCDEFGHIJKLMNOPQRSTUVWXYZ:@/';

/** How gladly an example holds each byte, best first: by code within each kind. */
const RANKS = Array.from({ length: 256 }, (_, byte) => kind(byte) * 256 + byte);

const BYTES_BY_RANK = Array.from(RANKS.keys()).sort((a, b) => rank(a) - rank(b));

/** One way on: a byte, and the state of the charset after it. */
export interface Move {
  readonly byte: number;
  readonly next: number;
}

/**
 * The bytes worth trying, most readable first: those expected somewhere, and of the others, which
 * all do the same, the most readable one of each range.
 */
export function movesBy(ranges: readonly ByteRange[], expected: ReadonlySet<number>): Move[] {
  const moves: Move[] = [];
  for (const { from, to, next } of ranges) {
    for (const byte of BYTES_BY_RANK)
      if (from <= byte && byte <= to && !expected.has(byte)) {
        moves.push({ byte, next });
        break;
      }
    for (const byte of expected) if (from <= byte && byte <= to) moves.push({ byte, next });
  }
  return moves.sort((a, b) => rank(a.byte) - rank(b.byte));
}

function rank(byte: number): number {
  return RANKS[byte] ?? 0;
}

function kind(byte: number): number {
  const preferred = PREFERRED.indexOf(String.fromCharCode(byte));
  if (preferred >= 0) return preferred;
  if (byte === 0x0a || byte === 0x0d) return PREFERRED.length + 2;
  if (byte >= 0x80) return PREFERRED.length + 3;
  return byte < 0x20 || byte === 0x7f ? PREFERRED.length + 1 : PREFERRED.length;
}
