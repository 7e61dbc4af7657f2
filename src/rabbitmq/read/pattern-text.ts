import { Bytes } from '../../pattern/bytes.js';
import { Pattern } from '../../pattern/pattern.js';

const BAD_ESCAPE = /%(?![0-9A-Fa-f]{2})/;

/** ASCII in which nothing stands for anything else. */
const PLAIN = /^[\0-$&-*,-\x7F]*$/;

/**
 * The pattern that one part of a scope is: stars part its literals, `+` is a blank and `%XX` a byte
 * in these. With a bad escape it matches nothing. Source: wildcard.erl of
 * rabbitmq_auth_backend_oauth2, v3.13.0 to v4.3.5, and cow_qs:urldecode.
 *
 * @param text one character, U+0000 to U+00FF, for each byte
 */
export function decodePattern(text: string): Pattern {
  if (PLAIN.test(text))
    return Pattern.fromBytes(text.split('*').map((literal) => Bytes.fromText(literal)));
  if (BAD_ESCAPE.test(text)) return Pattern.nothing;
  return Pattern.fromBytes(text.split('*').map(decodeLiteral));
}

function decodeLiteral(text: string): Bytes {
  const binary = text
    .replaceAll('+', ' ')
    .replaceAll(/%(..)/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  return Bytes.from(Array.from(binary, (byte) => byte.charCodeAt(0) & 255));
}
