import assert from 'node:assert/strict';
import { TextEdit } from 'vscode-languageserver';
import { formatSource } from '#warren/format/format.js';
import { Source } from '#warren/source/source.js';
import { atCursor } from '../driver/workspace.js';
import { edited } from '../driver/edited.js';

const options = { tabSize: 8, insertSpaces: false };
const unformatted = `vhost   v {
queue work
   exchange  "🐇"   topic
}
allow  till{tag monitoring}|
role  till=arn:aws:iam::111122223333:role/till
`;

async function formatted(marked: string, method: string, more: object = {}): Promise<string> {
  return atCursor(marked, async ({ ask, files }) => {
    const edits = (await ask(method, { options, ...more })) ?? [];
    assert.ok(Array.isArray(edits) && edits.every((edit) => TextEdit.is(edit)));
    return edited(files.get('main.warren')?.text ?? '', edits);
  });
}

describe('formatting in an editor', () => {
  it('gives a whole file the layout of warren fmt', async () => {
    const { text } = formatSource(new Source('main.warren', unformatted.replace('|', '')));
    assert.equal(await formatted(unformatted, 'textDocument/formatting'), text);
  });

  it('touches the lines of a range alone', async () => {
    const range = { start: { line: 5, character: 0 }, end: { line: 5, character: 4 } };
    const now = await formatted(unformatted, 'textDocument/rangeFormatting', { range });
    const before = unformatted.replace('|', '').split('\n');
    assert.deepEqual(now.split('\n').slice(0, 5), before.slice(0, 5));
    assert.equal(now.split('\n')[5], 'role till = arn:aws:iam::111122223333:role/till');
  });

  it('lays out a block when its brace is typed', async () => {
    const now = await formatted(unformatted, 'textDocument/onTypeFormatting', { ch: '}' });
    assert.equal(now.split('\n')[4], 'allow till { tag monitoring }');
    assert.equal(now.split('\n')[0], 'vhost   v {');
  });

  it('lays out nothing when the brace of a variable is typed', async () => {
    const text = 'role  a  = arn:aws:iam::${account}|';
    assert.equal(
      await formatted(text, 'textDocument/onTypeFormatting', { ch: '}' }),
      text.replace('|', ''),
    );
  });

  it('leaves alone what is broken', async () => {
    const text = 'vhost v {\n  queue = = =|\n}\n';
    assert.equal(await formatted(text, 'textDocument/formatting'), text.replace('|', ''));
  });
});
