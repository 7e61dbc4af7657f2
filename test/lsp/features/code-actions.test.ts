import assert from 'node:assert/strict';
import {
  CodeAction,
  TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { edited } from '../driver/edited.js';
import { capabilities, type Editor } from '../driver/editor.js';
import { atCursor } from '../driver/workspace.js';

/** The action of a title at the cursor, and what the file is after it. */
interface ActionCase {
  readonly text: string;
  readonly title: string;
  readonly then: string;
}

const roles = `role till = arn:aws:iam::111122223333:role/till
role packer = arn:aws:iam::111122223333:role/packer
`;

const cases: Readonly<Record<string, ActionCase>> = {
  'writes a known name': {
    text: 'vhost v {\n  queue work\n  allow till { consume queue wor| }\n}\n',
    title: 'Write `work`',
    then: 'vhost v {\n  queue work\n  allow till { consume queue work }\n}\n',
  },
  'writes a role that is known': {
    text: 'allow tilll| { tag monitoring }\n',
    title: 'Write `till`',
    then: 'allow till { tag monitoring }\n',
  },
  'declares a queue behind the others, and leaves a comment where it is': {
    text: 'vhost v {\n  queue work # mine\n  allow till { consume queue other| }\n}\n',
    title: 'Declare `queue other`',
    then: 'vhost v {\n  queue work # mine\n  queue other\n  allow till { consume queue other }\n}\n',
  },
  'declares the exchange of a super stream': {
    text: 'vhost v {\n  exchange work\n  allow till { publish super-stream other| }\n}\n',
    title: 'Declare `exchange other`',
    then: 'vhost v {\n  exchange work\n  exchange other\n  allow till { publish super-stream other }\n}\n',
  },
  'declares the partitions of a super stream': {
    text: 'vhost v {\n  exchange "a b"\n  stream log\n  allow till { publish super-stream "a b|" }\n}\n',
    title: 'Declare `stream "a b-*"`',
    then: 'vhost v {\n  exchange "a b"\n  stream log\n  stream "a b-*"\n  allow till { publish super-stream "a b" }\n}\n',
  },
  'declares an exchange that a queue names': {
    text: 'vhost v { exchange e\n  queue work dead-letter gone|\n}\n',
    title: 'Declare `exchange gone`',
    then: 'vhost v { exchange e\n  queue work dead-letter gone\n  exchange gone\n}\n',
  },
  'declares what a test names in a block outside of it': {
    text: 'vhost v {\n  queue work\n}\ntest "t" { vhost v { can till { consume queue other| } } }\n',
    title: 'Declare `queue other`',
    then: 'vhost v {\n  queue work\n  queue other\n}\ntest "t" { vhost v { can till { consume queue other } } }\n',
  },
  'declares a role like the others': {
    text: 'allow clerk| { tag monitoring }\n',
    title: 'Declare the role `clerk`',
    then: 'allow clerk { tag monitoring }\n--- roles.warren\nrole clerk = arn:aws:iam::111122223333:role/clerk\n',
  },
  'adds what a role lacks to its allow': {
    text: 'vhost v {\n  queue work\n  queue more\n  allow till {\n    consume queue work\n  }\n}\ntest "t" { vhost v { can till { consume queue mo|re } } }\n',
    title: 'Grant `till` `consume queue more`',
    then: 'vhost v {\n  queue work\n  queue more\n  allow till {\n    consume queue work\n    consume queue more\n  }\n}\ntest "t" { vhost v { can till { consume queue more } } }\n',
  },
  'adds an allow to the vhost': {
    text: 'vhost v {\n  queue work\n}\ntest "t" { vhost v { can till { consume| queue work } } }\n',
    title: 'Grant `till` `consume queue work`',
    then: 'vhost v {\n  queue work\n  allow till {\n    consume queue work\n  }\n}\ntest "t" { vhost v { can till { consume queue work } } }\n',
  },
  'adds a grant at the top for what is about no vhost': {
    text: 'test "t" { can till { tag mon|itoring } }\n',
    title: 'Grant `till` `tag monitoring`',
    then: 'test "t" { can till { tag monitoring } }\n\nallow till {\n  tag monitoring\n}\n',
  },
  'warns of a grant that a guardrail forbids': {
    text: 'vhost v {\n  queue work\n  never till { consume queue work }\n  test "t" { can till { consume| queue work } }\n}\n',
    title: 'Grant `till` `consume queue work`, which a `never` forbids',
    then: 'vhost v {\n  queue work\n  never till { consume queue work }\n  test "t" { can till { consume queue work } }\n  allow till {\n    consume queue work\n  }\n}\n',
  },
  'accepts a warning on a line of its own': {
    text: 'vhost v {\n  allow till {\n    consume queue *|\n  }\n}\n',
    title: 'Accept with `@expect(bare-wildcard-grant, …)`',
    then: 'vhost v {\n  allow till {\n    @expect(bare-wildcard-grant, "say why")\n    consume queue *\n  }\n}\n',
  },
  'accepts a warning in a line': {
    text: 'vhost v { allow till { consume queue *| } }\n',
    title: 'Accept with `@expect(bare-wildcard-grant, …)`',
    then: 'vhost v { allow till { @expect(bare-wildcard-grant, "say why") consume queue * } }\n',
  },
  'fixes every diagnostic of a code': {
    text: 'allow till { tag monitr|ing }\nallow packer { tag managment }\n',
    title: 'Fix every `unknown-tag` of this file',
    then: 'allow till { tag monitoring }\nallow packer { tag management }\n',
  },
};

async function actionsAt(
  { editor, files }: { editor: Editor; files: ReadonlyMap<string, { cursors: readonly object[] }> },
  context: object = {},
): Promise<readonly CodeAction[]> {
  const [position] = files.get('main.warren')?.cursors ?? [];
  const found = await editor.ask('textDocument/codeAction', 'main.warren', {
    range: { start: position, end: position },
    context: { diagnostics: await editor.diagnostics('main.warren'), ...context },
  });
  assert.ok(Array.isArray(found) && found.every((action) => CodeAction.is(action)));
  return found;
}

/** The texts of the files that an edit changes, after it; the main one first. */
function applied(
  edit: WorkspaceEdit | undefined,
  files: ReadonlyMap<string, { text: string }>,
): string {
  const changes = edit?.documentChanges ?? [];
  const changed = changes.map((change) => {
    assert.ok(TextDocumentEdit.is(change));
    const name = change.textDocument.uri.split('/').at(-1) ?? '';
    assert.equal(change.textDocument.version, name === 'main.warren' ? 1 : null);
    const edits = change.edits.filter((edit): edit is TextEdit => 'newText' in edit);
    const text = edited(files.get(name)?.text ?? '', edits);
    return [name, text] as const;
  });
  const now = new Map(changed);
  const main = now.get('main.warren') ?? files.get('main.warren')?.text ?? '';
  const others = changed.filter(([name]) => name !== 'main.warren');
  return main + others.map(([name, text]) => `--- ${name}\n${text.replace(roles, '')}`).join('');
}

describe('a code action', () => {
  for (const [name, { text, title, then }] of Object.entries(cases))
    it(name, () =>
      atCursor(`${text}--- roles.warren\n${roles}`, async ({ editor, files }) => {
        const actions = await actionsAt({ editor, files });
        const action = actions.find((one) => one.title === title);
        assert.ok(action, actions.map((one) => one.title).join('\n'));
        assert.equal(action.kind, 'quickfix');
        assert.equal(applied(action.edit, files), then);
        const [solved] = action.diagnostics ?? [];
        const before = await editor.diagnostics('main.warren');
        assert.ok(
          before.some(({ code, message }) => code === solved?.code && message === solved?.message),
        );
        editor.type('main.warren', { text: then.replace(/--- [^]*/, '') });
        if (then.includes('---')) return;
        const after = await editor.diagnostics('main.warren');
        const same = after.filter(({ message }) => message === solved?.message);
        assert.deepEqual(same, []);
      }),
    );

  it('is preferred where it is the only fix', () =>
    atCursor(`allow tilll| { tag monitoring }\n--- roles.warren\n${roles}`, async (at) => {
      const preferred = (await actionsAt(at)).filter(({ isPreferred }) => isPreferred === true);
      assert.deepEqual(
        preferred.map(({ title }) => title),
        ['Write `till`'],
      );
    }));

  const sure: readonly (readonly [code: string, text: string, then: string])[] = [
    [
      'needs-quotes',
      'vhost v {\n  queue café\n  allow till { consume queue café }\n}\nallow tilll { tag monitring }\n',
      'vhost v {\n  queue "café"\n  allow till { consume queue "café" }\n}\nallow tilll { tag monitring }\n',
    ],
    [
      'unused-expect',
      'vhost v {\n  allow till { @expect(default-exchange, "x") consume queue * }\n}\n',
      'vhost v {\n  allow till { consume queue * }\n}\n',
    ],
  ];
  for (const [code, text, then] of sure)
    it(`fixes every ${code} and nothing that leaves a doubt, for an editor that asks for it`, () =>
      atCursor(`|${text}--- roles.warren\n${roles}`, async (at) => {
        for (const only of ['source.fixAll', 'source']) {
          const [action, ...more] = await actionsAt(at, { only: [only] });
          assert.deepEqual(more, []);
          assert.equal(action?.kind, 'source.fixAll');
          assert.deepEqual([...new Set(action.diagnostics?.map((one) => one.code))], [code]);
          assert.equal(applied(action.edit, at.files), then);
        }
        assert.deepEqual(await actionsAt(at, { only: ['refactor'] }), []);
      }));

  it('fixes nothing by itself where every fix is a guess, that is offered one by one', () =>
    atCursor(
      `allow till { tag monitr|ing }\nallow packer { tag managment }\n--- roles.warren\n${roles}`,
      async (at) => {
        assert.deepEqual(await actionsAt(at, { only: ['source.fixAll'] }), []);
        const offered = (await actionsAt(at, { only: ['quickfix'] })).map(({ title }) => title);
        assert.deepEqual(offered, ['Write `monitoring`', 'Fix every `unknown-tag` of this file']);
      },
    ));

  it('is not looked for where the editor shows nothing', () =>
    atCursor(`allow tilll| { tag monitoring }\n--- roles.warren\n${roles}`, async (at) => {
      assert.deepEqual(await actionsAt(at, { diagnostics: [] }), []);
    }));

  it('is told without versions to an editor that knows none', () =>
    atCursor(
      `allow tilll| { tag monitoring }\n--- roles.warren\n${roles}`,
      async (at) => {
        const [action] = await actionsAt(at);
        const uri = at.editor.uri('main.warren');
        assert.deepEqual(Object.keys(action?.edit?.changes ?? {}), [uri]);
        assert.equal(action?.edit?.documentChanges, undefined);
      },
      { capabilities: { ...capabilities, workspace: {} } },
    ));
});
