import assert from 'node:assert/strict';
import { InsertTextFormat, TextEdit, type CompletionList } from 'vscode-languageserver';
import { isObject } from '../driver/client.js';
import { capabilities } from '../driver/editor.js';
import { atCursor } from '../driver/workspace.js';

const withSnippets = {
  capabilities: {
    ...capabilities,
    textDocument: { completion: { completionItem: { snippetSupport: true } } },
  },
};

/** Whether an answer has the shape of a list of completions. */
function isList(value: unknown): value is CompletionList {
  if (!isObject(value) || typeof value['isIncomplete'] !== 'boolean') return false;
  const { items } = value;
  return (
    Array.isArray(items) &&
    items.every(
      (item) =>
        isObject(item) &&
        typeof item['label'] === 'string' &&
        typeof item['kind'] === 'number' &&
        TextEdit.is(item['textEdit']),
    )
  );
}

async function completed(marked: string, given: object = {}): Promise<CompletionList> {
  return atCursor(
    marked,
    async ({ ask }) => {
      const list = await ask('textDocument/completion');
      assert.ok(isList(list));
      return list;
    },
    given,
  );
}

describe('completion in an editor', () => {
  it('replaces the word at the cursor, with positions behind odd characters', async () => {
    const { items } = await completed(`
vhost v { queue "🐇 runs" queue work.a }
vhost v { allow r { consume queue "🐇 runs", wo|rk.x } }
`);
    const item = items.find(({ label }) => label === 'work.a');
    const start = { line: 2, character: 45 };
    assert.deepEqual(
      item?.textEdit,
      TextEdit.replace({ start, end: { line: 2, character: 51 } }, 'work.a'),
    );
  });

  it('knows what another file declares, and its comments', async () => {
    const { items } = await completed(`
allow |
--- roles.warren
# Takes the money.
role till = arn:aws:iam::111122223333:role/till
`);
    const till = items.find(({ label }) => label === 'till');
    assert.deepEqual(till?.documentation, { kind: 'markdown', value: 'Takes the money.' });
  });

  it('writes snippets for an editor that takes them, and plain words for others', async () => {
    const [plain, snippets] = [await completed('|'), await completed('|', withSnippets)];
    const vhostOf = ({ items }: CompletionList): unknown =>
      items.find(({ label }) => label === 'vhost')?.textEdit?.newText;
    assert.equal(vhostOf(plain), 'vhost');
    assert.equal(vhostOf(snippets), 'vhost ${1:name} {\n  $0\n}');
    const formats = snippets.items.map(({ insertTextFormat }) => insertTextFormat);
    assert.ok(formats.includes(InsertTextFormat.Snippet));
  });

  it('keeps its order', async () => {
    const { items } = await completed('vhost v { queue b queue a allow r { consume queue | } }');
    const sorted = items.toSorted((a, b) => (String(a.sortText) < String(b.sortText) ? -1 : 1));
    assert.deepEqual(sorted, items);
    assert.deepEqual(
      items.slice(0, 2).map(({ label }) => label),
      ['b', 'a'],
    );
  });

  it('offers the JSON files beside a policy for a topology', async () => {
    const { items } = await completed(`vhost v { topology "|" }
--- definitions.json
{}
`);
    assert.deepEqual(
      items.map(({ label }) => label),
      ['"definitions.json"'],
    );
  });
});
