import assert from 'node:assert/strict';
import type { Position } from 'vscode-languageserver';
import { isObject } from './client.js';
import type { Editor } from './editor.js';

/** The range of all lines that a text here may have. */
const whole = { start: { line: 0, character: 0 }, end: { line: 10_000, character: 0 } };

/** Requests about a file, and what they say beside its name, at some position. */
const requests: Readonly<Record<string, (position: Position) => object>> = {
  'textDocument/diagnostic': () => ({}),
  'textDocument/documentSymbol': () => ({}),
  'textDocument/foldingRange': () => ({}),
  'textDocument/documentLink': () => ({}),
  'textDocument/codeLens': () => ({}),
  'textDocument/inlayHint': () => ({ range: whole }),
  'textDocument/semanticTokens/range': () => ({ range: whole }),
  'textDocument/formatting': () => ({ options: { tabSize: 2, insertSpaces: true } }),
  'textDocument/selectionRange': (position) => ({ positions: [position] }),
  'textDocument/hover': (position) => ({ position }),
  'textDocument/definition': (position) => ({ position }),
  'textDocument/documentHighlight': (position) => ({ position }),
  'textDocument/references': (position) => ({
    position,
    context: { includeDeclaration: true },
  }),
  'textDocument/prepareRename': (position) => ({ position }),
  'textDocument/completion': (position) => ({ position }),
  'textDocument/signatureHelp': (position) => ({ position }),
};

/** All that the server answers about a position of a file; a refusal counts by its message. */
export async function everything(
  editor: Editor,
  name: string,
  position: Position,
): Promise<Readonly<Record<string, unknown>>> {
  const answers = Object.entries(requests).map(async ([method, more]) => {
    const answer = editor.ask(method, name, more(position));
    return [method, await answer.catch((thrown: unknown) => String(thrown))] as const;
  });
  const found = Object.fromEntries(await Promise.all(answers));
  return { ...found, ...(await more(editor, name, found)) };
}

/** What is asked with an answer in hand: what each lens says, and what can be done about what is wrong. */
async function more(
  editor: Editor,
  name: string,
  found: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  const lenses = listed(found['textDocument/codeLens']);
  const report = found['textDocument/diagnostic'];
  const diagnostics = isObject(report) ? listed(report['items']) : [];
  return {
    'codeLens/resolve': await Promise.all(
      lenses.map((lens) => editor.client.request('codeLens/resolve', lens)),
    ),
    'textDocument/codeAction': await editor.ask('textDocument/codeAction', name, {
      range: whole,
      context: { diagnostics, only: ['quickfix', 'source'] },
    }),
  };
}

function listed(value: unknown): readonly unknown[] {
  assert.ok(Array.isArray(value), 'a list');
  return value;
}

/** Nothing went wrong inside of the server: it has logged nothing. */
export function assertQuiet(editor: Editor): void {
  const logged = editor.client.notified.filter(({ method }) => method === 'window/logMessage');
  assert.deepEqual(logged, []);
}

/** The position of the end of a text. */
export function endOf(text: string): Position {
  const lines = text.split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}
