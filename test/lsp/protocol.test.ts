import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { bad, good } from '../cli/warren.js';
import { isObject, Refused } from './driver/client.js';
import { connect, start, type Spawned } from './driver/connect.js';
import { capabilities, Editor } from './driver/editor.js';
import { framed } from './driver/framing.js';
import { inWorkspace } from './driver/workspace.js';

/** Runs `body` with a server in a process of its own, which has ended when this does. */
async function spawned(body: (server: Spawned) => Promise<void>, ...args: string[]): Promise<void> {
  const server = start(...args);
  try {
    await body(server);
  } finally {
    server.kill();
    await server.exit;
  }
}

/** What a refused request is refused with. */
async function refusal(answer: Promise<unknown>): Promise<unknown> {
  try {
    await answer;
  } catch (thrown) {
    if (thrown instanceof Refused) return thrown.code;
    throw thrown;
  }
  return 'no refusal';
}

function framedText(body: string): string {
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

const initialize = { processId: null, rootUri: null, capabilities };
const hover = { textDocument: { uri: 'file:///x.warren' }, position: { line: 0, character: 0 } };

describe('warren lsp', () => {
  for (const args of [[], ['--stdio'], ['--stdio', '--clientProcessId=1']])
    it(`serves on standard input and output with [${args.join(' ')}]`, () =>
      inWorkspace({ 'a.warren': bad }, (root) =>
        spawned(
          async ({ client, exit }) => {
            const editor = await Editor.open(client, [root]);
            const [first] = await editor.told('a.warren', ({ length }) => length > 0);
            assert.equal(first?.code, 'unknown-name');
            await client.request('shutdown', undefined);
            client.notify('exit', undefined);
            assert.equal(await exit, 0);
          },
          ...args,
        ),
      ));

  it('ends with 1 on an exit without a shutdown', () =>
    spawned(async ({ client, exit }) => {
      await client.request('initialize', initialize);
      client.notify('exit', undefined);
      assert.equal(await exit, 1);
    }));

  it('ends with 1 when the editor is gone', () =>
    spawned(async ({ client, exit, complaints }) => {
      await client.request('initialize', initialize);
      client.to.end();
      assert.equal(await exit, 1);
      assert.match(complaints(), /^warren: the editor is gone\n$/);
    }));

  const unreadable: Readonly<Record<string, string>> = {
    'a header of another protocol': 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n',
    'a length that is no number': 'Content-Length: abc\r\n\r\n{}',
    'a negative length': 'Content-Length: -5\r\n\r\n{}',
    'a length that cannot be': 'Content-Length: 99999999999999\r\n\r\n{}',
    'a length with more digits than any': `Content-Length: ${'9'.repeat(400)}\r\n\r\n`,
    'a header without an end': 'x'.repeat(100_000),
    'a length that is too small': 'Content-Length: 2\r\n\r\n{"jsonrpc": "2.0"}',
    'an empty message': 'Content-Length: 0\r\n\r\n',
    'bytes that are no text': '\u0000\u00ff\u0001\r\n\r\n',
    'a message nested without end': framedText('['.repeat(200_000)),
    'a message nested deeply': framedText(
      `{"jsonrpc":"2.0","id":9,"method":"x","params":${'['.repeat(9_000)}${']'.repeat(9_000)}}`,
    ),
  };
  for (const [name, text] of Object.entries(unreadable))
    it(`goes on after ${name}`, () =>
      spawned(async ({ client, exit, complaints }) => {
        await client.request('initialize', initialize);
        client.raw(text);
        assert.equal(await client.request('textDocument/hover', hover), null);
        await client.request('shutdown', undefined);
        client.notify('exit', undefined);
        assert.equal(await exit, 0);
        assert.equal(complaints(), '');
      }));

  it('takes no path', () =>
    spawned(async ({ exit, complaints }) => {
      assert.equal(await exit, 2);
      assert.match(complaints(), /takes no path/);
    }, 'policies'));
});

describe('the server', () => {
  it('says what it is and can', async () => {
    const result = await connect().client.request('initialize', initialize);
    assert.ok(isObject(result) && isObject(result['capabilities']));
    assert.equal(result['capabilities']['positionEncoding'], 'utf-16');
    assert.deepEqual(result['serverInfo'], { name: 'warren', version: '0.1.0' });
  });

  it('refuses requests before it is initialized', async () => {
    const { client } = connect();
    assert.equal(await refusal(client.request('textDocument/hover', hover)), -32002);
    await client.request('initialize', initialize);
    assert.equal(await client.request('textDocument/hover', hover), null);
  });

  it('drops texts that come before it is initialized', () =>
    inWorkspace({ 'a.warren': good }, async (root) => {
      const { client } = connect();
      const uri = pathToFileURL(`${root}/a.warren`).href;
      const textDocument = { uri, languageId: 'warren', version: 1, text: bad };
      client.notify('textDocument/didOpen', { textDocument });
      const editor = await Editor.open(client, [root]);
      assert.deepEqual(await editor.diagnostics('a.warren'), []);
    }));

  it('refuses to be initialized twice', async () => {
    const { client } = connect();
    await client.request('initialize', initialize);
    assert.equal(await refusal(client.request('initialize', initialize)), -32600);
  });

  it('refuses requests after a shutdown, and ends with 0', async () => {
    const { client, exits } = connect();
    await client.request('initialize', initialize);
    await client.request('shutdown', undefined);
    assert.equal(await refusal(client.request('textDocument/hover', hover)), -32600);
    client.notify('exit', undefined);
    await refusal(client.request('no/such', undefined));
    assert.deepEqual(exits, [0]);
  });

  it('refuses what it does not know, and goes on', async () => {
    const { client } = connect();
    await client.request('initialize', initialize);
    assert.equal(await refusal(client.request('textDocument/fly', hover)), -32601);
    assert.equal(await client.request('textDocument/hover', hover), null);
  });

  const broken: Readonly<Record<string, string>> = {
    'a message that is no JSON': 'Content-Length: 3\r\n\r\n{"a',
    'a message that is null': framed(null),
    'a message that is a number': framed(42),
    'a message that is a list': framed([{ jsonrpc: '2.0', id: 1, method: 'x' }]),
    'a message without a method': framed({ jsonrpc: '2.0' }),
    'an answer to nothing': framed({ jsonrpc: '2.0', id: 77, result: null }),
    'parameters that are none': framed({
      jsonrpc: '2.0',
      method: 'textDocument/didOpen',
      params: 5,
    }),
    'a document without a text': framed({
      jsonrpc: '2.0',
      method: 'textDocument/didOpen',
      params: { textDocument: { uri: 'file:///a.warren' } },
    }),
    'a change of what is not open': framed({
      jsonrpc: '2.0',
      method: 'textDocument/didChange',
      params: {
        textDocument: { uri: 'file:///none.warren', version: 2 },
        contentChanges: [{ text: 'x' }],
      },
    }),
    'the closing of what is not open': framed({
      jsonrpc: '2.0',
      method: 'textDocument/didClose',
      params: { textDocument: { uri: 'file:///none.warren' } },
    }),
    'the opening of what is open': [1, 2]
      .map((version) =>
        framed({
          jsonrpc: '2.0',
          method: 'textDocument/didOpen',
          params: {
            textDocument: { uri: 'file:///b.warren', languageId: 'warren', version, text: '{' },
          },
        }),
      )
      .join(''),
    'a change of lines that there are not': [
      framed({
        jsonrpc: '2.0',
        method: 'textDocument/didOpen',
        params: {
          textDocument: { uri: 'file:///b.warren', languageId: 'warren', version: 1, text: '{' },
        },
      }),
      framed({
        jsonrpc: '2.0',
        method: 'textDocument/didChange',
        params: {
          textDocument: { uri: 'file:///b.warren', version: 2 },
          contentChanges: [
            {
              range: { start: { line: 9, character: 9 }, end: { line: 3, character: 0 } },
              text: 'x',
            },
          ],
        },
      }),
    ].join(''),
    'the saving of what is not open': framed({
      jsonrpc: '2.0',
      method: 'textDocument/didSave',
      params: { textDocument: { uri: 'file:///none.warren' } },
    }),
    'a question about what is closed': framed({
      jsonrpc: '2.0',
      id: 'x',
      method: 'textDocument/completion',
      params: { ...hover, textDocument: { uri: 'file:///none.warren' } },
    }),
    'a URI that is none': framed({
      jsonrpc: '2.0',
      method: 'textDocument/didClose',
      params: { textDocument: { uri: '%%%' } },
    }),
    'the cancelling of no request': framed({
      jsonrpc: '2.0',
      method: '$/cancelRequest',
      params: { id: 99 },
    }),
  };
  for (const [name, text] of Object.entries(broken))
    it(`goes on after ${name}`, () =>
      inWorkspace({ 'a.warren': bad }, async (root) => {
        const { client, exits } = connect();
        const editor = await Editor.open(client, [root]);
        client.raw(text);
        assert.equal((await editor.diagnostics('a.warren')).length, 1);
        assert.deepEqual(exits, []);
      }));

  it('answers requests with wrong parameters with nothing, and logs them', async () => {
    const { client } = connect();
    await client.request('initialize', initialize);
    assert.equal(await client.request('textDocument/definition', {}), null);
    const logged = await client.until(({ method, params }) =>
      method === 'window/logMessage' && isObject(params) ? params['message'] : undefined,
    );
    assert.match(String(logged), /^An internal error, please report it: /);
  });

  it('tells of each of two workspace folders by itself, as they come and go', () =>
    inWorkspace({ 'one/a.warren': bad, 'two/a.warren': good }, async (root) => {
      const editor = await Editor.open(connect().client, [`${root}/one`]);
      await editor.told('a.warren', ({ length }) => length === 1);
      const folder = (name: string): object => ({
        uri: pathToFileURL(`${root}/${name}`).href,
        name,
      });
      const event = { added: [folder('two')], removed: [folder('one')] };
      editor.client.notify('workspace/didChangeWorkspaceFolders', { event });
      await editor.told('a.warren', ({ length }) => length === 0);
      assert.deepEqual(await editor.diagnostics('../two/a.warren'), []);
      assert.deepEqual(await editor.diagnostics('a.warren'), []);
    }));
});
