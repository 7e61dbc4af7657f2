import assert from 'node:assert/strict';
import { commands } from '#warren/cli/commands.js';
import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '#warren/version.js';
import { inFolder } from '../source/temporary.js';
import { bad, good, program, warren } from './warren.js';

/** Where a wrong use is told to look: the help of the command, if it is one. */
function hint([name = '']: readonly string[]): string {
  return `See warren ${commands.has(name) ? `${name} ` : ''}--help.\n`;
}
const formats = 'text, json, sarif, github, junit';

/** Command lines that are wrong, and the one line that says why. */
const misuses: readonly (readonly [args: readonly string[], complaint: string])[] = [
  [['chek'], "there is no command 'chek'. Did you mean `check`?"],
  [['frobnicate'], "there is no command 'frobnicate'."],
  [['\u001b[31m'], "there is no command '\\u{1B}[31m'."],
  [['--formt'], "there is no command '--formt'."],
  [['--verion'], "there is no command '--verion'. Did you mean `--version`?"],
  [['version'], "there is no command 'version'. Did you mean `--version`?"],
  [['check', '--no-colour'], "Unknown option '--no-colour'. Did you mean `--no-color`?"],
  [['check', '--max-warnings', '-1'], "'--max-warnings' takes a whole number, 0 or more, not '-1'"],
  [['check', '--max-warnings', 'x'], "'--max-warnings' takes a whole number, 0 or more, not 'x'"],
  [['check', '--all=yes'], "Option '--all' takes no value"],
  [
    ['completion', 'bsh'],
    "there is no shell 'bsh' here; there are bash, zsh, fish. Did you mean `bash`?",
  ],
  [['check', '--formt', 'json'], "Unknown option '--formt'. Did you mean `--format`?"],
  [
    ['check', '--format', 'jsno'],
    "there is no format 'jsno' here; there are text, json, sarif, github, junit. Did you mean `json`?",
  ],
  [['check', '-x'], "Unknown option '-x'"],
  [['check', '--format'], "Option '--format' needs a value"],
  [
    ['compile', '--out', '--format', 'json'],
    "Option '--out' needs a value, and '--format' looks like an option; a value of that look is joined to it: --out=--format",
  ],
  [['check', '--format', 'xml'], `there is no format 'xml' here; there are ${formats}`],
  [['check', '--format='], `there is no format '' here; there are ${formats}`],
  [['check', '--format', 'json', '--format', 'text'], "Option '--format' is given twice"],
  [['check', ''], 'a path is empty'],
  [['check', '--out', 'x'], "Unknown option '--out'"],
  [['compile'], 'compile needs --out DIR'],
  [['compile', '--out='], 'compile needs --out DIR'],
  [['init', 'a', 'b'], 'init takes one folder'],
  [['init', ''], 'a path is empty'],
  [['init', '--force'], "Unknown option '--force'"],
];

describe('the command line', () => {
  for (const [args, complaint] of misuses)
    it(`refuses ${JSON.stringify(args)}`, () => {
      inFolder({ 'a.warren': good }, (folder) => {
        assert.deepEqual(warren(folder, args), {
          status: 2,
          stdout: '',
          stderr: `warren: ${complaint}\n${hint(args)}`,
        });
      });
    });

  it('names what is in a folder that stands where a file is wanted', () => {
    inFolder({ 'x/a': '', 'b/rabbitmq.conf': '', 'b/definitions.json': '' }, (folder) => {
      assert.deepEqual(
        ['x', 'b', 'b/'].map((path) => warren(folder, ['import', path]).stderr),
        [
          'warren: x is a folder; name the file in it, such as rabbitmq.conf or advanced.config or definitions.json\n',
          ...['', ''].map(() => 'warren: b is a folder; name b/rabbitmq.conf b/definitions.json\n'),
        ],
      );
    });
  });

  it('says where a link leads that leads nowhere', () => {
    inFolder({ 'a.warren': good }, (folder) => {
      symlinkSync('gone.warren', join(folder, 'b.warren'));
      const reason = 'warren: b.warren is a link to gone.warren, which does not exist\n';
      for (const path of ['.', 'b.warren'])
        assert.deepEqual(warren(folder, ['check', path]), {
          status: 2,
          stdout: '',
          stderr: reason,
        });
    });
  });

  it('without a command tells what there is, as a failure', () => {
    const { status, stdout, stderr } = warren('.', []);
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(
      stderr,
      /warren init .*\n.*warren check .*\n.*warren compile .*\n(.*\n)*.*warren diff /,
    );
    assert.deepEqual(warren('.', ['--help']), { status: 0, stdout: stderr, stderr: '' });
  });

  for (const command of ['check', 'compile', 'init']) {
    it(`explains ${command}`, () => {
      const { status, stdout, stderr } = warren('.', [command, '--help']);
      assert.deepEqual([status, stderr], [0, '']);
      assert.ok(stdout.startsWith(`warren ${command} [`));
      assert.deepEqual(warren('.', [command, '-h']).stdout, stdout);
    });
    it(`names the version, with ${command} too`, () => {
      const answer = { status: 0, stdout: `${version}\n`, stderr: '' };
      assert.deepEqual(warren('.', ['--version']), answer);
      assert.deepEqual(warren('.', [command, '--version']), answer);
    });
  }

  it('takes everything behind `--` for a path', () => {
    inFolder({ 'a.warren': good }, (folder) => {
      assert.deepEqual(warren(folder, ['check', '--', '--help']), {
        status: 2,
        stdout: '',
        stderr: 'warren: --help does not exist\n',
      });
    });
  });
});

describe('check', () => {
  it('checks the current folder by default', () => {
    inFolder(
      {
        'a.warren': good,
        'sub/b.warren': 'role s = arn:aws:iam::111122223333:role/s\nallow s { tag monitoring }\n',
      },
      (folder) => {
        const answer = {
          status: 0,
          stdout: '2 files, no problems: 1 broker, 2 roles, nothing claimed, 0 tests\n',
          stderr: '',
        };
        assert.deepEqual(warren(folder, ['check']), answer);
        assert.deepEqual(warren(folder, ['check', '.']), answer);
        assert.deepEqual(warren(folder, ['check', 'sub', 'a.warren']), answer);
      },
    );
  });

  it('says in its text whose internal users no claim is about', () => {
    const claim = 'vhost v { never anyone except r { purge queue q } }\n';
    const inside = 'broker b { internal-users on }\n';
    const line =
      "Internal users, those in the broker's own database, are outside every proof: keep none that nobody needs (`internal-users` in docs/language.md).\n";
    for (const [text, end] of [
      [good + claim + inside, line],
      [good + claim, ''],
      [good + inside, ''],
    ] as const)
      inFolder({ 'a.warren': text }, (folder) => {
        const said = text.includes('never') ? '1 claim proved' : 'nothing claimed';
        const numbers = `1 broker, 1 role, ${said}, 0 tests`;
        assert.equal(warren(folder, ['check']).stdout, `1 file, no problems: ${numbers}\n${end}`);
        assert.ok(!warren(folder, ['check', '--format', 'json']).stdout.includes('outside'));
      });
  });

  it('fails with errors, and not with warnings', () => {
    inFolder({ 'bad.warren': bad, 'bom.warren': `\uFEFF${good}` }, (folder) => {
      assert.equal(warren(folder, ['check', 'bad.warren']).status, 1);
      const { status, stdout } = warren(folder, ['check', 'bom.warren']);
      assert.equal(status, 0);
      assert.match(stdout, /^warning\[byte-order-mark\].*\n1 warning in 1 file\n$/s);
    });
  });

  it('reports as JSON in the documented shape', () => {
    inFolder({ 'p/bad.warren': bad }, (folder) => {
      const { status, stdout, stderr } = warren(folder, ['check', '--format', 'json']);
      assert.deepEqual([status, stderr], [1, '']);
      assert.deepEqual(JSON.parse(stdout), {
        diagnostics: [
          {
            code: 'unknown-name',
            severity: 'error',
            message: 'There is no role or group `nobody`.',
            file: 'p/bad.warren',
            range: { start: { line: 10, column: 9 }, end: { line: 10, column: 15 } },
            notes: [],
            fixes: [],
          },
        ],
      });
    });
  });

  const starts: readonly (readonly [format: string, start: RegExp])[] = [
    ['text', /^error\[unknown-name\]: /],
    ['sarif', /^\{"\$schema":/],
    ['github', /^::error file=a\.warren,line=10,/],
    ['junit', /^<\?xml /],
  ];
  for (const [format, start] of starts)
    it(`reports as ${format}`, () => {
      inFolder({ 'a.warren': bad }, (folder) => {
        const { status, stdout, stderr } = warren(folder, ['check', `--format=${format}`]);
        assert.deepEqual([status, stderr], [1, '']);
        assert.match(stdout, start);
      });
    });

  it('colours nothing but for a person, or when told to', () => {
    inFolder({ 'a.warren': bad }, (folder) => {
      const isColoured = (env: Record<string, string>): boolean =>
        warren(folder, ['check'], { env }).stdout.includes('\u001b[');
      assert.deepEqual(
        [{}, { FORCE_COLOR: '1' }, { FORCE_COLOR: '0' }, { FORCE_COLOR: '1', NO_COLOR: '1' }].map(
          isColoured,
        ),
        [false, true, false, false],
      );
    });
  });

  it('writes no control character of a path', () => {
    inFolder({ 'a\u001b[31m.warren': bad }, (folder) => {
      const { stdout } = warren(folder, ['check']);
      assert.ok(!stdout.includes('\u001b') && stdout.includes('a\\u{1B}[31m.warren'));
      const { stderr } = warren(folder, ['check', 'no\nsuch']);
      assert.equal(stderr, 'warren: no\\nsuch does not exist\n');
    });
  });

  it('ends quietly when the reader of its pipe leaves', () => {
    inFolder({ 'a.warren': 'x y\n'.repeat(20_000) }, (folder) => {
      const script = `"$0" "$1" check --format json; echo "exit $?" >&2`;
      const { stdout, stderr } = spawnSync(
        'bash',
        ['-c', `{ ${script}; } | head -1`, process.execPath, program],
        { cwd: folder, encoding: 'utf8' },
      );
      assert.deepEqual([stdout, stderr], ['{\n', 'exit 1\n']);
    });
  });

  it('says so when its output finds no room', () => {
    inFolder({ 'a.warren': bad }, (folder) => {
      const script = '"$0" "$1" check > /dev/full';
      const { status, stderr } = spawnSync('sh', ['-c', script, process.execPath, program], {
        cwd: folder,
        encoding: 'utf8',
      });
      const reason = 'no space is left on the device';
      assert.deepEqual([status, stderr], [2, `warren: the output cannot be written: ${reason}\n`]);
    });
  });
});
