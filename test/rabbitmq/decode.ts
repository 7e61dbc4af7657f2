import { Bytes } from '#warren/pattern/bytes.js';
import { Pattern } from '#warren/pattern/pattern.js';

/** A scope taken apart as the broker does, by code that shares nothing with the encoder. */
export interface DecodedScope {
  readonly permission: string;
  readonly patterns: readonly Pattern[];
}

/** Splits at the first `:` and every `/`, then decodes each pattern. */
export function decodeScope(text: string): DecodedScope {
  const colon = text.indexOf(':');
  const patterns = text.slice(colon + 1).split('/');
  return { permission: text.slice(0, colon), patterns: patterns.map(decodePattern) };
}

/** Splits at every star, then takes `+` for a blank and `%XX` for a byte. */
function decodePattern(text: string): Pattern {
  return Pattern.fromBytes(text.split('*').map(decodeLiteral));
}

function decodeLiteral(text: string): Bytes {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '%') {
      bytes.push(Number.parseInt(text.slice(at + 1, at + 3), 16));
      at += 2;
    } else bytes.push(character === '+' ? 0x20 : character.charCodeAt(0));
  }
  return Bytes.from(bytes);
}
