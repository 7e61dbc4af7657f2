import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseEngine } from '#warren/rabbitmq/parse-engine.js';
import { importPolicy, type ImportResult, type Inputs } from '#warren/import/import.js';
import { countChanges } from '#warren/prove/diff/diff.js';
import { Source } from '#warren/source/source.js';
import { inFolder, type Tree } from '../source/temporary.js';
import { warren } from '../cli/warren.js';

const goldenOf = (path: string): string =>
  readFileSync(new URL(`golden/${path}`, import.meta.url), 'utf8');

function imported(inputs: Inputs): ImportResult {
  const engine = parseEngine('amazon-mq', '4.2');
  assert.ok(engine.ok);
  const mapped = new Map<string, string>();
  return importPolicy(inputs, {
    engine: engine.engine,
    engineText: 'amazon-mq 4.2',
    mapped,
    cwd: '/',
  });
}

/** Whether an import tells no secret, and gives nothing that its files do not. */
function isHarmless(result: ImportResult): boolean {
  const told =
    result.kind === 'imported'
      ? [result.imported.text, ...result.imported.remarks]
      : result.kind === 'unable'
        ? result.reasons
        : [];
  assert.doesNotMatch(told.join('\n'), /never-shown/);
  if (result.kind !== 'imported') return result.kind === 'unable';
  return countChanges(result.imported.differences).gained === 0;
}

const cuts = (text: string, every: number): readonly string[] =>
  Array.from({ length: Math.ceil(text.length / every) }, (_, at) => text.slice(0, at * every));

function run(tree: Tree, ...args: string[]): ReturnType<typeof warren> {
  return inFolder(tree, (folder) => warren(folder, ['import', ...args]));
}

describe('an import of bad input', () => {
  for (const name of ['amazon-mq', 'dead-scopes', 'variables', 'same-index'])
    it(`takes ${name} cut anywhere`, () => {
      for (const text of cuts(goldenOf(`${name}/rabbitmq.conf`), 7))
        assert.ok(isHarmless(imported({ conf: new Source('rabbitmq.conf', text) })), text);
    });

  it('takes an advanced.config cut anywhere', () => {
    for (const text of cuts(goldenOf('aliases-alone/advanced.config'), 5))
      assert.ok(isHarmless(imported({ advanced: new Source('advanced.config', text) })), text);
  });

  it('refuses a definitions export cut anywhere', () => {
    for (const text of cuts(goldenOf('users/definitions.json').trimEnd(), 11)) {
      const result = imported({ definitions: new Source('definitions.json', text) });
      assert.equal(result.kind, 'unable', text);
      assert.ok(isHarmless(result));
    }
  });

  it('refuses exports whose parts are of other types', () => {
    const parts = [
      '1',
      'null',
      '"x"',
      '[]',
      '{}',
      '[1]',
      '[[]]',
      '[{}]',
      '[{"name": 1}]',
      '{"a": []}',
    ];
    for (const list of [
      'users',
      'vhosts',
      'permissions',
      'topic_permissions',
      'queues',
      'exchanges',
      'policies',
    ])
      for (const part of parts) {
        const definitions = new Source('d.json', `{"${list}": ${part}}`);
        assert.ok(isHarmless(imported({ definitions })), `${list} ${part}`);
      }
  });

  it('writes nothing where it cannot read', () => {
    const cases: readonly (readonly [Tree, string[], RegExp])[] = [
      [{}, [], /import takes one file at least/],
      [{}, ['gone.conf'], /gone\.conf/],
      [{ 'a.json': '{"users": [' }, ['a.json'], /a\.json: it is not JSON: line 1, column 12/],
      [{ 'a.conf': 'no setting\n' }, ['a.conf'], /a\.conf:1:1: the broker does not start/],
      [{ 'advanced.config': '[{rabbit, f(1)}].' }, ['advanced.config'], /advanced\.config:1:/],
      [{ 'a.conf': '', 'b.conf': '' }, ['a.conf', 'b.conf'], /are both a rabbitmq\.conf; name one/],
      [{ 'a.conf': '' }, ['a.conf', '--engine', 'rabbitmq 2.0'], /is no engine/],
      [{ 'a.conf': '' }, ['a.conf', '--map', 'x'], /--map takes USER=ARN/],
      [{ 'a.conf': '' }, ['a.conf', '--map', 'x=arn:aws:iam::1:role/x'], /is not an account/],
      [
        { 'a.conf': '' },
        ['a.conf', '--map=x=arn:aws:iam::111122223333:role/x'],
        /no alias or user/,
      ],
      [{ 'a.json': new Uint8Array([0x7b, 0xff]) }, ['a.json'], /no UTF-8 text/],
    ];
    for (const [tree, args, wanted] of cases) {
      const { status, stdout, stderr } = run(tree, ...args);
      assert.deepEqual([status, stdout], [2, ''], stderr);
      assert.match(stderr, wanted);
    }
  });

  it('refuses files of another kind, and what is no text', () => {
    const utf16 = Buffer.from('auth_backends.1 = oauth2\n', 'utf16le');
    const cases: readonly (readonly [Tree, RegExp])[] = [
      [
        { 'a.conf': new Uint8Array([0xff, 0xfe, ...utf16]) },
        /a\.conf:1:1 holds something that is no UTF-8 text/,
      ],
      [{ 'a.conf': new Uint8Array(utf16) }, /a\.conf:1:2 holds something that is no UTF-8 text/],
      [{ 'a.conf': '\0' }, /a\.conf:1:1 holds something that is no UTF-8 text/],
      [{ 'a.conf': '{"users": []}' }, /a\.conf:1:1: the broker does not start/],
      [{ 'a.conf': '<html><body>404' }, /a\.conf:1:1: the broker does not start/],
      [{ 'a.json': '<html><body>404' }, /a\.json: it is not JSON: line 1, column 1/],
      [{ 'a.json': 'auth_backends.1 = oauth2' }, /a\.json: it is not JSON: line 1, column 1/],
      [{ 'a.json': '{"users": []}\0' }, /a\.json:1:14 holds something that is no UTF-8 text/],
      [{ 'a.json': '[]' }, /a\.json: it is not a definitions export, which is a JSON object/],
      [{ 'a.config': 'a = b' }, /a\.config:1:3: this is no Erlang term/],
      [{ 'a.config': '{"users": []}.' }, /a\.config:1:/],
      [
        { 'policy.warren': 'role a = b' },
        /policy\.warren is a policy already; import reads what a broker has/,
      ],
    ];
    for (const [tree, wanted] of cases) {
      const { status, stdout, stderr } = run(tree, ...Object.keys(tree));
      assert.deepEqual([status, stdout], [2, ''], stderr);
      assert.match(stderr, wanted);
    }
  });

  it('takes lines of a megabyte, and terms and objects that nest deep', () => {
    const long = `auth_backends.1 = oauth2\nauth_oauth2.resource_server_id = r\nauth_oauth2.scope_aliases.a = ${'r.read:v/a '.repeat(100_000)}\n`;
    assert.ok(isHarmless(imported({ conf: new Source('a.conf', long) })));
    for (const text of ['['.repeat(100_000), `[${'{'.repeat(100_000)}`])
      assert.ok(isHarmless(imported({ advanced: new Source('advanced.config', text) })));
    const deep = `{"users": ${'['.repeat(100_000)}`;
    assert.ok(isHarmless(imported({ definitions: new Source('d.json', deep) })));
  });

  it('shows no character that a terminal obeys, and no line that is none', () => {
    const odd = 'a\nThe same access\u001b[31m\u202e`"\\${x}*# b';
    const definitions = JSON.stringify({
      users: [{ name: odd, tags: odd, password_hash: 'never-shown' }],
      vhosts: [{ name: odd }, { name: 'v' }],
      permissions: [
        { user: odd, vhost: odd, configure: odd, write: '.*', read: '' },
        {
          user: odd,
          vhost: 'v',
          configure: '^\u202e"$',
          write: '^\\$\\{x\\}#.*',
          read: '(?=never)',
        },
      ],
      topic_permissions: [{ user: odd, vhost: 'v', exchange: odd, write: odd, read: odd }],
      queues: [{ name: odd, vhost: 'v', arguments: { 'x-dead-letter-exchange': odd } }],
      exchanges: [{ name: '\u202e', vhost: 'v', type: odd, arguments: {} }],
    });
    const { status, stdout, stderr } = run({ 'd.json': definitions }, 'd.json');
    assert.equal(status, 0, stderr);
    assert.doesNotMatch(stdout + stderr, /(?!\n)\p{C}|never-shown/u);
    assert.equal(stderr.split('\n').filter((line) => line.startsWith('The same access')).length, 1);
  });

  it('takes many expressions that explode', () => {
    const users = Array.from({ length: 200 }, (_, at) => ({ name: `u${at}`, tags: '' }));
    const permissions = users.map(({ name }, at) => {
      const explosive = `.{0,${700 + at}}a.{900}`;
      return { user: name, vhost: '/', configure: explosive, write: explosive, read: '^(a+)+$' };
    });
    const text = JSON.stringify({ users, vhosts: [{ name: '/' }], permissions });
    assert.ok(isHarmless(imported({ definitions: new Source('d.json', text) })));
  });
});
