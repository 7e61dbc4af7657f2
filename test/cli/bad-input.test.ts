import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { inFolder } from '../source/temporary.js';
import type { Tree } from '../source/temporary.js';
import { readJson } from './json.js';
import { good, head, warren } from './warren.js';

/** What `check` says of a policy: the codes of its diagnostics, each once, in order. */
interface Case {
  readonly title: string;
  readonly tree: Tree;
  readonly prepare?: (folder: string) => void;
  readonly codes: readonly string[];
}

const many = (count: number, line: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => line(n)).join('');

const repeated = (text: string): Tree => ({ 'a.warren': text.repeat(20_000) });

/** Profiles that use each other twice, down to one that holds `last`. */
const twice = (last: string): Tree => ({
  'a.warren': `${good}${many(40, (n) => `profile p${n}() { p${n + 1}() p${n + 1}() }\n`)}
    profile p40() { ${last} }
    vhost v { allow r { p0() } }`,
});

const topology = (text?: string | Uint8Array): Tree => ({
  'a.warren': `${head}vhost v { topology "t.json" allow r { connect } }`,
  ...(text === undefined ? {} : { 't.json': text }),
});

const numbers = Array.from({ length: 1000 }, (_, n) => `a${n}`).join(', ');

const cases: readonly Case[] = [
  {
    title: 'invalid UTF-8',
    tree: { 'a.warren': Buffer.from('role \xff = x', 'latin1') },
    codes: ['invalid-utf8'],
  },
  {
    title: 'damage in one file and a mistake in another',
    tree: { 'a.warren': 'role a\0 = x', 'b.warren': 'vhost v { alow b { } }' },
    codes: ['nul-character', 'unknown-keyword'],
  },
  { title: 'NUL', tree: { 'a.warren': 'role a\0 = x' }, codes: ['nul-character'] },
  { title: 'a byte order mark', tree: { 'a.warren': `\uFEFF${good}` }, codes: ['byte-order-mark'] },
  { title: 'CRLF', tree: { 'a.warren': good.replaceAll('\n', '\r\n') }, codes: [] },
  { title: 'an empty file', tree: { 'a.warren': '' }, codes: ['empty-policy'] },
  { title: 'a comment alone', tree: { 'a.warren': '# later' }, codes: ['empty-policy'] },
  {
    title: 'a file that is too large',
    tree: { 'a.warren': '', 'b.warren': good },
    prepare: (folder) => {
      truncateSync(join(folder, 'a.warren'), 10 * 2 ** 20);
    },
    codes: ['file-too-large'],
  },
  { title: 'a folder named as a file', tree: { 'x.warren/a.warren': good }, codes: [] },
  {
    title: 'a folder that links to itself',
    tree: { 'a.warren': good },
    prepare: (folder) => {
      symlinkSync('.', join(folder, 'loop'));
    },
    codes: [],
  },
  { title: 'folders in folders', tree: { [`${'d/'.repeat(500)}a.warren`]: good }, codes: [] },
  {
    title: 'many files',
    tree: Object.fromEntries([
      ['a.warren', head],
      ...Array.from({ length: 500 }, (_, n) => [`${n}.warren`, `group g${n} = r`] as const),
    ]),
    codes: ['unused-name'],
  },
  { title: 'a long line', tree: { 'a.warren': 'x'.repeat(10 ** 6) }, codes: ['unexpected-token'] },
  { title: 'open braces', tree: repeated('{'), codes: ['unexpected-token'] },
  { title: 'closing braces', tree: repeated('}'), codes: ['stray-brace'] },
  { title: 'parentheses', tree: repeated('('), codes: ['unexpected-token'] },
  { title: 'quotes', tree: repeated('"'), codes: ['unexpected-token'] },
  {
    title: 'nested blocks',
    tree: repeated('on a {'),
    codes: ['unclosed-block', 'nested-too-deeply'],
  },
  {
    title: 'many unknown names',
    tree: { 'a.warren': `${head}group g = ${numbers}` },
    codes: ['unknown-name'],
  },
  { title: 'profiles that multiply', tree: twice('consume queue q'), codes: ['too-many-phrases'] },
  { title: 'profiles that multiply nothing', tree: twice(''), codes: ['too-many-phrases'] },
  {
    title: 'lists that multiply',
    tree: {
      'a.warren': `${head}vhost v { allow r { bind queue ${numbers} to exchange x key ${numbers} } }`,
    },
    codes: ['too-many-phrases'],
  },
  {
    title: 'a chain of profiles',
    tree: {
      'a.warren': `${good}${many(5000, (n) => `profile p${n}() { p${n + 1}() }\n`)}profile p5000() { connect } vhost v { allow r { p0() } }`,
    },
    codes: ['chain-too-long'],
  },
  {
    title: 'a circle of profiles',
    tree: {
      'a.warren': `${good}profile a() { b() } profile b() { a() a() } vhost v { allow r { a() } }`,
    },
    codes: ['circular-profile'],
  },
  {
    title: 'a chain of groups',
    tree: {
      'a.warren': `${good}${many(5000, (n) => `group g${n} = g${n + 1}\n`)}group g5000 = r vhost v { allow g0 { declare queue q } }`,
    },
    codes: [],
  },
  {
    title: 'a circle of groups',
    tree: { 'a.warren': `${good}group x = y group y = z, x group z = r` },
    codes: ['circular-group'],
  },
  {
    title: 'a chain of variables',
    tree: {
      'a.warren': `${head}broker b { ${many(5000, (n) => `let v${n} = \${v${n + 1}}\n`)}let v5000 = q } vhost v { queue \${v0} }`,
    },
    codes: ['chain-too-long'],
  },
  {
    title: 'variables that double',
    tree: {
      'a.warren': `${head}broker b { let v0 = xxxx ${many(40, (n) => `let v${n + 1} = \${v${n}}\${v${n}}\n`)} } vhost v { queue \${v40} }`,
    },
    codes: ['text-too-long'],
  },
  { title: 'no topology', tree: topology(), codes: ['unreadable-topology'] },
  {
    title: 'a folder as topology',
    tree: { ...topology(), 't.json/x': '' },
    codes: ['unreadable-topology'],
  },
  {
    title: 'a circle as topology',
    tree: topology(),
    prepare: (folder) => {
      symlinkSync('t.json', join(folder, 't.json'));
    },
    codes: ['unreadable-topology'],
  },
  {
    title: 'a topology that is no text',
    tree: topology(Buffer.from([0xff])),
    codes: ['unreadable-topology'],
  },
  {
    title: 'a topology over 64 MiB',
    tree: topology(''),
    prepare: (folder) => {
      truncateSync(join(folder, 't.json'), 2 ** 26 + 1);
    },
    codes: ['unreadable-topology'],
  },
  ...[
    '',
    '{"queues": [}',
    'null',
    '[]',
    '{"queues": 1}',
    '{"queues": [1]}',
    '{"queues": [{}]}',
    '{"queues": [{"name": 1}]}',
    '['.repeat(100_000) + ']'.repeat(100_000),
  ].map((text) => ({
    title: `the topology ${text.slice(0, 30)}`,
    tree: topology(text),
    codes: ['bad-topology'],
  })),
];

interface Report {
  readonly diagnostics: readonly { readonly code: string; readonly severity: string }[];
  readonly omitted?: number;
}

function isReport(value: object): value is Report {
  return 'diagnostics' in value && Array.isArray(value.diagnostics);
}

/** Paths that are no policy. */
const refused: readonly (readonly [path: string, message: string])[] = [
  ['none', 'none does not exist'],
  ['bare', 'bare holds no .warren file'],
  ['pipe.warren', 'pipe.warren is neither a regular file nor a folder'],
  ['.', 'pipe.warren is neither a regular file nor a folder'],
  ['/dev/zero', '/dev/zero is neither a regular file nor a folder'],
  ['loop', 'loop cannot be read: its symbolic links lead in a circle'],
  ['secret.txt', 'secret.txt cannot be read: permission is denied'],
  [
    'export.json',
    'export.json is no policy: `warren import export.json` makes one of what a broker has',
  ],
];

describe('a link out of the folder', () => {
  it('to the whole disk is refused, and ends soon', () => {
    inFolder({ 'p/a.warren': good, 'p/b/c.warren': '' }, (folder) => {
      for (const [name, target] of Object.entries({ 'p/all': '/', 'p/b/all': '../../../../../..' }))
        symlinkSync(target, join(folder, name));
      const { status, stdout, stderr } = warren(folder, ['check', 'p']);
      assert.deepEqual([status, stdout], [2, '']);
      assert.match(
        stderr,
        /p\/all is a link that leads out of the folder to more files than a policy has/,
      );
    });
  });

  it('to a folder that policies share is followed', () => {
    inFolder({ 'p/a.warren': head, 'shared/b.warren': good.slice(head.length) }, (folder) => {
      symlinkSync('../shared', join(folder, 'p/shared'));
      assert.match(warren(folder, ['check', 'p']).stdout, /^2 files, no problems: [^\n]*\n$/);
    });
  });
});

describe('bad input', () => {
  for (const { title, tree, prepare, codes } of cases)
    it(title, () => {
      inFolder(tree, (folder) => {
        prepare?.(folder);
        const { status, stdout, stderr } = warren(folder, ['check', '--format', 'json']);
        const { diagnostics } = readJson(stdout, isReport);
        assert.deepEqual(
          [...new Set(diagnostics.map(({ code }) => code))].sort(),
          [...codes].sort(),
        );
        const failed = diagnostics.some(({ severity }) => severity === 'error');
        assert.deepEqual([status, stderr], [failed ? 1 : 0, '']);
      });
    });

  it('caps a report, and counts what it leaves out', () => {
    const text = `vhost v { queue q never r {\n${many(20_000, (n) => `consume queue x${n}\n`)}} }`;
    inFolder({ 'a.warren': `${head}${text}` }, (folder) => {
      const shown = warren(folder, ['check']).stdout;
      assert.match(
        shown,
        /\n\nand 19,900 more `\S+` errors\n\n20,000 errors in 1 file\n`warren check --all` /,
      );
      const { stdout } = warren(folder, ['check', '--format', 'json']);
      const report = readJson(stdout, isReport);
      assert.deepEqual([report.diagnostics.length, report.omitted], [10_000, 10_000]);
    });
  });

  for (const [path, message] of refused)
    it(`refuses the path ${path}`, function () {
      if (process.geteuid?.() !== 0) return this.skip();
      inFolder(
        {
          'bare/x.txt': '',
          'secret.txt': good,
          'a.warren': good,
          'export.json': '{"users": [{"password_hash": "x"}]}',
        },
        (folder) => {
          chmodSync(join(folder, 'secret.txt'), 0);
          symlinkSync('loop', join(folder, 'loop'));
          assert.equal(spawnSync('mkfifo', [join(folder, 'pipe.warren')]).status, 0);
          assert.deepEqual(warren(folder, ['check', path], { uid: 65534 }), {
            status: 2,
            stdout: '',
            stderr: `warren: ${message}\n`,
          });
        },
      );
    });
});
