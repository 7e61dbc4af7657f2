import assert from 'node:assert/strict';
import { symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { makeFile, replaceFile } from '#warren/cli/replace-file.js';
import { dyingAt } from '../emit/dying.js';
import { snapshot } from '../emit/snapshot.js';
import { inFolder } from '../source/temporary.js';

const DRAFT = '.warren-00000000-0000-4000-8000-000000000000.tmp';

describe('writing a file', () => {
  it('leaves the text that somebody else wrote meanwhile, and no draft', () => {
    inFolder({ a: 'newer' }, (folder) => {
      assert.throws(() => {
        replaceFile(join(folder, 'a'), 'formatted', 'as it was read');
      }, /changed meanwhile/);
      assert.deepEqual(snapshot(folder), { a: 'newer' });
    });
  });

  it('leaves the old or the new, killed at any step, and the draft to a later run', () => {
    for (let step = 1, dies = true; dies; step++)
      dies = inFolder({ a: 'old' }, (folder) => {
        const died = dyingAt(step, () => {
          try {
            replaceFile(join(folder, 'a'), 'new', 'old');
          } catch {
            // A killed run says nothing.
          }
        });
        const drafts = Object.keys(snapshot(folder)).filter((name) => name !== 'a');
        assert.ok(['old', 'new'].includes(snapshot(folder)['a'] ?? ''));
        for (const name of drafts) utimesSync(join(folder, name), 0, 0);
        makeFile(join(folder, 'b'), 'text');
        assert.deepEqual(Object.keys(snapshot(folder)), ['a', 'b']);
        return died;
      });
  });

  it('removes drafts alone, and old ones', () => {
    const others = { [DRAFT]: 'under way', '.warren-x.tmp': 'mine', 'home/x': '' };
    inFolder(others, (folder) => {
      const link = '.warren-00000000-0000-4000-8000-000000000001.tmp';
      symlinkSync('home/x', join(folder, link));
      makeFile(join(folder, 'b'), 'text');
      assert.deepEqual(snapshot(folder), { ...others, [link]: '-> home/x', b: 'text' });
    });
  });

  it('makes none where anything stands, a link to nothing too', () => {
    inFolder({ a: 'mine' }, (folder) => {
      symlinkSync('nothing', join(folder, 'link'));
      for (const name of ['a', 'link'])
        assert.throws(() => {
          makeFile(join(folder, name), 'text');
        }, /EEXIST/);
      assert.deepEqual(snapshot(folder), { a: 'mine', link: '-> nothing' });
    });
  });
});
