import { Bytes } from '../../pattern/bytes.js';
import type { NameSet } from '../../pattern/name-set.js';
import { glob } from '../../pattern/name-set.js';
import { Pattern } from '../../pattern/pattern.js';
import { findName } from '../../pattern/witness.js';

const DOT = Bytes.fromText('.');
const ONE_WORD = '*';
const ANY_WORDS = '#';

/**
 * Whether a topic exchange takes a message with a routing key by a binding key: `*` is one word and
 * `#` any number of them, of words between dots. Source: AMQP 0-9-1, and rabbit_exchange_type_topic.
 */
export function topicMatches(binding: Bytes, key: Bytes): boolean {
  return fits(binding.binary.split('.'), key.binary === '' ? [''] : key.binary.split('.'));
}

function fits(wanted: readonly string[], words: readonly string[]): boolean {
  const [first, ...rest] = wanted;
  if (first === undefined) return words.length === 0;
  if (first === ANY_WORDS)
    return fits(rest, words) || (words.length > 0 && fits(wanted, words.slice(1)));
  return (
    words.length > 0 && (first === ONE_WORD || first === words[0]) && fits(rest, words.slice(1))
  );
}

/** A routing key and a binding key that takes it. */
export interface KeyPair {
  readonly key: Bytes;
  readonly binding: Bytes;
}

/**
 * A routing key in all of some sets, and a binding key of another set that takes it: the key itself,
 * or a text with `*` or `#` as words that the set holds.
 */
export function keyPair(
  keys: readonly [NameSet, ...NameSet[]],
  bindings: NameSet,
): KeyPair | undefined {
  const same = findName({ all: [...keys, bindings], none: [] });
  if (same.kind === 'witness') return { key: same.witness, binding: same.witness };
  for (const binding of wideTexts(bindings))
    for (const taken of takenBy(binding)) {
      const found = findName({ all: [...keys, glob(taken)], none: [] });
      if (found.kind !== 'witness' || !topicMatches(binding, found.witness)) continue;
      return { key: found.witness, binding };
    }
  return undefined;
}

/** Texts of a set that take more keys than themselves. */
function wideTexts(set: NameSet): readonly Bytes[] {
  const { pattern } = set;
  const fillers = pattern.isLiteral ? [''] : [ANY_WORDS, ONE_WORD, '', `${ANY_WORDS}.${ANY_WORDS}`];
  return fillers
    .map((filler) => Bytes.joined(pattern.literals, Bytes.fromText(filler)))
    .filter((text) => set.has(text) && text.binary.split('.').some(isWide));
}

function isWide(word: string): boolean {
  return word === ONE_WORD || word === ANY_WORDS;
}

/** Patterns that hold every key that a binding key takes, and some more: a `#` may be no word at all. */
function takenBy(binding: Bytes): readonly Pattern[] {
  const words = binding.binary.split('.');
  const without = words.filter((word) => word !== ANY_WORDS);
  return [without, words].map((some) => {
    const literals: Bytes[] = [];
    let text: string[] = [];
    for (const [at, word] of some.entries()) {
      if (at > 0) text.push(DOT.binary);
      if (!isWide(word)) text.push(word);
      else {
        literals.push(bytesOf(text));
        text = [];
      }
    }
    return Pattern.fromBytes([...literals, bytesOf(text)]);
  });
}

function bytesOf(texts: readonly string[]): Bytes {
  return Bytes.from(Array.from(texts.join(''), (character) => character.charCodeAt(0)));
}
