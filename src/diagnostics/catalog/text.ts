import { error, warning } from '../define.js';

/** Bytes that are no UTF-8: a file in another encoding, or a damaged one. */
export const invalidUtf8 = error<{ byte: number; offset: number }>(
  'invalid-utf8',
  ({ byte, offset }) =>
    `the byte 0x${byte.toString(16).toUpperCase()} at offset ${offset} of the file is no UTF-8`,
);

/** NUL has no place in a policy and makes other tools take the file for a binary one. */
export const nulCharacter = error(
  'nul-character',
  () => 'the file holds a NUL character, which no policy can contain',
);

/** Harmless here, but tools that join or compare files stumble over it. */
export const byteOrderMark = warning(
  'byte-order-mark',
  () => 'the file starts with a byte order mark, which UTF-8 does not need',
);

/** Recognised by its byte order mark, so that the message can name the encoding. */
export const notUtf8Text = error<{ encoding: string }>(
  'not-utf8-text',
  ({ encoding }) => `the file is encoded in ${encoding}; a policy is written in UTF-8`,
);

/** Sizes in bytes. */
export const fileTooLarge = error<{ size: number; limit: number }>(
  'file-too-large',
  ({ size, limit }) =>
    `the file has ${size.toLocaleString('en-GB')} bytes; a policy file has at most ${limit.toLocaleString('en-GB')}`,
);
