import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { good, head } from '../cli/warren.js';
import { connect } from './driver/connect.js';
import { Editor } from './driver/editor.js';
import { inWorkspace } from './driver/workspace.js';

/** A policy with one warning, `default-exchange`. */
const warned = `${head}
vhost v {
  allow r { publish exchange amq.default }
}
`;

describe('the roots of a workspace', () => {
  it('are policies of their own, with severities of their own, and have their mistakes shown', async () => {
    const tree = {
      'a/p.warren': warned,
      'a/warren.yaml': 'severity: { default-exchange: error }',
      'b/p.warren': warned,
      'b/warren.yaml': 'severity: { default-exchange: off }\nignored: []\n',
      'p.warren': good,
    };
    await inWorkspace(tree, async (root) => {
      const editor = await Editor.open(connect().client, [root]);
      assert.deepEqual(await told(editor, 'a/p.warren'), ['default-exchange 1']);
      assert.deepEqual(await told(editor, 'b/p.warren'), []);
      assert.deepEqual(await told(editor, 'p.warren'), []);
    });
  });

  it('have what is wrong with a warren.yaml shown in it', async () => {
    const tree = { 'p.warren': good, 'warren.yaml': 'ignored: []\n' };
    await inWorkspace(tree, async (root) => {
      const editor = await Editor.open(connect().client, [root]);
      const [shown] = await editor.told('warren.yaml', ({ length }) => length === 1);
      assert.equal(shown?.code, 'unknown-config-key');
    });
  });

  it('follow a warren.yaml that changes, comes and goes', async () => {
    await inWorkspace({ 'p.warren': warned, 'a/q.warren': warned }, async (root) => {
      const editor = await Editor.open(connect().client, [root]);
      const write = (name: string, text: string, type: 1 | 2): void => {
        writeFileSync(join(root, name), text);
        editor.watched(type, name);
      };
      // Two brokers of one name say everything twice.
      assert.ok((await told(editor, 'p.warren')).includes('duplicate-setting 1'));
      write('a/warren.yaml', '', 1);
      assert.deepEqual(await told(editor, 'a/q.warren'), ['default-exchange 2']);
      assert.deepEqual(await told(editor, 'p.warren'), ['default-exchange 2']);
      write('a/warren.yaml', 'severity: { default-exchange: error }', 2);
      assert.deepEqual(await told(editor, 'a/q.warren'), ['default-exchange 1']);
      rmSync(join(root, 'a/warren.yaml'));
      editor.watched(3, 'a/warren.yaml');
      assert.ok((await told(editor, 'p.warren')).includes('duplicate-setting 1'));
      write('warren.yaml', 'ignore: [a]', 1);
      assert.deepEqual(await told(editor, 'p.warren'), ['default-exchange 2']);
    });
  });

  it('count the text of a warren.yaml that is open and not saved', async () => {
    await inWorkspace({ 'p.warren': warned, 'warren.yaml': '' }, async (root) => {
      const editor = await Editor.open(connect().client, [root]);
      editor.show('warren.yaml', 'severity: { default-exchange: off }');
      assert.deepEqual(await told(editor, 'p.warren'), []);
      editor.hide('warren.yaml');
      assert.deepEqual(await told(editor, 'p.warren'), ['default-exchange 2']);
    });
  });
});

/** What is wrong with a file, each with its code and how grave it is. */
async function told(editor: Editor, path: string): Promise<readonly string[]> {
  const found = await editor.diagnostics(path);
  return found.map(({ code, severity }) => `${String(code)} ${String(severity)}`);
}
