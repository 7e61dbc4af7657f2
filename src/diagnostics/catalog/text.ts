import { error, warning } from '../define.js';

/** What can be wrong with the bytes of a policy file. */
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
  /** Sizes in bytes. */
  fileTooLarge: error(
    'file-too-large',
    ({ size, limit }: { size: number; limit: number }) =>
      `The file has ${size.toLocaleString('en-GB')} bytes; a policy file has at most ${limit.toLocaleString('en-GB')}. Split it: all files of a folder are one policy.`,
  ),
};
