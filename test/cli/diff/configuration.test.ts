import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inFolder, type Tree } from '../../source/temporary.js';
import { head, warren } from '../warren.js';
import { example, type Edit } from './examples.js';

const same = { status: 0, stdout: 'The same access.\n', stderr: '' };

/** Of two configurations nobody has said that the broker's own users are outside. */
const SAME_BUT_OWN_USERS =
  /^The same access\.\n(?:Outside of this comparison:\n {2}the broker's own users, out\/[^\n]+\n)?$/;

/** Runs `body` in a folder with a policy in `p` and what it compiles to in `out`. */
function compiled(tree: Tree, body: (folder: string) => void): void {
  inFolder(tree, (folder) => {
    const { status, stderr } = warren(folder, ['compile', 'p', '--out', 'out']);
    assert.equal(status, 0, stderr);
    body(folder);
  });
}

/** Changes a text that a file holds. */
function edit(folder: string, path: string, [from, to]: Edit): void {
  const text = readFileSync(join(folder, path), 'utf8');
  assert.ok(text.includes(from), from);
  writeFileSync(join(folder, path), text.replace(from, to));
}

describe('diff with a configuration', () => {
  const brokers: readonly (readonly [example: string, broker: string])[] = [
    ['tenants', 'tenants'],
    ['default-vhost', 'cellar'],
    ['two-environments', 'market-us'],
    ['two-environments', 'market-staging'],
  ];
  for (const [name, broker] of brokers)
    it(`finds the access of ${broker} in what it was compiled to`, () => {
      compiled(example(name, 'p'), (folder) => {
        const conf = `out/${broker}/rabbitmq.conf`;
        assert.deepEqual(warren(folder, ['diff', conf, 'p']), same);
        assert.deepEqual(warren(folder, ['diff', 'p', conf]), same);
        const { status, stdout } = warren(folder, ['diff', conf, conf]);
        assert.equal(status, 0);
        assert.match(stdout, SAME_BUT_OWN_USERS);
      });
    });

  it('tells a change in rabbitmq.conf, with its place', () => {
    compiled(example('tenants', 'p'), (folder) => {
      const conf = 'out/tenants/rabbitmq.conf';
      edit(folder, conf, ['t.read:tenant-%2A'.replace('%2A', '*'), 't.read:*']);
      const { status, stdout } = warren(folder, ['diff', 'p', conf]);
      assert.equal(status, 3);
      assert.match(
        stdout,
        /^broker tenants\n {2}role \w+ arn:aws:iam::111122223333:role\/tenants\//,
      );
      assert.match(
        stdout,
        /\+ GAINED .* in vhost \*, for example a, which it could not enter\n {8}new: .*, out\/tenants\/rabbitmq\.conf:\d+:\d+\n/,
      );
    });
  });

  it('reads advanced.config beside it', () => {
    compiled(example('default-vhost', 'p'), (folder) => {
      edit(folder, 'out/cellar/advanced.config', ['c.read:%2F/c%2B%2B%20builds', 'c.read:%2F/*']);
      const { stdout } = warren(folder, ['diff', 'p', 'out/cellar/rabbitmq.conf']);
      assert.match(
        stdout,
        /GAINED read resource a in vhost \/\n {8}new: read resource \*, out\/cellar\/advanced\.config:/,
      );
    });
  });

  const prefix =
    'auth_backends.1 = oauth2\nauth_oauth2.resource_server_id = b\nauth_oauth2.additional_scopes_key = sub\n';
  const policy = `${head}vhost v { allow r { consume queue q } }\n`;
  const alias = `auth_oauth2.scope_aliases.1.alias = arn:aws:iam::111122223333:role/r\nauth_oauth2.scope_aliases.1.scope =`;
  const nothing =
    /^broker b\n.*\n {4}- LOST consume queue q in vhost v, which it can no longer enter\n/;
  const variants: readonly (readonly [title: string, conf: string, stdout: RegExp])[] = [
    ['takes the audience and a dot for the prefix', `${prefix}${alias} b.read:v/q\n`, /^The same/],
    [
      'leaves out words that the broker ignores',
      `${prefix}${alias} b.read:v/q b.read:v c.read:v/x b.tag:no\n`,
      /^The same/,
    ],
    [
      'counts no alias that is not looked up in `sub`',
      `${prefix.replace('= sub', '= other')}${alias} b.read:v/q\n`,
      nothing,
    ],
    [
      'counts nothing where no backend asks for tokens',
      `${prefix.replace('oauth2\n', 'internal\n')}${alias} b.read:v/q\n`,
      nothing,
    ],
    [
      'counts nothing without an audience',
      `${prefix.replace(/.*resource_server_id.*\n/, 'auth_oauth2.scope_prefix = b.\n')}${alias} b.read:v/q\n`,
      nothing,
    ],
    [
      'shows aliases that are no ARN',
      `${prefix}${alias} b.read:v/q\nauth_oauth2.scope_aliases.2.alias = team\nauth_oauth2.scope_aliases.2.scope = b.read:v/\n`,
      /role team\n {4}\+ GAINED connect in vhost v, which/,
    ],
    [
      'minds no doubt about another setting',
      `${prefix}default_pass = $(nowhere)\n${alias} b.read:v/q\n`,
      /^The same/,
    ],
  ];
  for (const [title, conf, expected] of variants)
    it(title, () => {
      inFolder({ 'p.warren': policy, 'x.conf': conf }, (folder) => {
        assert.match(warren(folder, ['diff', 'p.warren', 'x.conf']).stdout, expected);
      });
    });

  const refused: readonly (readonly [title: string, conf: string, reason: string])[] = [
    [
      'what a broker would refuse',
      `${prefix}nonsense\n`,
      'x.conf:4:1: the broker does not start with this line; write `key = value`, or `#` before a comment',
    ],
    [
      'what cannot be known',
      `${prefix}include_optional = y\nauth_oauth2.scope_prefix = $(PREFIX)\n`,
      "x.conf:5:28: `$(PREFIX)` is a variable of the broker's environment, or a default; write its value here to compare",
    ],
  ];
  for (const [title, conf, reason] of refused)
    it(`cannot compare ${title}`, () => {
      inFolder({ 'p.warren': policy, 'x.conf': conf }, (folder) => {
        const answer = { status: 2, stdout: '', stderr: `warren: ${reason}\n` };
        assert.deepEqual(warren(folder, ['diff', 'p.warren', 'x.conf']), answer);
      });
    });

  it('compares what does not depend on the token, and tells what does', () => {
    const conf = (...scopes: readonly string[]): string =>
      `${prefix}${alias} ${scopes.map((scope) => `b.${scope}`).join(' ')}\n`;
    const files = {
      'p.warren': policy,
      'some.conf': conf('read:v/q', 'write:{vhost}/q'),
      'more.conf': conf('read:v/q', 'read:v/x', 'write:{vhost}/q'),
      'other.conf': conf('read:v/q', 'write:{sub}/q'),
    };
    const told = (file: string): RegExp =>
      new RegExp(
        `Not compared[^\\n]*\\n  \\w+: ${file}:5:48: what .write:.* depends on the token\\n`,
      );
    inFolder(files, (folder) => {
      const run = (...args: string[]): ReturnType<typeof warren> =>
        warren(folder, ['diff', ...args]);
      const some = run('some.conf', 'p.warren');
      assert.equal(some.status, 3, some.stderr);
      assert.match(some.stdout, /^What can be compared is the same\.\n/);
      assert.match(some.stdout, told('some\\.conf'));
      // What both sides have alike gives the same, whatever it is.
      assert.deepEqual(run('some.conf', 'some.conf').status, 0);
      const more = run('some.conf', 'more.conf');
      assert.match(more.stdout, /GAINED read resource x in vhost v/);
      assert.doesNotMatch(more.stdout, /Not compared/);
      const other = run('some.conf', 'other.conf');
      assert.deepEqual([other.status, other.stdout.match(/^ {2}(?:old|new): /gm)?.length], [3, 2]);
      assert.equal(run('p.warren', 'some.conf', '--no-new-access').status, 1);
      assert.equal(run('some.conf', 'p.warren', '--no-new-access').status, 0);
      const json: unknown = JSON.parse(run('some.conf', 'p.warren', '--format', 'json').stdout);
      assert.ok(typeof json === 'object' && json !== null && 'same' in json && 'unread' in json);
      assert.equal(json.same, false);
      assert.ok(Array.isArray(json.unread) && json.unread.length === 1);
    });
  });

  it('asks which broker is meant, and takes the answer', () => {
    const two = `${policy}broker c {\n  engine rabbitmq 4.3\n}\n`;
    const conf = `${prefix.replace('= b', '= other')}${alias} other.read:v/q\n`;
    inFolder({ 'p.warren': two, 'x.conf': conf }, (folder) => {
      const { status, stderr } = warren(folder, ['diff', 'p.warren', 'x.conf']);
      const asks = 'the configuration may be of any of the brokers b, c; name one with --broker';
      assert.deepEqual([status, stderr], [2, `warren: ${asks}\nSee warren diff --help.\n`]);
      const { stdout } = warren(folder, ['diff', 'p.warren', 'x.conf', '--broker', 'b']);
      assert.equal(
        stdout,
        `broker b
  whoever it lets in
    + GAINED tokens for \`other\`
        new: x.conf:2:34
    - LOST tokens for \`b\`
        old: p.warren:1:8

1 gained, 1 lost
`,
      );
      const none = warren(folder, ['diff', 'p.warren', 'x.conf', '--broker', 'd']).stderr;
      assert.equal(
        none,
        'warren: there is no broker `d`; there are b and c\nSee warren diff --help.\n',
      );
    });
  });
});
