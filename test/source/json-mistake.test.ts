import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jsonMistake } from '#warren/source/json-mistake.js';

/** What `JSON.parse` says of a text. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const pieces = fc.constantFrom(
  ...['{', '}', '[', ']', ',', ':', '"a"', '"', '\\', '1', '-', '0', '.5', 'e3', 'true', 'null'],
  ...[' ', '\n', '\t', '"\\u00e9"', '"\\x"', '"\u0001"', '\u00a0', 'nul', '"a":', '[1]', '{}'],
);

describe('where a text stops being JSON', () => {
  it('agrees with JSON.parse on what is JSON', () => {
    const texts = fc.oneof(
      fc.json(),
      fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
      fc.tuple(fc.json(), fc.nat(30), pieces).map(([text, at, piece]) => {
        const start = Math.min(at, text.length);
        return text.slice(0, start) + piece + text.slice(start);
      }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        assert.equal(jsonMistake(text) === undefined, isJson(text), text);
      }),
      { numRuns: 5000 },
    );
  });

  const cases: readonly (readonly [text: string, at: number])[] = [
    ['', 0],
    ['root:x:0:0', 0],
    ['{"a": }', 6],
    ['{"a": 1,}', 8],
    ['[1 2]', 3],
    ['[1', 2],
    ['{} x', 3],
    ['01', 1],
    ['["a', 1],
    ['[}', 1],
  ];
  for (const [text, at] of cases)
    it(`finds ${JSON.stringify(text)} wrong from ${at} on`, () => {
      assert.equal(jsonMistake(text), at);
    });

  it('bears any depth and length', () => {
    const deep = '['.repeat(1_000_000);
    assert.equal(jsonMistake(deep), deep.length);
    assert.equal(jsonMistake(`"${'a\\n'.repeat(1_000_000)}"`), undefined);
  });
});
