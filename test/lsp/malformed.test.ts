import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { serve } from '#warren/lsp/server.js';
import { good } from '../cli/warren.js';
import { Client } from './driver/client.js';
import { framed } from './driver/framing.js';
import { capabilities, Editor } from './driver/editor.js';
import { inWorkspace } from './driver/workspace.js';

/** Every method that the server or its library takes. */
const methods: readonly string[] = [
  ...['initialize', 'initialized', '$/cancelRequest', '$/progress', '$/setTrace', '$/logTrace'],
  ...['textDocument/didOpen', 'textDocument/didChange', 'textDocument/didClose'],
  ...['textDocument/didSave', 'textDocument/willSave', 'textDocument/willSaveWaitUntil'],
  ...['textDocument/hover', 'textDocument/completion', 'completionItem/resolve'],
  ...['textDocument/definition', 'textDocument/references', 'textDocument/documentHighlight'],
  ...['textDocument/documentSymbol', 'workspace/symbol', 'textDocument/codeAction'],
  ...['textDocument/codeLens', 'codeLens/resolve', 'textDocument/documentLink'],
  ...['textDocument/formatting', 'textDocument/rangeFormatting', 'textDocument/onTypeFormatting'],
  ...['textDocument/rename', 'textDocument/prepareRename', 'textDocument/foldingRange'],
  ...['textDocument/selectionRange', 'textDocument/semanticTokens/full', 'textDocument/inlayHint'],
  ...['textDocument/semanticTokens/full/delta', 'textDocument/semanticTokens/range'],
  ...['textDocument/signatureHelp', 'textDocument/diagnostic', 'workspace/diagnostic'],
  ...['workspace/executeCommand', 'workspace/didChangeConfiguration', 'no/such/method', ''],
  ...['workspace/didChangeWatchedFiles', 'workspace/didChangeWorkspaceFolders'],
  ...['workspace/didCreateFiles', 'workspace/didDeleteFiles', 'workspace/didRenameFiles'],
  ...['window/workDoneProgress/cancel', 'toString', '__proto__', 'constructor'],
];

const uri = 'file:///nowhere/a.warren';
const range = { start: { line: -1, character: 1e308 }, end: { line: 'x', character: null } };

/** Parameters that are none, and such as nearly are. */
const parameters: readonly unknown[] = [
  ...[undefined, null, 0, 1.5, 'x', true, [], {}, [null], [[]], [{}, {}], { id: null }, { id: {} }],
  ...[{ id: 1.5 }, { textDocument: null }, { textDocument: 5 }, { textDocument: { uri: 5 } }],
  ...[{ textDocument: { uri } }, { textDocument: { uri: '' }, position: null, range, context: 1 }],
  { textDocument: { uri }, position: range.start, range, ranges: [range], positions: [range] },
  { textDocument: { uri, version: 'x' }, contentChanges: [null, { text: 5 }, { range, text: '' }] },
  { textDocument: { uri, version: {}, text: [], languageId: 5 }, contentChanges: 5 },
  { changes: [null, 5, { uri: 5 }, { uri: '%%%', type: 'x' }], files: [null], settings: null },
  { event: { added: [null, { uri: 5 }], removed: 5 }, files: 5, capabilities: null },
  { command: 5, arguments: 5 },
  { command: 'warren.server.roleAccess', arguments: [null, 5] },
  { command: 'warren.server.accessDiff', arguments: [{ uri: 5, position: 5, show: 5, role: {} }] },
  { command: '__proto__', arguments: [{ uri }] },
  { capabilities: 5, workspaceFolders: 5, rootUri: 5, processId: 'x' },
  { capabilities: { general: 5, textDocument: 'x' }, workspaceFolders: [null], processId: {} },
  { data: { uri: 5, kind: {} }, range, label: 5 },
  { data: { uri, kind: 'test' }, range: null },
  { value: {}, token: {}, query: 5, only: 5, newName: 5, options: 5, previousResultId: {} },
];

const ids: readonly unknown[] = [undefined, 7, 'x', null, 1.5, {}, [], true, ''];

/** Starts a server in this process, and follows what it does not catch. */
function connect(): { readonly client: Client; readonly exits: readonly number[] } {
  const [there, back] = [new PassThrough(), new PassThrough()];
  const exits: number[] = [];
  serve(new StreamMessageReader(there), new StreamMessageWriter(back), (code) => exits.push(code));
  return { client: new Client(there, back), exits };
}

describe('whatever message comes', () => {
  const failures: unknown[] = [];
  const note = (thrown: unknown): void => void failures.push(thrown);
  let others: NodeJS.UncaughtExceptionListener[] = [];
  before(() => {
    // Mocha would take them for its own.
    others = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.on('uncaughtException', note);
    process.on('unhandledRejection', note);
  });
  after(() => {
    process.off('uncaughtException', note);
    process.off('unhandledRejection', note);
    for (const other of others) process.on('uncaughtException', other);
  });

  for (const method of methods)
    it(`${JSON.stringify(method)} does not end the server`, () =>
      inWorkspace({ 'a.warren': good }, async (root) => {
        const { client, exits } = connect();
        const editor = await Editor.open(client, [root]);
        for (const params of parameters)
          for (const id of ids) client.raw(framed({ jsonrpc: '2.0', id, method, params }));
        assert.deepEqual(await editor.diagnostics('a.warren'), []);
        assert.deepEqual([exits, failures], [[], []]);
      }));

  it('before the introduction does not end it, nor spoil it', () =>
    inWorkspace({ 'a.warren': good }, async (root) => {
      const { client, exits } = connect();
      for (const method of methods)
        if (method !== 'initialize')
          for (const params of parameters)
            client.raw(framed({ jsonrpc: '2.0', id: 'x', method, params }));
      for (const params of parameters)
        client.raw(framed({ jsonrpc: '2.0', id: 'y', method: 'initialize', params }));
      const editor = await Editor.open(client, [root], { capabilities });
      assert.deepEqual(await editor.diagnostics('a.warren'), []);
      assert.deepEqual([exits, failures], [[], []]);
    }));

  const others2: readonly unknown[] = [
    ...[null, 1, 'x', [], [[]], {}, { id: 1 }, { method: 5 }, { id: 1, method: 5 }, { id: {} }],
    ...[
      { id: 1, result: 1, error: 5 },
      { id: 1, error: 5 },
      { id: null, error: {} },
    ],
    ...[
      { id: 1, error: { code: 'x' } },
      { jsonrpc: '1.0', id: 3, method: 'textDocument/hover' },
    ],
    [{ jsonrpc: '2.0', id: 1, method: 'textDocument/hover', params: {} }],
  ];
  it('of no kind at all is answered or passed over', () =>
    inWorkspace({ 'a.warren': good }, async (root) => {
      const { client, exits } = connect();
      const editor = await Editor.open(client, [root]);
      for (const message of others2) client.raw(framed(message));
      assert.deepEqual(await editor.diagnostics('a.warren'), []);
      assert.deepEqual([exits, failures], [[], []]);
    }));
});
