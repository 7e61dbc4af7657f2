import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderScope, LivePolicy } from '#warren/source/live.js';
import { inFolder, type Tree } from './temporary.js';

/** Runs `body` with a live policy of a folder and the texts that are open over it. */
function live(
  tree: Tree,
  body: (policy: LivePolicy, open: Map<string, string>, root: string) => void,
): void {
  inFolder(tree, (root) => {
    const open = new Map<string, string>();
    const scope = folderScope(root);
    body(new LivePolicy(scope, open), open, root);
  });
}

function texts(policy: LivePolicy): Readonly<Record<string, string>> {
  return Object.fromEntries(policy.load().sources.map(({ name, text }) => [name, text]));
}

describe('a live policy', () => {
  it('is the files of a folder, with the open texts over them', () => {
    live({ 'b.warren': 'b', 'c/a.warren': 'a' }, (policy, open, root) => {
      assert.deepEqual(texts(policy), { 'b.warren': 'b', 'c/a.warren': 'a' });
      open.set(join(root, 'b.warren'), 'open');
      open.set(join(root, 'c/new.warren'), 'new');
      open.set(join(root, '.hidden.warren'), 'hidden');
      open.set(join(root, 'node_modules/x.warren'), 'foreign');
      open.set(join(root, '../x.warren'), 'outside');
      open.set(join(root, 'notes.txt'), 'no policy');
      const expected = { 'b.warren': 'open', 'c/a.warren': 'a', 'c/new.warren': 'new' };
      assert.deepEqual(texts(policy), expected);
    });
  });

  it('is the same object while nothing has changed', () => {
    live({ 'a.warren': 'a' }, (policy, open, root) => {
      const first = policy.load();
      open.set(join(root, 'a.warren'), 'a');
      assert.equal(policy.load(), first);
      open.set(join(root, 'a.warren'), 'b');
      assert.notEqual(policy.load(), first);
    });
  });

  it('keeps the sources of the texts that stay as they were', () => {
    live({ 'a.warren': 'a', 'b.warren': 'b' }, (policy, open, root) => {
      const [a, b] = policy.load().sources;
      open.set(join(root, 'b.warren'), 'more');
      const [again, other] = policy.load().sources;
      assert.equal(again, a);
      assert.notEqual(other, b);
      open.delete(join(root, 'b.warren'));
      assert.equal(policy.load().sources[1], b);
    });
  });

  it('looks at the disk again only where it is told to', () => {
    live({ 'a.warren': 'a', 'c/b.warren': 'b' }, (policy, _, root) => {
      policy.load();
      writeFileSync(join(root, 'a.warren'), 'changed');
      rmSync(join(root, 'c'), { recursive: true });
      assert.deepEqual(texts(policy), { 'a.warren': 'a', 'c/b.warren': 'b' });
      policy.forget(join(root, 'a.warren'));
      assert.deepEqual(texts(policy), { 'a.warren': 'changed' });
    });
  });

  it('finds nothing wrong with an empty folder', () => {
    live({}, (policy) => {
      const { sources, problems } = policy.load();
      assert.deepEqual({ sources, problems }, { sources: [], problems: [] });
    });
  });

  it('reads the files that it names from the open texts too, and anew where they changed', () => {
    live({ 'a.warren': 'a', 'd.json': 'disk' }, (policy, open, root) => {
      const path = join(root, 'd.json');
      const read = (): string => {
        const loaded = policy.load();
        const [from] = loaded.sources;
        const file = from && loaded.readRelated?.(from, 'd.json');
        return file?.ok === true ? file.source.text : 'nothing';
      };
      assert.equal(read(), 'disk');
      const first = policy.load();
      open.set(path, 'open');
      assert.notEqual(policy.load(), first);
      assert.equal(read(), 'open');
      open.delete(path);
      assert.equal(read(), 'disk');
      writeFileSync(path, 'changed');
      assert.equal(read(), 'disk');
      const before = policy.load();
      policy.forget(path);
      assert.notEqual(policy.load(), before);
      assert.equal(read(), 'changed');
      assert.ok(policy.reads(path));
    });
  });

  it('says how large a text may be', () => {
    live({ 'a.warren': 'a' }, (policy, open, root) => {
      open.set(join(root, 'a.warren'), '# '.padEnd(8 * 1024 * 1024 + 1, 'x'));
      assert.deepEqual(
        policy.load().textProblems.map(({ kind }) => kind),
        ['file-too-large'],
      );
    });
  });
});
