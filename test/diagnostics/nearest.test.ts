import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nearest } from '#warren/diagnostics/nearest.js';

/** Words with the one that was meant; undefined where none is near enough. */
const slips: readonly (readonly [word: string, meant: string | undefined])[] = [
  ['tga', 'tag'],
  ['mian', 'main'],
  ['retyr', 'retry'],
  ['checkuot', 'checkout'],
  ['conusme', 'consume'],
  ['publihs', 'publish'],
  ['Publish', 'publish'],
  ['consum', 'consume'],
  ['xyz', undefined],
  ['gat', undefined],
  ['/', undefined],
];
const known = ['tag', 'main', 'retry', 'checkout', 'consume', 'publish', 'v'];

describe('the nearest name', () => {
  for (const [word, meant] of slips)
    it(`to ${word} is ${meant ?? 'none'}`, () => {
      assert.equal(nearest(word, known), meant);
    });

  it('is that with two neighbours swapped, in any word of two letters or more', () => {
    const letters = fc.array(fc.constantFrom<string>('a', 'b', 'c', 'd', 'e', 'f'), {
      minLength: 2,
      maxLength: 12,
    });
    fc.assert(
      fc.property(letters, fc.nat(), (word, where) => {
        const at = where % (word.length - 1);
        const swapped = word.slice();
        [swapped[at], swapped[at + 1]] = [word[at + 1] ?? '', word[at] ?? ''];
        const meant = word.join('');
        fc.pre(swapped.join('') !== meant);
        assert.equal(nearest(swapped.join(''), [meant]), meant);
      }),
    );
  });
});
