import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { CodeLens } from 'vscode-languageserver';
import { connect } from '../driver/connect.js';
import { Refused } from '../driver/client.js';
import { Editor } from '../driver/editor.js';
import { inWorkspace } from '../driver/workspace.js';

const policy = `
role checkout = arn:aws:iam::111122223333:role/checkout
role packer   = arn:aws:iam::111122223333:role/packer
vhost orders {
  exchange events topic
  queue work
  queue idle
  allow checkout { publish exchange events key order.* }
  allow packer { consume, declare queue work }
}
test "right" { vhost orders {
  can packer { consume queue work }
  never checkout { consume queue work }
} }
test "wrong" { vhost orders { never packer { consume queue work } } }
test "empty" { }
`;

/** Opens a policy and answers the resolved lenses of its only file. */
async function lensesIn<T>(
  text: string,
  body: (lenses: readonly CodeLens[], editor: Editor) => Promise<T>,
): Promise<T> {
  return inWorkspace({ 'main.warren': text }, async (root) => {
    const editor = await Editor.open(connect().client, [root]);
    editor.show('main.warren', text);
    const bare = await editor.ask('textDocument/codeLens', 'main.warren');
    assert.ok(Array.isArray(bare) && bare.every((lens) => CodeLens.is(lens)));
    const lenses: CodeLens[] = [];
    for (const lens of bare) {
      assert.equal(lens.command, undefined);
      const resolved = await editor.client.request('codeLens/resolve', lens);
      assert.ok(CodeLens.is(resolved));
      lenses.push(resolved);
    }
    return body(lenses, editor);
  });
}

function shown({ range, command }: CodeLens, text: string): string {
  const line = text.split('\n')[range.start.line] ?? '';
  return `${line.slice(range.start.character, range.end.character)}: ${command?.title ?? ''}`;
}

describe('lenses', () => {
  it('say which tests hold and who has access', () =>
    lensesIn(policy, (lenses) => {
      assert.deepEqual(
        lenses.map((lens) => shown(lens, policy)),
        [
          'test: holds: 2 claims',
          'test: fails: 1 of 1 claim',
          'test: claims nothing',
          'events: write: checkout',
          'work: configure: packer; read: packer',
          'idle: no role has access',
        ],
      );
      return Promise.resolve();
    }));

  it('say that tests were not run where the policy has errors', () =>
    lensesIn('test "t" { vhost v { can nobody { connect } } }', (lenses) => {
      assert.deepEqual(
        lenses.map(({ command }) => command?.title),
        ['not run: the policy has errors'],
      );
      return Promise.resolve();
    }));

  it('stay silent where their text is gone by now', () =>
    lensesIn(policy, async ([first], editor) => {
      editor.type('main.warren', { text: '# nothing' });
      const again = await editor.client.request('codeLens/resolve', {
        range: first?.range,
        data: first?.data,
      });
      assert.ok(CodeLens.is(again));
      assert.equal(again.command, undefined);
    }));

  it('lead to commands that tell more, and show it', () =>
    lensesIn(policy, async (lenses, editor) => {
      const run = async (at: number): Promise<unknown> => {
        const { command, arguments: given } = lenses[at]?.command ?? {};
        const answered = await editor.client.request('workspace/executeCommand', {
          command,
          arguments: given,
        });
        const message = await editor.client.until(({ method, params }) =>
          method === 'window/showMessage' ? params : undefined,
        );
        assert.deepEqual(message, { type: 3, message: answered });
        editor.client.notified.length = 0;
        return answered;
      };
      assert.match(String(await run(0)), /^ok {6}right .*\nFAILED {2}wrong /);
      assert.equal(
        await run(3),
        `configure on default
no role can do any of it

write on default
all of it:
  checkout
    rabbitmq.write:orders/events/order.*  from main.warren:8:20

read on default
no role can do any of it
`,
      );
    }));
});

describe('the commands of the server', () => {
  const run = (command: string, argument: object): Promise<unknown> =>
    lensesIn(policy, (_, editor) =>
      editor.client.request('workspace/executeCommand', {
        command,
        arguments: [{ uri: editor.uri('main.warren'), ...argument }],
      }),
    );

  it('tell all that a role gets', async () => {
    assert.equal(
      await run('warren.server.roleAccess', { role: 'packer' }),
      `default: packer, arn:aws:iam::111122223333:role/packer
  rabbitmq.configure:orders/work  from main.warren:9:18
  rabbitmq.read:orders/work  from main.warren:9:18
`,
    );
    assert.equal(
      await run('warren.server.roleAccess', { role: 'nobody' }),
      'There is no role nobody.\n',
    );
  });

  it('say what access the texts in the editor give and the last commit did not', () =>
    lensesIn(policy, async (_, editor) => {
      const uri = editor.uri('main.warren');
      const diff = (): Promise<unknown> =>
        editor.client.request('workspace/executeCommand', {
          command: 'warren.server.accessDiff',
          arguments: [{ uri }],
        });
      assert.match(String(await diff()), /not a git repository/);
      commitAll(editor.root);
      assert.equal(await diff(), 'The same access.\n');
      editor.type('main.warren', { text: policy.replace('consume, declare', 'consume') });
      assert.match(String(await diff()), /LOST declare queue work in vhost orders/);
      editor.type('main.warren', { text: 'vhost {' });
      assert.match(String(await diff()), /^the policy has errors\n/);
    }));

  for (const [name, params] of Object.entries({
    'an unknown one': {
      command: 'warren.server.nothing',
      arguments: [{ uri: 'file:///x.warren' }],
    },
    'one without an argument': { command: 'warren.server.testReport' },
    'one about a file of no policy': {
      command: 'warren.server.testReport',
      arguments: [{ uri: 'https://example.org/x' }],
    },
    'one with another argument': { command: 'warren.server.testReport', arguments: [7] },
  }))
    it(`refuse ${name}`, () =>
      lensesIn(policy, (_, editor) =>
        assert.rejects(editor.client.request('workspace/executeCommand', params), Refused),
      ));
});

function commitAll(folder: string): void {
  const git = (...args: readonly string[]): unknown =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
      cwd: folder,
    });
  git('init', '-q');
  git('add', '.');
  git('commit', '-q', '-m', 'first');
}
