import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { readRelated } from '#warren/source/read-related.js';
import { maxRelatedBytes } from '#warren/source/related.js';
import { Source } from '#warren/source/source.js';
import { inFolder } from './temporary.js';

const failures: readonly (readonly [path: string, message: string])[] = [
  ['none.json', 'policies/none.json does not exist'],
  ['../none.json', 'none.json does not exist'],
  ['/none/at/all.json', '/none/at/all.json does not exist'],
  ['folder', 'policies/folder cannot be read: it is a folder'],
  ['pipe', 'policies/pipe is neither a regular file nor a folder'],
  ['latin.json', 'policies/latin.json:2:3 holds something that is no UTF-8 text'],
  ['utf16.json', 'policies/utf16.json:1:1 holds something that is no UTF-8 text'],
  ['nul.json', 'policies/nul.json:1:2 holds something that is no UTF-8 text'],
  ['large.json', 'policies/large.json is larger than 64 MiB'],
  ['circle.json', 'policies/circle.json cannot be read: its symbolic links lead in a circle'],
];

describe('a file that a policy names', () => {
  const tree = {
    'policies/marked.json': '\uFEFF{}',
    'policies/latin.json': Buffer.from('{\n "\xe9"}', 'latin1'),
    'policies/utf16.json': Buffer.from('\uFEFF{}', 'utf16le'),
    'policies/nul.json': '{\0}',
    'policies/large.json': '',
    'shared/top.json': '{"queues": []}',
  };

  function inPolicy(body: (from: Source, folder: string) => void): void {
    inFolder(tree, (folder) => {
      mkdirSync(join(folder, 'policies/folder'));
      execFileSync('mkfifo', [join(folder, 'policies/pipe')]);
      symlinkSync('circle.json', join(folder, 'policies/circle.json'));
      truncateSync(join(folder, 'policies/large.json'), maxRelatedBytes + 1);
      body(new Source('policies/a.warren', '', join(folder, 'policies/a.warren')), folder);
    });
  }

  it('is found from the folder of the file that names it', () => {
    inPolicy((from, folder) => {
      assert.deepEqual(readRelated(from, '../shared/top.json'), {
        ok: true,
        source: new Source('shared/top.json', '{"queues": []}', join(folder, 'shared/top.json')),
      });
    });
  });

  it('may be named absolutely', () => {
    inPolicy((from, folder) => {
      const path = join(folder, 'shared/top.json');
      const result = readRelated(from, path);
      assert.equal(result.ok && result.source.name, path);
    });
  });

  it('may start with a byte order mark', () => {
    inPolicy((from) => {
      const result = readRelated(from, 'marked.json');
      assert.equal(result.ok && result.source.text, '{}');
    });
  });

  for (const [path, message] of failures)
    it(`is refused: ${message}`, () => {
      inPolicy((from) => {
        assert.deepEqual(readRelated(from, path), { ok: false, message });
      });
    });
});
