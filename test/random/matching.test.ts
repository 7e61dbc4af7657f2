import assert from 'node:assert/strict';
import fc from 'fast-check';
import { anyText, firstFit, meets, selections } from './matching.js';
import { STAR } from './names.js';
import type { Name } from './names.js';

/** Every text of `a`, `b` and a letter of no pattern, up to a length. */
function texts(length: number): string[] {
  if (length === 0) return [''];
  const shorter = texts(length - 1);
  const longest = shorter.filter((text) => text.length === length - 1);
  return [...shorter, ...longest.flatMap((text) => [`${text}a`, `${text}b`, `${text}c`])];
}

const TEXTS = texts(9);

/** Patterns of few letters, without two wildcards side by side. */
const pattern = fc
  .array(fc.constantFrom<Name[number]>('a', 'b', STAR), { maxLength: 5 })
  .filter((name) => !name.some((part, at) => part === STAR && name[at + 1] === STAR));

const FOUND: readonly [name: Name, text: string, firstFit: boolean, anyText: boolean][] = [
  [[STAR, 'dlq'], 'a-dlq', true, true],
  [[STAR, 'dlq'], 'dlq-dlq', false, true],
  [['a', STAR, 'a'], 'a', false, false],
  [['a', STAR, 'b', STAR], 'aabab', true, true],
  [['a', STAR, 'b', STAR, 'ab'], 'aabab', true, true],
  [['a', STAR, 'ab'], 'aabab', false, true],
  [[STAR, 'ab'], 'a', false, false],
  [[STAR], '', true, true],
  [[], '', true, true],
  [['.'], 'a', false, false],
];

describe('patterns of the model', () => {
  for (const [name, text, first, any] of FOUND)
    it(`${name.map((part) => (part === STAR ? '*' : part)).join('')} and "${text}"`, () => {
      assert.deepEqual([firstFit(name, text), anyText(name, text)], [first, any]);
    });

  it('take at the first place no more than with any text', () => {
    fc.assert(
      fc.property(pattern, (name) =>
        TEXTS.every((text) => anyText(name, text) || !firstFit(name, text)),
      ),
    );
  });

  it('meet where some text fits both', () => {
    fc.assert(
      fc.property(pattern, pattern, (one, other) => {
        const common = TEXTS.some((text) => firstFit(one, text) && anyText(other, text));
        assert.equal(meets(one, other), common);
      }),
    );
  });

  it('are taken by those selections of others that some text shows', () => {
    fc.assert(
      fc.property(pattern, pattern, pattern, (one, ...others) => {
        const shown = TEXTS.filter((text) => firstFit(one, text)).map((text) =>
          others.map((other) => anyText(other, text)),
        );
        const found = selections(one, others).map((taken) => taken.join());
        assert.deepEqual(
          [...found].sort(),
          [...new Set(shown.map((taken) => taken.join()))].sort(),
        );
      }),
    );
  });
});
