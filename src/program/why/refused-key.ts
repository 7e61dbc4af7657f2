import { Bytes } from '../../pattern/bytes.js';
import { some } from '../../rabbitmq/claims.js';
import type { Engine } from '../../rabbitmq/engines.js';

/** A text that may be bytes written as one character each. */
const BYTES = /^[\0-\xff]*$/u;

/**
 * The routing key that a refusal is about, from its text. Where a broker writes each byte of a key
 * as a character, its log shows `Ã¼` for `ü`; what a client gets needs no such care, and is not
 * valid UTF-8 if it is taken so.
 */
export function refusedKey(text: string, engine: Engine): string {
  if (!some(engine, 'refusedKeyInBytes') || !BYTES.test(text)) return text;
  return Bytes.from(Array.from(text, (character) => character.charCodeAt(0))).text ?? text;
}
