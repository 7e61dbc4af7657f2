import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { inFolder, type Tree } from '../source/temporary.js';
import { bad, good, head, warren } from './warren.js';

/** A policy with one warning, `default-exchange`. */
const warned = `${head}
vhost v {
  allow r { publish exchange amq.default }
}
`;

/** Another policy without a flaw: a vhost more, with a broker and role that the first declares. */
const more = `vhost w {
  queue w
  allow r { consume queue w }
}
`;

/** What a run of `check` tells: its exit code, and code and severity of each diagnostic with its file. */
function checked(folder: string, ...args: readonly string[]): readonly string[] {
  const { status, stdout, stderr } = warren(folder, ['check', '--format', 'json', ...args]);
  assert.notEqual(stdout, '', stderr);
  const codes = stdout.matchAll(
    /"code": "(.*)",\n {6}"severity": "(.*)",[^]*?\n {6}"file": "(.*)"/g,
  );
  const told = Array.from(codes, ([, code = '', severity = '', file = '']) =>
    [severity, code, file].join(' '),
  );
  return [`exit ${status}`, ...told];
}

interface Case {
  readonly title: string;
  readonly tree: Tree;
  readonly args?: readonly string[];
  readonly told: readonly string[];
}

const plain = ['exit 0', 'warning default-exchange p.warren'];

const cases: readonly Case[] = [
  { title: 'an empty file', tree: { 'p.warren': warned, 'warren.yaml': '' }, told: plain },
  {
    title: 'keys without values',
    tree: {
      'p.warren': warned,
      'warren.yaml': 'ignore:\nseverity:\n  # spill: off\nmax-warnings:\n',
    },
    told: plain,
  },
  {
    title: 'a warning made an error',
    tree: { 'p.warren': warned, 'warren.yaml': 'severity: { default-exchange: error }' },
    told: ['exit 1', 'error default-exchange p.warren'],
  },
  {
    title: 'a warning turned off',
    tree: { 'p.warren': warned, 'warren.yaml': 'severity:\r\n  default-exchange: off\r\n' },
    told: ['exit 0'],
  },
  {
    title: 'an error may be called one',
    tree: { 'p.warren': good, 'warren.yaml': 'severity: { undeclared-name: error }' },
    told: ['exit 0'],
  },
  {
    title: 'an error cannot be lowered',
    tree: { 'p.warren': bad, 'warren.yaml': 'severity: { unknown-name: off }' },
    told: ['exit 1', 'error fixed-severity warren.yaml', 'error unknown-name p.warren'],
  },
  {
    title: 'nor an error of a code that is a warning elsewhere',
    tree: {
      'p.warren': `${head}vhost v {\n  queue q:\n  allow r { consume queue q }\n}\n`,
      'warren.yaml': 'severity: { trailing-colon: off }',
    },
    told: ['exit 1', 'error trailing-colon p.warren'],
  },
  {
    title: '@expect goes on to accept what is an error now',
    tree: {
      'p.warren': warned.replace('allow', '@expect(default-exchange, "replies") allow'),
      'warren.yaml': 'severity: { default-exchange: error }',
    },
    told: ['exit 0'],
  },
  {
    title: 'no warning is let pass',
    tree: { 'p.warren': warned, 'warren.yaml': 'max-warnings: 0' },
    told: ['exit 1', 'warning default-exchange p.warren'],
  },
  {
    title: 'one warning is let pass',
    tree: { 'p.warren': warned, 'warren.yaml': 'max-warnings: 1' },
    told: plain,
  },
  {
    title: '--max-warnings counts instead',
    tree: { 'p.warren': warned, 'warren.yaml': 'max-warnings: 0' },
    args: ['--max-warnings', '1'],
    told: plain,
  },
  {
    title: 'unknown words',
    tree: {
      'p.warren': good,
      'warren.yaml': 'ignored: []\nseverity:\n  spil: off\n  spill: hint\n  spill: off\n',
    },
    told: [
      'exit 1',
      'error unknown-config-key warren.yaml',
      'error unknown-severity-code warren.yaml',
      'error unknown-severity warren.yaml',
      'error duplicate-config-key warren.yaml',
    ],
  },
  ...[
    ['wrong kinds', 'ignore: drafts\nseverity: [spill]\nmax-warnings: -1\n', 3],
    ['globs that are none', 'ignore: ["", "!a", "/a", "../a", 1, [a], { a: b }]', 7],
    [
      'globs that nothing closes',
      'ignore: ["[[[", "a/[b", "{a,b", "a[!b]c", "{a,b}/*.warren", "\\\\[a"]',
      3,
    ],
    [
      'globs that say nothing',
      'ignore: ["[z-a]", "a[0-9b-a]", "@(a", "x/*(b|c", "+(a|@(b)", "a\\\\b", "a\\\\"]',
      7,
    ],
    ['a list', '- ignore', 1],
    ['a word', 'ignore', 1],
    ['no YAML', 'ignore: [a', 1],
    ['a tab', 'severity:\n\tspill: off', 1],
    ['an unknown tag', 'ignore: !x [a]', 1],
    ['several documents', 'ignore: [a]\n---\nignore: [b]', 1],
    ['an alias', 'ignore: &a [b]\nseverity: *a', 1],
    ['a circle', 'ignore: &a [*a]', 1],
    ['a key of several words', '? [a, b]\n: c', 1],
    ['a fraction', 'max-warnings: 0.5', 1],
    ['endless nesting', `ignore: ${'['.repeat(20_000)}`, 1],
    ['too much', `# ${'x'.repeat(70_000)}`, 1],
    ['too many globs', `ignore: [${'a, '.repeat(1_001)}]`, 1],
  ].map(([title, text, count]) => ({
    title: String(title),
    tree: { 'p.warren': good, 'warren.yaml': String(text) },
    told: [
      'exit 1',
      ...Array.from({ length: Number(count) }, () => 'error bad-config warren.yaml'),
    ],
  })),
  {
    title: 'aliases of aliases without end',
    tree: {
      'p.warren': good,
      'warren.yaml': `a0: &a0 [x]\n${Array.from({ length: 60 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]`).join('\n')}\nignore: *a60\n`,
    },
    told: [
      'exit 1',
      ...Array.from({ length: 61 }, () => 'error unknown-config-key warren.yaml'),
      'error bad-config warren.yaml',
    ],
  },
  ...[
    ['no YAML', 'ignore: [drafts', 'bad-config'],
    ['a misspelt `ignore`', 'ignroe: [drafts]', 'unknown-config-key'],
    ['an `ignore` that is no list', 'ignore: drafts', 'bad-config'],
    ['no UTF-8', new Uint8Array([0x61, 0xff]), 'invalid-utf8'],
  ].map(([what, text, code]) => ({
    title: `says nothing of files that it may leave out: ${String(what)}`,
    tree: { 'p.warren': bad, 'drafts/d.warren': bad, 'warren.yaml': text ?? '' },
    told: ['exit 1', `error ${String(code)} warren.yaml`, ''],
  })),
  ...[
    ['severity: { default-exchange: false }', 'unknown-severity'],
    ['severity: { default-exchnge: off }', 'unknown-severity-code'],
    ['severity: { default-exchange: off, default-exchange: error }', 'duplicate-config-key'],
    ['severities: { default-exchange: off }', 'unknown-config-key'],
    ['severity: off', 'bad-config'],
  ].map(([text = '', code = '']) => ({
    title: `says nothing of a code whose severity was not read: ${text}`,
    tree: { 'p.warren': warned, 'warren.yaml': text },
    told: ['exit 1', `error ${code} warren.yaml`, ''],
  })),
  {
    title: 'tells of other codes beside one whose severity was not read, behind it',
    tree: { 'p.warren': warned, 'warren.yaml': 'severity: { spill: 0 }' },
    told: ['exit 1', 'error unknown-severity warren.yaml', 'warning default-exchange p.warren', ''],
  },
  {
    title: 'a severity for what is an error is one mistake, whatever it is',
    tree: { 'p.warren': good, 'warren.yaml': 'severity: { undeclared-name: 0 }' },
    told: ['exit 1', 'error fixed-severity warren.yaml', ''],
  },
  {
    title: 'a byte order mark',
    tree: { 'p.warren': warned, 'warren.yaml': '\uFEFFseverity: { default-exchange: off }' },
    told: ['exit 0', 'warning byte-order-mark warren.yaml'],
  },
  {
    title: 'no UTF-8',
    tree: { 'p.warren': good, 'warren.yaml': new Uint8Array([0x61, 0xff]) },
    told: ['exit 1', 'error invalid-utf8 warren.yaml'],
  },
  {
    title: 'ignored files and folders',
    tree: {
      'p.warren': good,
      'drafts/a/b.warren': bad,
      'old/x.warren': bad,
      'later/x.warren': bad,
      'x/y.old.warren': bad,
      'warren.yaml': 'ignore: [drafts/**, old, later/, "**/*.old.{warren,txt}"]',
    },
    told: ['exit 0'],
  },
  {
    title: 'a glob that starts at the root alone',
    tree: { 'p.warren': good, 'a/b.warren': bad, 'warren.yaml': 'ignore: [b.warren]' },
    told: ['exit 1'],
  },
  {
    title: 'an ignored file that is named',
    tree: {
      'p.warren': good,
      'd/x.warren': 'vhost x { allow y { connect } }',
      'warren.yaml': 'ignore: [d]',
    },
    args: ['d/x.warren'],
    told: ['exit 1', 'error unknown-name d/x.warren'],
  },
  {
    title: 'a root in a root',
    tree: {
      'p.warren': warned,
      'warren.yaml': '',
      'a/p.warren': warned,
      'a/warren.yaml': 'severity: { default-exchange: error }',
      'a/b/p.warren': warned,
      'a/b/warren.yaml': 'severity: { default-exchange: off }',
    },
    told: ['exit 1', 'error default-exchange a/p.warren', 'warning default-exchange p.warren'],
  },
  {
    title: 'roots below a folder that is none',
    tree: { 'a/p.warren': good, 'a/warren.yaml': '', 'b/p.warren': warned, 'b/warren.yaml': '' },
    told: ['exit 0', 'warning default-exchange b/p.warren'],
  },
  {
    title: 'a root without a policy is passed over',
    tree: { 'p.warren': good, 'a/warren.yaml': '' },
    told: ['exit 0'],
  },
  {
    title: 'an ignored root is passed over',
    tree: {
      'p.warren': good,
      'warren.yaml': 'ignore: [a]',
      'a/p.warren': bad,
      'a/warren.yaml': '',
    },
    told: ['exit 0'],
  },
  {
    title: 'a folder in a root: the whole is read',
    tree: { 'p.warren': warned, 'warren.yaml': '', 'a/q.warren': more },
    args: ['a'],
    told: ['exit 0'],
  },
  {
    title: 'a file in a root, with errors elsewhere',
    tree: {
      'p.warren': warned,
      'warren.yaml': '',
      'q.warren': 'vhost w { allow nobody { connect } }',
    },
    args: ['p.warren'],
    told: ['exit 1', 'warning default-exchange p.warren'],
  },
  {
    title: 'a path twice, and with its root',
    tree: { 'p.warren': warned, 'warren.yaml': '', 'a/q.warren': more },
    args: ['a', 'a', '.', 'a/q.warren'],
    told: plain,
  },
];

describe('warren.yaml', () => {
  for (const { title, tree, args = [], told } of cases)
    it(title, () => {
      inFolder(tree, (folder) => {
        const found = checked(folder, ...args);
        // An empty line stands for the end.
        assert.deepEqual([...found, ''].slice(0, told.length), told);
      });
    });

  it('says where errors stand that are not told', () => {
    const tree = {
      'p.warren': good,
      'warren.yaml': '',
      'q.warren': 'vhost w { allow x { connect } }',
    };
    inFolder(tree, (folder) => {
      const { stdout, stderr } = warren(join(folder), ['check', 'p.warren']);
      assert.deepEqual(
        [stdout, stderr],
        ['', '1 error in other files of the policy: warren check .\n'],
      );
      mkdirSync(join(folder, 'sub'));
      assert.match(
        warren(join(folder, 'sub'), ['check', '../p.warren']).stderr,
        /: warren check \//,
      );
    });
  });

  it('says how many warnings are too many', () => {
    inFolder({ 'p.warren': warned }, (folder) => {
      const run = (...args: string[]): unknown => {
        const { status, stdout, stderr } = warren(folder, [...args]);
        return [status, stdout === '', stderr];
      };
      const line = '1 warning, and max-warnings lets pass 0\n';
      assert.deepEqual(run('check', '--quiet', '--max-warnings', '0'), [1, true, line]);
      assert.deepEqual(run('check', '--quiet', '--max-warnings=1'), [0, true, '']);
      assert.deepEqual(run('compile', '--quiet', '--max-warnings', '0', '--out', 'out'), [
        1,
        true,
        `${line}Nothing was written.\n`,
      ]);
      for (const wrong of ['-1', 'x', '1.5', ''])
        assert.match(
          warren(folder, ['check', `--max-warnings=${wrong}`]).stderr,
          /takes a whole number/,
        );
    });
  });

  it('that cannot be read ends every command', () => {
    inFolder({ 'p.warren': good, 'warren.yaml/x': '' }, (folder) => {
      const reason = 'warren: warren.yaml cannot be read: it is a folder\n';
      for (const args of [
        ['check'],
        ['compile', '--out', 'out'],
        ['fmt', '--check'],
        ['test'],
        ['can', 'r', 'connect', '--vhost', 'v'],
        ['diff', '.', '.'],
      ]) {
        const { status, stderr } = warren(folder, args);
        assert.deepEqual([args[0], status, stderr], [args[0], 2, reason]);
      }
    });
    inFolder({ 'p.warren': good }, (folder) => {
      symlinkSync('nowhere', join(folder, 'warren.yaml'));
      const { status, stderr } = warren(folder, ['check']);
      assert.deepEqual(
        [status, stderr],
        [2, 'warren: warren.yaml is a link to nowhere, which does not exist\n'],
      );
    });
  });

  it('that this user may not read ends a command', function () {
    if (process.geteuid?.() !== 0) return this.skip();
    inFolder({ 'p.warren': good, 'warren.yaml': '' }, (folder) => {
      chmodSync(join(folder, 'warren.yaml'), 0);
      const { status, stderr } = warren(folder, ['check'], { uid: 65534 });
      assert.deepEqual(
        [status, stderr],
        [2, 'warren: warren.yaml cannot be read: permission is denied\n'],
      );
    });
  });

  it('offers `off` for what YAML reads as false', () => {
    for (const value of ['false', 'no', 'none', '0'])
      inFolder({ 'p.warren': good, 'warren.yaml': `severity:\n  spill: ${value}\n` }, (folder) => {
        const { stdout } = warren(folder, ['check']);
        assert.ok(
          stdout.startsWith(
            `error[unknown-severity]: \`${value}\` is no severity for \`spill\`; there are \`error\`, \`warning\`, \`off\`. Did you mean \`off\`?\n`,
          ),
          stdout,
        );
        assert.ok(stdout.includes('= help: Write `off`'), stdout);
      });
  });

  it('is not written over by `fmt` and `--fix`, which leave alone what it may leave out', () => {
    const ugly = 'vhost   v { queue q }\n';
    inFolder({ 'p.warren': ugly, 'warren.yaml': 'ignore: [p.warren' }, (folder) => {
      for (const args of [['fmt'], ['fmt', '--check'], ['check', '--fix']]) {
        const { status, stdout, stderr } = warren(folder, args);
        assert.equal(status, 1);
        assert.match(stdout + stderr, /^error\[bad-config\]/);
        assert.equal(readFileSync(join(folder, 'p.warren'), 'utf8'), ugly);
      }
    });
  });

  it('is told to be no policy where it is given as one', () => {
    inFolder({ 'root/p.warren': good, 'root/warren.yaml': '' }, (folder) => {
      const ends = 'makes its folder the root of a policy and is none itself: give the folder,';
      for (const command of ['check', 'fmt', 'test']) {
        const { status, stderr } = warren(folder, [command, 'root/warren.yaml']);
        assert.deepEqual([status, stderr], [2, `warren: root/warren.yaml ${ends} root\n`]);
        const inRoot = warren(join(folder, 'root'), [command, 'warren.yaml']).stderr;
        assert.equal(inRoot, `warren: warren.yaml ${ends} .\n`);
      }
    });
  });

  it('counts for standard input', () => {
    inFolder({ 'warren.yaml': 'severity: { default-exchange: off }', 'sub/x': '' }, (folder) => {
      const { stdout } = warren(join(folder, 'sub'), ['check', '-'], { input: warned });
      assert.match(stdout, /^1 file, no problems/);
    });
  });

  it('has severities in every format', () => {
    const tree = { 'p.warren': warned, 'warren.yaml': 'severity: { default-exchange: error }' };
    inFolder(tree, (folder) => {
      const told = {
        text: /^error\[default-exchange\]/,
        json: /"severity": "error"/,
        sarif: /"ruleId":"default-exchange","ruleIndex":0,"level":"error"/,
        github: /^::error /,
        junit: /<failure type="default-exchange"/,
      };
      for (const [format, shape] of Object.entries(told)) {
        const { status, stdout } = warren(folder, ['check', '--format', format]);
        assert.equal(status, 1);
        assert.match(stdout, shape);
      }
      // A lint that is an error stops what is written, not what is asked.
      assert.equal(warren(folder, ['compile', '--out', 'out']).status, 1);
      assert.equal(warren(folder, ['can', 'r', 'connect', '--vhost', 'v']).status, 0);
      assert.equal(warren(folder, ['diff', '.', '.']).status, 0);
    });
  });

  it('makes several policies, of which some commands take one', () => {
    const tree = {
      'a/p.warren': good,
      'a/warren.yaml': '',
      'b/p.warren': good,
      'b/warren.yaml': '',
    };
    inFolder(tree, (folder) => {
      const reason =
        'warren: . holds several policies, each with a warren.yaml of its own; name one of a, b\n';
      for (const args of [
        ['compile', '--out', 'out'],
        ['can', 'r', 'connect', '--vhost', 'v'],
        ['explain', 'r', 'connect', '--vhost', 'v'],
        ['who', 'connect'],
        ['diff', '.', 'a'],
        ['deploy', '--broker', 'b'],
      ])
        assert.deepEqual([args[0], warren(folder, args).stderr], [args[0], reason]);
      assert.equal(warren(folder, ['compile', 'a', '--out', 'out']).status, 0);
      assert.equal(
        warren(folder, ['can', 'r', 'connect', '--vhost', 'v', '--policy', 'b']).status,
        0,
      );
      assert.match(
        warren(folder, ['check']).stdout,
        /^a: 1 file, no problems: .*\nb: 1 file, no problems: .*\n$/,
      );
      assert.equal(warren(folder, ['fmt', '--check']).status, 0);
      assert.equal(warren(folder, ['test']).status, 0);
    });
  });

  it('takes one YAML document, and says so in its own words', () => {
    inFolder(
      { 'p.warren': good, 'warren.yaml': '---\nignore: []\n---\nmax-warnings: 0\n' },
      (folder) => {
        const { status, stdout } = warren(folder, ['check']);
        assert.equal(status, 1);
        assert.match(stdout, /^error\[bad-config\]: The file holds several YAML documents\./);
        assert.match(stdout, /warren\.yaml:3:1\n/);
      },
    );
  });

  it('takes a root that is given itself, without the roots in it, where one policy is wanted', () => {
    const tree = {
      'p.warren': good,
      'warren.yaml': '',
      'inner/p.warren': good.replaceAll('connect', 'tag monitoring'),
      'inner/warren.yaml': '',
    };
    inFolder(tree, (folder) => {
      for (const args of [
        ['compile', '--out', 'out'],
        ['can', 'r', 'connect', '--vhost', 'v'],
        ['can', 'r', 'connect', '--vhost', 'v', '--policy', folder],
        ['diff', '.', '.'],
      ])
        assert.deepEqual(
          [args[0], warren(folder, args).status, warren(folder, args).stderr],
          [args[0], 0, ''],
        );
    });
  });

  it('has `fmt` and `test` keep to the part that is given', () => {
    const ugly = 'vhost   w { queue w }\ntest "t" { vhost w { can r { connect } } }\n';
    inFolder(
      {
        'p.warren': good,
        'warren.yaml': '',
        'a/q.warren': ugly,
        'b/x.warren': ugly.replaceAll('w', 'x'),
      },
      (folder) => {
        const { stdout } = warren(folder, ['fmt', '--check', 'a']);
        assert.equal(stdout, 'a/q.warren\n');
        assert.match(
          warren(folder, ['test', 'a']).stdout,
          /^FAILED {2}t {2}a\/q\.warren:2:1\n1 test, 1 failed\n/,
        );
      },
    );
  });
});
