import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { head as roles } from '../cli/warren.js';
import { connect } from './driver/connect.js';
import { capabilities, Editor, messageOf } from './driver/editor.js';
import { inWorkspace } from './driver/workspace.js';

/** The role is used, so that nothing is said of it. */
const head = `${roles}allow r { tag management }\n`;
const uses = 'vhost v { allow helper { connect } }\n';
const declares = 'role helper = arn:aws:iam::111122223333:role/helper\n';

type Tree = Readonly<Record<string, string>>;

/** Opens a folder in an editor. */
function opened(tree: Tree, body: (editor: Editor, root: string) => Promise<void>): Promise<void> {
  return inWorkspace(tree, async (root) => {
    await body(await Editor.open(connect().client, [root]), root);
  });
}

async function codes(editor: Editor, name: string): Promise<readonly unknown[]> {
  return (await editor.diagnostics(name)).map(({ code }) => code);
}

describe('texts that are not saved', () => {
  it('count instead of the disk, until they are closed', () =>
    opened({ 'a.warren': head + declares, 'b.warren': uses }, async (editor) => {
      assert.deepEqual(await codes(editor, 'b.warren'), []);
      editor.show('a.warren', head);
      assert.deepEqual(await codes(editor, 'b.warren'), ['unknown-name']);
      editor.hide('a.warren');
      assert.deepEqual(await codes(editor, 'b.warren'), []);
    }));

  it('count where there is no such file yet', () =>
    opened({ 'b.warren': head + uses }, async (editor) => {
      editor.show('new/a.warren', declares);
      assert.deepEqual(await codes(editor, 'b.warren'), []);
      editor.hide('new/a.warren');
      assert.deepEqual(await codes(editor, 'b.warren'), ['unknown-name']);
    }));

  it('are told of with their version, and cleared when all is well', () =>
    opened({ 'a.warren': head }, async (editor) => {
      editor.show('a.warren', head + uses);
      await editor.told('a.warren', ({ length }, version) => length === 1 && version === 1);
      const version = editor.type('a.warren', { text: head });
      await editor.told('a.warren', ({ length }, of) => length === 0 && of === version);
    }));

  it('keep a byte order mark that only the disk shows', () =>
    opened({ 'a.warren': `\uFEFF${head}` }, async (editor) => {
      assert.deepEqual(await codes(editor, 'a.warren'), ['byte-order-mark']);
      editor.show('a.warren', head);
      assert.deepEqual(await codes(editor, 'a.warren'), ['byte-order-mark']);
    }));

  it('count for a topology file', () =>
    opened(
      {
        'a.warren': `${head}vhost v { topology "d.json" allow r { consume queue q } }`,
        'd.json': '{"queues": [{"name": "other"}]}',
      },
      async (editor) => {
        assert.deepEqual(await codes(editor, 'a.warren'), ['undeclared-name']);
        editor.show('d.json', '{"queues": [{"name": "q"}]}', 'json');
        assert.deepEqual(await codes(editor, 'a.warren'), []);
        editor.hide('d.json');
        assert.deepEqual(await codes(editor, 'a.warren'), ['undeclared-name']);
      },
    ));

  it('form a policy with the files beside them, outside of any folder', () =>
    inWorkspace({ 'a.warren': head + uses, 'below/c.warren': declares }, async (root) => {
      const editor = await Editor.open(connect().client, []);
      const uri = (name: string): string => new URL(name, `file://${root}/`).href;
      editor.show(uri('a.warren'), head + uses);
      assert.deepEqual(await codes(editor, uri('a.warren')), ['unknown-name']);
      editor.show(uri('b.warren'), declares);
      assert.deepEqual(await codes(editor, uri('a.warren')), []);
    }));

  it('form a policy by themselves while they are no file', () =>
    opened({ 'a.warren': head }, async (editor) => {
      editor.show('untitled:Untitled-1', uses);
      const found = await editor.told('untitled:Untitled-1', ({ length }) => length > 0);
      assert.deepEqual(
        found.map(({ code }) => code),
        ['unknown-name'],
      );
    }));
});

describe('files on the disk', () => {
  it('count as soon as the editor tells of them', () =>
    opened({ 'a.warren': head + uses }, async (editor, root) => {
      assert.deepEqual(await codes(editor, 'a.warren'), ['unknown-name']);
      writeFileSync(join(root, 'b.warren'), declares);
      editor.watched(1, 'b.warren');
      assert.deepEqual(await codes(editor, 'a.warren'), []);
      writeFileSync(join(root, 'b.warren'), '');
      editor.watched(2, 'b.warren');
      assert.deepEqual(await codes(editor, 'a.warren'), ['unknown-name']);
    }));

  it('are no longer told of once they are gone', () =>
    opened({ 'a.warren': head, 'b.warren': uses }, async (editor, root) => {
      await editor.told('b.warren', ({ length }) => length === 1);
      rmSync(join(root, 'b.warren'));
      editor.watched(3, 'b.warren');
      await editor.told('b.warren', ({ length }) => length === 0);
    }));

  it('may go with their folder, and come back elsewhere', () =>
    opened({ 'a.warren': head + uses, 'one/b.warren': declares }, async (editor, root) => {
      assert.deepEqual(await codes(editor, 'a.warren'), []);
      renameSync(join(root, 'one'), join(root, '.hidden'));
      editor.watched(3, 'one');
      assert.deepEqual(await codes(editor, 'a.warren'), ['unknown-name']);
      renameSync(join(root, '.hidden'), join(root, 'two'));
      const files = [{ oldUri: editor.uri('.hidden'), newUri: editor.uri('two') }];
      editor.client.notify('workspace/didRenameFiles', { files });
      assert.deepEqual(await codes(editor, 'a.warren'), []);
    }));

  it('may be renamed while they are shown, with a text that is not saved', () =>
    opened({ 'a.warren': head + uses, 'b.warren': '' }, async (editor, root) => {
      editor.show('b.warren', declares);
      assert.deepEqual(await codes(editor, 'a.warren'), []);
      renameSync(join(root, 'b.warren'), join(root, 'c.warren'));
      // As editors do it: the text moves to the new name before anybody tells of the files.
      editor.hide('b.warren');
      editor.show('c.warren', declares);
      const files = [{ oldUri: editor.uri('b.warren'), newUri: editor.uri('c.warren') }];
      editor.client.notify('workspace/didRenameFiles', { files });
      assert.deepEqual(await codes(editor, 'a.warren'), []);
      editor.type('c.warren', { text: '' });
      assert.deepEqual(await codes(editor, 'a.warren'), ['unknown-name']);
    }));

  it('may go while they are shown', () =>
    opened({ 'a.warren': head + uses, 'b.warren': declares }, async (editor, root) => {
      editor.show('b.warren', declares);
      rmSync(join(root, 'b.warren'));
      editor.watched(3, 'b.warren');
      assert.deepEqual(await codes(editor, 'a.warren'), []);
      editor.hide('b.warren');
      assert.deepEqual(await codes(editor, 'a.warren'), ['unknown-name']);
    }));

  it('may be a topology that comes later', () =>
    opened({ 'a.warren': `${head}vhost v { topology "d.json" }` }, async (editor, root) => {
      assert.deepEqual(await codes(editor, 'a.warren'), ['unreadable-topology']);
      writeFileSync(join(root, 'd.json'), '{ "queues": [{ "vhost": "v", "name": "q" }] }');
      editor.watched(1, 'd.json');
      assert.deepEqual(await codes(editor, 'a.warren'), []);
    }));

  it('are looked at anew when a text is saved, by an editor that watches nothing', () =>
    inWorkspace({ 'a.warren': head + uses }, async (root) => {
      const workspace = { ...capabilities.workspace, didChangeWatchedFiles: {} };
      const given = { capabilities: { ...capabilities, workspace } };
      const editor = await Editor.open(connect().client, [root], given);
      editor.show('a.warren', head + uses);
      assert.deepEqual(await codes(editor, 'a.warren'), ['unknown-name']);
      writeFileSync(join(root, 'b.warren'), declares);
      editor.save('a.warren');
      assert.deepEqual(await codes(editor, 'a.warren'), []);
    }));

  it('may be shown by a path through a link', () =>
    opened({ 'real/a.warren': head + uses }, async (editor, root) => {
      symlinkSync(join(root, 'real', 'a.warren'), join(root, 'b.warren'));
      editor.watched(1, 'b.warren');
      editor.show('real/a.warren', head + declares + uses);
      assert.deepEqual(await codes(editor, 'b.warren'), []);
    }));

  it('that cannot be read are told as such, and nothing else is', () =>
    opened({ 'a.warren': uses }, async (editor, root) => {
      mkdirSync(join(root, 'b.warren'));
      symlinkSync('/dev/null', join(root, 'c.warren'));
      editor.watched(1, 'c.warren');
      const [problem] = await editor.diagnostics('c.warren');
      assert.match(messageOf(problem), /neither a regular file nor a folder/);
      assert.deepEqual(await codes(editor, 'a.warren'), []);
    }));
});
