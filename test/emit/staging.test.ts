import assert from 'node:assert/strict';
import {
  holdsEarlierOutput,
  putBack,
  stage,
  stagingOf,
  swap,
} from '#warren/emit/output/staging.js';
import { inFolder } from '../source/temporary.js';
import { broker, standing } from './samples.js';
import { snapshot } from './snapshot.js';

const earlier = standing(broker('a', { f: 'old' }), broker('b', { f: 'old' }));
const fresh = [broker('a', { f: 'new' }), broker('c', { f: 'new' })];

/** What stands in an output folder beside the staging folder. */
function visible(out: string): Readonly<Record<string, string>> {
  const all = Object.entries(snapshot(out));
  return Object.fromEntries(all.filter(([path]) => !path.startsWith('.')));
}

describe('swapping folders', () => {
  it('has nothing to put back once it is through', () => {
    inFolder(earlier, (out) => {
      const staging = stagingOf(out);
      stage(staging, fresh);
      swap(staging, ['a', 'b'], ['a', 'c']);
      assert.deepEqual(visible(out), standing(...fresh));
      assert.equal(holdsEarlierOutput(staging), false);
      putBack(staging);
      assert.deepEqual(visible(out), standing(...fresh));
    });
  });

  const impossible: readonly (readonly [leaving: string[], arriving: string[]])[] = [
    [
      ['a', 'missing'],
      ['a', 'c'],
    ],
    [
      ['a', 'b'],
      ['missing', 'a', 'c'],
    ],
    [
      ['a', 'b'],
      ['a', 'missing', 'c'],
    ],
    [
      ['a', 'b'],
      ['a', 'c', 'missing'],
    ],
    [['a'], ['c', 'a', 'a']],
  ];
  for (const [leaving, arriving] of impossible)
    it(`takes back ${leaving.join()} for ${arriving.join()}`, () => {
      inFolder(earlier, (out) => {
        const staging = stagingOf(out);
        stage(staging, fresh);
        assert.throws(() => {
          swap(staging, leaving, arriving);
        }, /ENOENT/);
        assert.deepEqual(visible(out), earlier);
        assert.equal(holdsEarlierOutput(staging), false);
      });
    });

  it('knows that something could not be put back', () => {
    inFolder({ ...earlier, '.warren-staging/old/a/f': 'older' }, (out) => {
      putBack(stagingOf(out));
      assert.equal(holdsEarlierOutput(stagingOf(out)), true);
      assert.deepEqual(visible(out), earlier);
    });
  });
});
