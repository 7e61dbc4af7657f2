import type { UnseenCharacter } from '../../source/unseen.js';
import { error, surelyFixed, warning } from '../define.js';

/** What can be wrong with the bytes and characters of a policy file. */
export const textDiagnostics = {
  /** A file in another encoding, or a damaged one. */
  invalidUtf8: error(
    'invalid-utf8',
    ({ byte, offset }: { byte: number; offset: number }) =>
      `The byte 0x${byte.toString(16).toUpperCase()} at offset ${offset} of the file is no UTF-8. Save the file as UTF-8.`,
  ),
  /** NUL makes other tools take the file for a binary one. */
  nulCharacter: error(
    'nul-character',
    () => 'The file holds a NUL character, which no policy can contain.',
  ),
  /** Harmless here, but tools that join or compare files stumble over it. */
  byteOrderMark: warning(
    'byte-order-mark',
    () => 'The file starts with a byte order mark. Save it as UTF-8 without one.',
  ),
  /** Recognised by its byte order mark, so that the message can name the encoding. */
  notUtf8Text: error(
    'not-utf8-text',
    ({ encoding }: { encoding: string }) => `The file is encoded in ${encoding}. Save it as UTF-8.`,
  ),
  /** In a comment or in quotes; anywhere else it is an error of syntax. */
  unseenCharacter: surelyFixed(
    warning('unseen-character', ({ what, called, looks, count, escape }: Unseen) => {
      const holds =
        count === 1
          ? `This ${what} holds ${called}`
          : `This ${what} holds ${count} characters that are not seen as what they are, the first ${called}`;
      const advice = looks === 'blank' ? 'Write a plain one' : 'Remove it';
      const meant = escape === undefined ? '' : `, or write \`${escape}\` if it is meant`;
      return `${holds}, ${EFFECTS[looks]}. ${advice}${meant}.`;
    }),
  ),
  /** Sizes in bytes. */
  fileTooLarge: error(
    'file-too-large',
    ({ size, limit }: { size: number; limit: number }) =>
      `The file has ${size.toLocaleString('en-GB')} bytes; a policy file has at most ${limit.toLocaleString('en-GB')}. Split it: all files of a folder are one policy.`,
  ),
};

interface Unseen {
  /** `comment` or `text`. */
  readonly what: string;
  /** The first of them, with its article and code point. */
  readonly called: string;
  readonly looks: UnseenCharacter['looks'];
  readonly count: number;
  /** How the first is written in quotes; undefined where it cannot be meant. */
  readonly escape: string | undefined;
}

/** What comes of a character. */
const EFFECTS: Readonly<Record<UnseenCharacter['looks'], string>> = {
  blank: 'which looks like a plain one',
  nothing: 'which nobody sees',
  turned: 'which turns what stands around it, so that it reads otherwise than it is',
};
