import assert from 'node:assert/strict';
import type { Position } from 'vscode-languageserver';
import type { Editor } from './editor.js';

/** Requests about a file, and what they say beside its name, at some position. */
const requests: Readonly<Record<string, (position: Position) => object>> = {
  'textDocument/diagnostic': () => ({}),
  'textDocument/documentSymbol': () => ({}),
  'textDocument/foldingRange': () => ({}),
  'textDocument/documentLink': () => ({}),
  'textDocument/selectionRange': (position) => ({ positions: [position] }),
  'textDocument/hover': (position) => ({ position }),
  'textDocument/definition': (position) => ({ position }),
  'textDocument/documentHighlight': (position) => ({ position }),
  'textDocument/references': (position) => ({
    position,
    context: { includeDeclaration: true },
  }),
  'textDocument/prepareRename': (position) => ({ position }),
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
  return Object.fromEntries(await Promise.all(answers));
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
