import assert from 'node:assert/strict';
import type { Position } from 'vscode-languageserver';
import { connect } from '../lsp/driver/connect.js';
import { Editor } from '../lsp/driver/editor.js';
import { everything } from '../lsp/driver/everything.js';
import { inWorkspace } from '../lsp/driver/workspace.js';
import { assertShown, HOSTILE } from './characters.js';
import { refusedPolicies, takenPolicy } from './policies.js';

const link = 'a[x](command:workbench.action.quit)<img src=x onerror=y>![i](https://e.example/i)z';

/** What an editor writes into a text, or looks for in it, and addresses; all else it shows. */
const WRITTEN = new Set(['newText', 'filterText', 'placeholder', 'uri', 'target', 'data', 'edit']);

interface Text {
  readonly path: string;
  readonly text: string;
  readonly markdown: boolean;
}

/** Every text of an answer that a person is shown. */
function shownIn(value: unknown, path: string): readonly Text[] {
  if (typeof value === 'string')
    return [{ path, text: value, markdown: path.endsWith('(markdown).value') }];
  if (typeof value !== 'object' || value === null) return [];
  const kind = 'kind' in value && value.kind === 'markdown' ? '(markdown)' : '';
  return Object.entries(value).flatMap(([key, member]) =>
    WRITTEN.has(key) ? [] : shownIn(member, `${path}${kind}.${key}`),
  );
}

/** What is left of Markdown where no code stands. */
function outsideCode(markdown: string): string {
  return markdown
    .replaceAll(/^(`{3,})[^]*?^\1$/gm, '')
    .replaceAll(/(?<![\\`])(`+)(?!`)[^]*?(?<!`)\1(?!`)/g, '');
}

function assertHarmless(answer: unknown, what: string): number {
  const texts = shownIn(answer, what);
  for (const { path, text, markdown } of texts) {
    assertShown(text, false, path);
    if (!markdown) continue;
    assert.doesNotMatch(outsideCode(text), /(?<!\\)\]\(\s*<?(?:command|https?):|(?<!\\)<img/, path);
  }
  return texts.length;
}

function positions(text: string, marks: readonly string[]): readonly Position[] {
  return marks.flatMap((mark) => {
    const at = text.indexOf(mark);
    if (at < 0) return [];
    const lines = text.slice(0, at + mark.length).split('\n');
    return [{ line: lines.length - 1, character: lines.at(-1)?.length ?? 0 }];
  });
}

const MARKS = ['profile p', 'vhost "', 'exchange "', 'queue "', 'key "', 'test "', 'p(', 'role r'];

describe('an editor is shown no character that a terminal obeys, and no link of a policy, where', () => {
  for (const [kind, text] of Object.entries({ ...HOSTILE, links: link }))
    it(`names have ${kind}`, () =>
      inWorkspace({ [`${text.replaceAll('/', '_')}.json`]: '{}' }, async (root) => {
        const editor = await Editor.open(connect().client, [root]);
        let seen = 0;
        const policies = { taken: takenPolicy(text), ...refusedPolicies(text) };
        for (const [name, policy] of Object.entries(policies)) {
          const file = `${name}.warren`;
          editor.show(file, policy);
          const marks = name === 'taken' ? MARKS : MARKS.slice(1, 3);
          for (const position of positions(policy, marks)) {
            seen += assertHarmless(await everything(editor, file, position), file);
            const named = { position, newName: text };
            const renamed = editor.ask('textDocument/rename', file, named);
            await renamed.catch((thrown: unknown) => assertHarmless(String(thrown), file));
            for (const command of ['resourceAccess', 'testReport', 'roleAccess', text]) {
              const argument = { uri: editor.uri(file), position, role: text, show: true };
              const told = editor.client.request('workspace/executeCommand', {
                command: `warren.server.${command}`,
                arguments: [argument],
              });
              seen += assertHarmless(await told.catch(String), `${file} ${command}`);
            }
          }
          const symbols = await editor.client.request('workspace/symbol', { query: '' });
          seen += assertHarmless(symbols, 'symbols');
          editor.hide(file);
        }
        assert.ok(seen > 200, String(seen));
        for (const { method, params } of editor.client.notified) {
          assertHarmless(params, method);
          if (method === 'window/showMessage') assert.doesNotMatch(JSON.stringify(params), /\]\(/);
        }
      }));
});

describe('a file whose name has signs of the language', () => {
  it('is offered as the language writes it', () =>
    inWorkspace({ 'a"${x}\u202E.json': '{}' }, async (root) => {
      const editor = await Editor.open(connect().client, [root]);
      const text = 'vhost v { topology ';
      editor.show('a.warren', text);
      const position = { line: 0, character: text.length };
      const answer = JSON.stringify(
        await editor.ask('textDocument/completion', 'a.warren', { position }),
      );
      assert.ok(answer.includes(JSON.stringify('"a\\"\\${x}\\u{202E}.json"')), answer);
    }));
});
