import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { rollBack } from '#warren/emit/output/recovery.js';
import { stage, stagingOf, swap, type Staging } from '#warren/emit/output/staging.js';
import { inFolder, type Tree } from '../source/temporary.js';
import { broker, standing } from './samples.js';
import { snapshot } from './snapshot.js';

const earlier = standing(broker('a', { f: 'old' }), broker('b', { f: 'old' }));
const fresh = [broker('a', { f: 'new' }), broker('c', { f: 'new' })];

/** What stands in an output folder beside the staging folder. */
function visible(out: string): Readonly<Record<string, string>> {
  const all = Object.entries(snapshot(out));
  return Object.fromEntries(all.filter(([path]) => !path.startsWith('.')));
}

function whileStaged(tree: Tree, body: (staging: Staging, out: string) => void): void {
  inFolder(tree, (out) => {
    const staging = stagingOf(out);
    mkdirSync(staging.folder, { recursive: true });
    stage(staging, fresh);
    body(staging, out);
  });
}

describe('swapping folders', () => {
  it('can be taken back until the staging folder goes', () => {
    whileStaged(earlier, (staging, out) => {
      swap(staging, ['a', 'b'], ['a', 'c']);
      assert.deepEqual(visible(out), standing(...fresh));
      rollBack(staging);
      assert.deepEqual(visible(out), earlier);
      rollBack(staging);
      assert.deepEqual(visible(out), earlier);
    });
  });

  const impossible: readonly (readonly [leaving: string[], arriving: string[], RegExp])[] = [
    [['a', 'missing'], ['a', 'c'], /ENOENT/],
    [['a', 'b'], ['missing', 'a', 'c'], /ENOENT/],
    [['a', 'b'], ['a', 'missing', 'c'], /ENOENT/],
    [['a', 'b'], ['a', 'c', 'missing'], /ENOENT/],
    [['a'], ['c', 'a', 'a'], /made by someone else/],
    [['b'], ['a', 'c'], /made by someone else/],
  ];
  for (const [leaving, arriving, reason] of impossible)
    it(`takes back ${leaving.join()} for ${arriving.join()}`, () => {
      whileStaged(earlier, (staging, out) => {
        assert.throws(() => {
          swap(staging, leaving, arriving);
        }, reason);
        rollBack(staging);
        assert.deepEqual(visible(out), earlier);
      });
    });

  it('sees what someone wrote into a folder that leaves', () => {
    whileStaged({ ...earlier, 'a/notes.txt': 'mine' }, (staging, out) => {
      assert.throws(() => {
        swap(staging, ['a'], ['a']);
      }, /a holds what Warren did not write: notes\.txt/);
      rollBack(staging);
      assert.deepEqual(visible(out), { ...earlier, 'a/notes.txt': 'mine' });
    });
  });

  it('keeps what someone put into the place of what left', () => {
    whileStaged({ ...earlier, '.warren-staging/old/a/f': 'older' }, (staging, out) => {
      rollBack(staging);
      assert.deepEqual(visible(out), earlier);
    });
  });

  it('finds files that a file system takes for one', () => {
    inFolder({}, (out) => {
      const staging = stagingOf(out);
      mkdirSync(staging.folder);
      assert.throws(() => {
        stage(staging, [broker('a', { f: '' }), broker('a', { f: '' })]);
      }, /^Error: a and another file of the output are one to this file system/);
    });
  });
});
