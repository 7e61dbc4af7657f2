import assert from 'node:assert/strict';
import { validate } from '#warren/emit/validate.js';
import { filesOf, SAMPLE, sampleBroker } from './validate-samples.js';

/** Every text that differs from one in one place: a character lost, changed, put in or swapped. */
function* mutations(text: string, characters: string): Generator<string> {
  for (let at = 0; at < text.length; at++) {
    const before = text.slice(0, at);
    const after = text.slice(at + 1);
    yield before + after;
    yield before + text.charAt(at + 1) + text.charAt(at) + after.slice(1);
    for (const character of characters) {
      yield before + character + text.slice(at);
      yield before + character + after;
    }
  }
}

/** The lines of rabbitmq.conf without all that means nothing. */
function plainConf(text: string): string {
  const lines = text.split('\n').map((line) => {
    const bare = line.replace(/('.*')|\s*#.*/g, (_, quoted?: string) => quoted ?? '').trim();
    return bare
      .replace(/[ \t]*=[ \t]*/, ' = ')
      .replaceAll(/ +/g, ' ')
      .replaceAll(/%../g, upper);
  });
  return lines.filter((line) => line !== '').join('\n');
}

/** advanced.config without blanks and comments outside its texts. */
function plainAdvanced(text: string): string {
  return text.replaceAll(/("[^"]*")|%.*|\s+/g, (_, quoted?: string) => quoted ?? '');
}

function upper(text: string): string {
  return text.toUpperCase();
}

/** Stars in a row are one but at an end, and a name that cannot be is as good as the empty one. */
function same(text: string): string {
  return text.replaceAll(/\*\*(?=-)/g, '*').replaceAll(/(?<=spare\/)%(?=["\s])/g, '');
}

/** The surroundings of the first difference. */
function changedPart(text: string, mutated: string): string {
  let at = 0;
  while (text[at] === mutated[at]) at++;
  return mutated.slice(Math.max(0, at - 20), at + 20);
}

/** Validates every mutation, and tells how many went unnoticed although they mean something else. */
function unnoticed(
  engine: string,
  file: number,
  characters: string,
  plain: (text: string) => string,
): { readonly wrong: readonly string[]; readonly tried: number } {
  const broker = sampleBroker(engine);
  const files = filesOf(broker, SAMPLE);
  const { text } = files[file] ?? assert.fail();
  const meaning = same(plain(text));
  const wrong: string[] = [];
  let tried = 0;
  for (const mutated of mutations(text, characters)) {
    if (same(plain(mutated)) === meaning) continue;
    tried++;
    const changed = files.map((one, at) => (at === file ? { ...one, text: mutated } : one));
    if (validate(broker, SAMPLE, changed) === undefined) wrong.push(changedPart(text, mutated));
  }
  return { wrong, tried };
}

describe('every change of one character that means something is noticed', () => {
  const cases: readonly [name: string, engine: string, file: number, of: typeof plainConf][] = [
    ['rabbitmq.conf', 'rabbitmq 4.3', 0, plainConf],
    ['rabbitmq.conf beside advanced.config', 'rabbitmq 4.0', 0, plainConf],
    ['advanced.config', 'rabbitmq 4.0', 1, plainAdvanced],
  ];
  for (const [name, engine, file, of] of cases)
    it(name, () => {
      const { wrong, tried } = unnoticed(engine, file, '#*a% \'"\n', of);
      assert.deepEqual(wrong, []);
      assert.ok(tried > 5_000, String(tried));
    });
});
