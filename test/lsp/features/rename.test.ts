import assert from 'node:assert/strict';
import { TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { isObject, Refused } from '../driver/client.js';
import { versionless } from '../driver/editor.js';
import { atCursor, markedLines, placeLines, type AtCursor } from '../driver/workspace.js';

const roles = `
role r = arn:aws:iam::111122223333:role/r
role s = arn:aws:iam::111122223333:role/s
`;

/** The cursor stands on a name; the ranges are what a new name replaces. */
const cases: Readonly<Record<string, string>> = {
  'a role, over files': `
role «checkou|t» = arn:aws:iam::111122223333:role/checkout
--- orders.warren
vhost orders { allow «checkout» { connect } }
`,
  'a group': `${roles}
group «all» = r, s
allow «al|l» { tag monitoring }
`,
  'a broker': `
broker «b» { engine rabbitmq 4.3 audience orders }
on «|b» { }
`,
  'a parameter, in quotes too': `
profile p(«na|me») { consume queue \${«name»}.a, "\${«name»} b" }
`,
  'a variable': `
broker b { engine rabbitmq 4.3 let «x|y» = q }
vhost \${«xy»} { queue \${«xy»} }
`,
  'a queue by its literal name': `${roles}
vhost v {
  queue «wo|rk»
  allow r { consume queue «work» }
  allow s { consume queue "«work»" }
}
`.replace('"«work»"', '«"work"»'),
  'a queue behind characters outside of the basic plane': `${roles}
vhost "🐇é" { queue "🐇" queue «work»
  allow r { consume queue "🐇", «wo|rk» }
}
`,
  'a queue that a wildcard means before and after': `${roles}
vhost v {
  queue «wo|rk»
  allow r { consume queue * }
}
`,
};

const reasons: Readonly<Record<string, readonly [marked: string, name: string, reason: RegExp]>> = {
  'a name that is taken': [`role |a = x\nrole b = y`, 'b', /`b` is declared at main.warren:2/],
  'a name that a broker has': [`role |a = x\nbroker b { }`, 'b', /declared at/],
  'a word of the language': [`role |a = x`, 'queue', /word of the language/],
  'a name with a blank': [`role |a = x`, 'a b', /starts with a letter/],
  'what is declared nowhere': [`allow |a { }`, 'b', /declared nowhere/],
  'a broker whose name is its audience': [
    `broker |b { engine rabbitmq 4.3 }`,
    'c',
    /audience of its tokens.*Write `audience b` in its block first/,
  ],
  'a setting': [`broker b { acc|ount 111122223333 }`, 'b', /word of the language/],
  'a role whose name is a part of its rights': [
    `role |r = arn:aws:iam::111122223333:role/r\nvhost v { allow r { consume queue \${role}.q } }`,
    'b',
    /stands for this name/,
  ],
  'a parameter that would hide a variable': [
    `broker b { let x = 1 }\nprofile p(|y) { consume queue \${x}.\${y} }`,
    'x',
    /would mean something else/,
  ],
  'a variable that a parameter would hide': [
    `broker b { let |x = 1 }\nprofile p(y) { consume queue \${x}.\${y} }`,
    'y',
    /would mean something else/,
  ],
  'an exchange that is a super stream': [
    `${roles}vhost v { exchange |x direct\n stream x-*\n allow r { publish super-stream x } }`,
    'y',
    /it is a super stream/,
  ],
  'a partition that its super stream would lose': [
    `${roles}vhost v { exchange x direct\n stream |x-0\n allow r { publish super-stream x } }`,
    'y',
    /would not mean it/,
  ],
  'a queue whose name a variable spells': [
    `${roles}profile p(n) { consume queue \${n} }\nvhost v { queue |q\n allow r { p(q) } }`,
    'z',
    /a variable spells the name/,
  ],
  'a queue that a pattern would lose': [
    `${roles}vhost v { queue |work\n allow r { consume queue w* } }`,
    'jobs',
    /would not mean it/,
  ],
  'a queue that another pattern would gain': [
    `${roles}vhost v { queue |work\n queue jobs.x\n allow r { consume queue jobs.* } }`,
    'jobs.work',
    /would mean it/,
  ],
  'a queue to the name of another': [
    `${roles}vhost v { queue |work\n queue jobs }`,
    'jobs',
    /There is `jobs` already/,
  ],
  'a queue to the empty name': [`vhost v { queue |work }`, '', /can have such a name/],
  'a pattern': [`vhost v { queue |work.* }`, 'jobs', /can mean many things/],
  'a keyword': [`vho|st v { }`, 'x', /nothing with a name/],
};

/** The edits of an answer, each with the URI of its file; the file with the cursor is the one that is open. */
function editsOf(answer: unknown): readonly (TextEdit & { readonly uri: string })[] {
  assert.ok(WorkspaceEdit.is(answer) && answer.documentChanges !== undefined);
  return answer.documentChanges.flatMap((change) => {
    assert.ok(TextDocumentEdit.is(change));
    const { uri, version } = change.textDocument;
    assert.equal(version, uri.endsWith('/main.warren') ? 1 : null);
    return change.edits.map((edit) => {
      assert.ok(TextEdit.is(edit));
      return { ...edit, uri };
    });
  });
}

async function rename({ ask }: AtCursor, newName: string): Promise<readonly string[]> {
  const edits = editsOf(await ask('textDocument/rename', { newName }));
  for (const edit of edits) assert.equal(edit.newText, newName);
  return placeLines(edits);
}

describe('to rename', () => {
  for (const [name, marked] of Object.entries(cases))
    it(name, () =>
      atCursor(marked, async (at) => {
        const prepared = await at.ask('textDocument/prepareRename');
        assert.ok(isObject(prepared) && typeof prepared['placeholder'] === 'string');
        assert.deepEqual(await rename(at, 'brand-new'), markedLines(at.files));
      }),
    );

  it('a queue to a name that needs quotes', () =>
    atCursor('vhost v { queue wo|rk }', async ({ ask }) => {
      const edits = editsOf(await ask('textDocument/rename', { newName: 'two words' }));
      assert.deepEqual(
        edits.map(({ newText }) => newText),
        ['"two words"'],
      );
    }));

  it('answers an editor that takes no versions without them', () =>
    atCursor(
      'vhost v { queue wo|rk }',
      async ({ ask, editor }) => {
        const edit = await ask('textDocument/rename', { newName: 'jobs' });
        assert.ok(WorkspaceEdit.is(edit));
        assert.equal(edit.documentChanges, undefined);
        assert.deepEqual(Object.keys(edit.changes ?? {}), [editor.uri('main.warren')]);
      },
      { capabilities: versionless },
    ));

  for (const [what, [marked, newName, reason]] of Object.entries(reasons))
    it(`is refused for ${what}`, () =>
      atCursor(marked, async ({ ask }) => {
        await assert.rejects(ask('textDocument/rename', { newName }), (thrown) => {
          assert.ok(thrown instanceof Refused);
          assert.match(thrown.message, reason);
          return true;
        });
      }));
});
