import assert from 'node:assert/strict';
import { mkdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { maxPolicyBytes } from '#warren/source/policy-text.js';
import { loadPolicy, readPolicyFile } from '#warren/source/load.js';
import { loadCases } from './load-cases.js';
import { inFolder, withoutPrivileges } from './temporary.js';

describe('loading a policy', () => {
  for (const { title, tree = {}, prepare, paths, names, problems, root, cwd } of loadCases)
    it(title, () => {
      inFolder(tree, (folder) => {
        prepare?.(folder);
        const loaded = withoutPrivileges(() => loadPolicy(paths, join(folder, cwd ?? '')));
        const shown = (text: string): string => text.replaceAll(folder, '<>');
        assert.deepEqual(
          {
            names: loaded.sources.map(({ name }) => shown(name)),
            problems: loaded.problems.map(({ kind, message }) => shown(`${kind} ${message}`)),
            root: loaded.root,
          },
          {
            names: names ?? [],
            problems: problems ?? [],
            root: root === '/' ? root : join(folder, root ?? ''),
          },
        );
      });
    });

  it('gives texts, absolute paths and flaws of the text', () => {
    inFolder({ 'a.warren': 'x\r\n', 'b.warren': '\uFEFFy\0' }, (folder) => {
      const { sources, textProblems } = loadPolicy(['.'], folder);
      assert.deepEqual(
        sources.map(({ text, path }) => [text, path]),
        [
          ['x\r\n', join(folder, 'a.warren')],
          ['y\0', join(folder, 'b.warren')],
        ],
      );
      assert.deepEqual(
        textProblems.map(({ kind, place }) => [kind, place.source]),
        [
          ['byte-order-mark', sources[1]],
          ['nul-character', sources[1]],
        ],
      );
    });
  });

  it('reads a file of 8 MiB, and nothing of a larger one', () => {
    inFolder({ 'a.warren': '', 'b.warren': '' }, (folder) => {
      truncateSync(join(folder, 'a.warren'), maxPolicyBytes);
      // A hole as large as this could not be read within memory.
      truncateSync(join(folder, 'b.warren'), 2 ** 40);
      const { sources, textProblems } = loadPolicy(['.'], folder);
      assert.deepEqual(
        sources.map(({ text }) => text.length),
        [maxPolicyBytes, 0],
      );
      assert.deepEqual(
        textProblems.map((problem) => [problem.kind, problem.place.source.name]),
        [
          ['nul-character', 'a.warren'],
          ['file-too-large', 'b.warren'],
        ],
      );
      assert.deepEqual(textProblems[1], {
        kind: 'file-too-large',
        place: { source: sources[1], range: { start: 0, end: 0 } },
        size: 2 ** 40,
        limit: maxPolicyBytes,
      });
    });
  });

  it('says that a file vanished between listing and reading', () => {
    inFolder({}, (folder) => {
      const path = join(folder, 'a.warren');
      assert.deepEqual(readPolicyFile(path, 'a.warren'), {
        kind: 'changed',
        path,
        message: 'a.warren vanished while it was being read',
      });
    });
  });

  it('says that a file became a folder', () => {
    inFolder({}, (folder) => {
      mkdirSync(join(folder, 'a.warren'));
      const result = readPolicyFile(join(folder, 'a.warren'), 'a.warren');
      assert.match('message' in result ? result.message : '', /cannot be read: it is a folder$/);
    });
  });

  it('says that a file grew while it was being read', function () {
    // Linux gives its process files a size of 0, so that reading them looks like growth.
    if (process.platform !== 'linux') {
      console.warn('SKIPPED: no file that grows while it is read on this system');
      this.skip();
    }
    assert.deepEqual(readPolicyFile('/proc/self/status', 'status'), {
      kind: 'changed',
      path: '/proc/self/status',
      message: 'status grew while it was being read',
    });
  });
});
