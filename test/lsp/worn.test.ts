import assert from 'node:assert/strict';
import { connect } from './driver/connect.js';
import { capabilities, Editor, versionless } from './driver/editor.js';
import { everything } from './driver/everything.js';
import { inWorkspace } from './driver/workspace.js';

const roles = `role checkout = arn:aws:iam::111122223333:role/checkout
role packer   = arn:aws:iam::111122223333:role/packer
`;

const rules = `vhost orders {
  queue work
  queue late
  allow packer { consume queue w* }
}
test "right" { vhost orders { can packer { consume queue work } } }
test "wrong" { vhost orders { can packer { consume queue late } } }
`;

const files = { 'roles.warren': roles, 'rules.warren': rules };
type Change = readonly [file: keyof typeof files, text: string];

/** Edits after which most of what was worked out before still holds. */
const edits: Readonly<Record<string, readonly Change[]>> = {
  'an edit of another file': [['roles.warren', `# More.\n${roles}`]],
  'an edit that is undone': [
    ['rules.warren', `# More.\n${rules}`],
    ['rules.warren', rules],
  ],
  'an edit above': [['rules.warren', `# More.\n${rules}`]],
  'an edit below': [['rules.warren', `${rules}# More.\n`]],
  'the same text again': [['rules.warren', rules]],
  'a grant in another file': [
    ['roles.warren', `${roles}vhost orders { allow packer { consume queue late } }\n`],
  ],
};

/** In the middle of the pattern that is granted. */
const position = { line: 3, character: 32 };

async function shown(root: string, texts: Readonly<Record<string, string>>): Promise<Editor> {
  const editor = await Editor.open(connect().client, [root], { capabilities: versionless });
  for (const [name, text] of Object.entries(texts)) editor.show(name, text);
  return editor;
}

describe('the server answers as a fresh one after', () => {
  for (const [what, changes] of Object.entries(edits))
    it(what, () =>
      inWorkspace(files, async (root) => {
        const worn = await shown(root, files);
        const now: Record<string, string> = { ...files };
        for (const [name, text] of changes) {
          await everything(worn, 'rules.warren', position);
          worn.type(name, { text });
          now[name] = text;
        }
        const fresh = await shown(root, now);
        assert.deepEqual(
          await everything(worn, 'rules.warren', position),
          await everything(fresh, 'rules.warren', position),
        );
      }),
    );
});

/** What the lenses of the rules and their hints say. */
async function said(editor: Editor): Promise<string> {
  const all = await everything(editor, 'rules.warren', position);
  return JSON.stringify([all['codeLens/resolve'], all['textDocument/inlayHint']]);
}

describe('what another file says', () => {
  const workspace = {
    ...capabilities.workspace,
    codeLens: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
  };
  const more = 'vhost orders { allow packer { consume queue late } queue west }\n';

  it('counts for lenses and hints, which the editor is made to ask for again', () =>
    inWorkspace(files, async (root) => {
      const given = { capabilities: { ...capabilities, workspace } };
      const editor = await Editor.open(connect().client, [root], given);
      for (const [name, text] of Object.entries(files)) editor.show(name, text);
      assert.match(await said(editor), /fails: 1 of 1 claim.*"1 scope".*"1 queue"/);
      await editor.told('rules.warren', ({ length }) => length > 0);
      editor.client.asked.length = 0;
      editor.type('roles.warren', { text: roles + more });
      await editor.client.untilAsked('workspace/codeLens/refresh');
      await editor.client.untilAsked('workspace/inlayHint/refresh');
      const now = await said(editor);
      assert.doesNotMatch(now, /fails/);
      assert.match(now, /"2 queues"/);
    }));

  it('is not asked for by an editor that cannot be made to', () =>
    inWorkspace(files, async (root) => {
      const editor = await Editor.open(connect().client, [root]);
      editor.show('roles.warren', roles);
      const version = editor.type('roles.warren', { text: roles + more });
      await editor.told('roles.warren', (_, of) => of === version);
      await editor.diagnostics('roles.warren');
      const asked = editor.client.asked.map(({ method }) => method);
      assert.deepEqual(asked, ['client/registerCapability']);
    }));
});
