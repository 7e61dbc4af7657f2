import type { Answer } from '#warren/pattern/moves.js';
import { Bytes } from '#warren/pattern/bytes.js';
import { firstFit, glob } from '#warren/pattern/name-set.js';
import type { NameSet } from '#warren/pattern/name-set.js';
import { Pattern, WILDCARD } from '#warren/pattern/pattern.js';

/** The pattern of a text in which every `*` is a wildcard. */
export function pattern(text: string): Pattern {
  return Pattern.fromParts(text.split(/(\*)/).map((part) => (part === '*' ? WILDCARD : part)));
}

/** The broker's reading of such a text. */
export function broker(text: string): NameSet {
  return firstFit(pattern(text));
}

/** The wide reading of such a text. */
export function wide(text: string): NameSet {
  return glob(pattern(text));
}

/** All texts over an alphabet up to a length, shorter ones first, then in the alphabet's order. */
export function textsUpTo(length: number, alphabet: string): string[] {
  let layer = [''];
  const texts = [''];
  for (let size = 1; size <= length; size++) {
    layer = layer.flatMap((text) => Array.from(alphabet, (letter) => text + letter));
    texts.push(...layer);
  }
  return texts;
}

/** The names of texts. */
export function names(texts: readonly string[]): Bytes[] {
  return texts.map((text) => Bytes.fromText(text));
}

/** An answer in one word or name: the witness itself, or the kind of the answer in brackets. */
export function show(answer: Answer<Bytes>): string {
  return answer.kind === 'witness' ? (answer.witness.text ?? '[no text]') : `[${answer.kind}]`;
}

/** The names of a list that a set holds, as a row of flags. */
export function rowOf(set: NameSet, list: readonly Bytes[]): Uint8Array {
  return Uint8Array.from(list, (name) => (set.has(name) ? 1 : 0));
}

/** The first place of a list that is in all of some rows and in none of others; -1 for no place. */
export function firstIn(all: readonly Uint8Array[], none: readonly Uint8Array[]): number {
  const [lead = new Uint8Array(), ...others] = all;
  return lead.findIndex(
    (flag, at) =>
      flag === 1 && others.every((row) => row[at] === 1) && none.every((row) => row[at] === 0),
  );
}
