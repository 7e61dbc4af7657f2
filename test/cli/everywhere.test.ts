import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { likesColour } from '#warren/cli/colour.js';
import { commands } from '#warren/cli/commands.js';
import { allDefinitions } from '#warren/diagnostics/registry.js';
import { printable } from '#warren/report/printable.js';
import { inFolder } from '../source/temporary.js';
import { bad, good, warren } from './warren.js';

/** A policy with a warning and no error. */
const warned = good.replace('consume queue q', 'consume queue *');

describe('help', () => {
  it('tells what --help tells, of everything and of each command', () => {
    inFolder({}, (folder) => {
      assert.equal(warren(folder, ['help']).stdout, warren(folder, ['--help']).stdout);
      for (const name of commands.keys()) {
        const { status, stdout } = warren(folder, ['help', name]);
        assert.equal(status, 0, name);
        assert.match(stdout, new RegExp(`^warren ${name}`));
        assert.equal(stdout, warren(folder, [name, '--help']).stdout);
      }
    });
  });

  it('shows the page of a code, without the marks of its notation', () => {
    const pages = allDefinitions.map(({ code }) => {
      const url = new URL(`../../docs/diagnostics/${code}.md`, import.meta.url);
      return { code, page: readFileSync(url, 'utf8') };
    });
    const [first, ...more] = pages.filter(({ page }) => page.includes('```'));
    assert.ok(more.length > 100);
    inFolder({}, (folder) => {
      for (const { code, page } of [first, more.at(-1)].flatMap((one) => one ?? [])) {
        const { status, stdout, stderr } = warren(folder, ['help', code]);
        assert.deepEqual([status, stderr], [0, '']);
        assert.ok(stdout.startsWith(`${code}\n`));
        assert.ok(!stdout.includes('```') && !/\]\(/.test(stdout));
        const example = /```warren gives[^\n]*\n(.*?)```/s.exec(page)?.[1] ?? '';
        for (const line of example.split('\n')) assert.ok(stdout.includes(printable(line)), line);
      }
    });
  });

  it('knows what was meant', () => {
    inFolder({}, (folder) => {
      const { status, stderr } = warren(folder, ['help', 'spil']);
      assert.equal(status, 2);
      assert.match(stderr, /there is no command and no code 'spil'\. Did you mean `spill`\?/);
      assert.equal(warren(folder, ['help', 'spill', 'x']).status, 2);
    });
  });
});

describe('a wrong use', () => {
  it('leads to the help of its command', () => {
    inFolder({}, (folder) => {
      assert.match(warren(folder, ['check', '--frmt']).stderr, /\nSee warren check --help\.\n$/);
      assert.match(warren(folder, ['nothing']).stderr, /\nSee warren --help\.\n$/);
    });
  });
});

describe('--quiet', () => {
  it('tells errors alone', () => {
    inFolder({ 'a.warren': good }, (folder) => {
      for (const args of [['check'], ['compile', '--out', 'out'], ['test']])
        assert.deepEqual(warren(folder, [...args, '--quiet']), {
          status: 0,
          stdout: '',
          stderr: '',
        });
      assert.notEqual(warren(folder, ['check']).stdout, '');
    });
    inFolder({ 'a.warren': warned }, (folder) => {
      assert.match(warren(folder, ['check']).stdout, /^warning\[/m);
      assert.equal(warren(folder, ['--quiet', 'check']).stdout, '');
      writeFileSync(join(folder, 'b.warren'), 'role x\n');
      const { status, stdout } = warren(folder, ['check', '--quiet']);
      assert.equal(status, 1);
      assert.match(stdout, /^error\[/m);
      assert.doesNotMatch(stdout, /^warning\[/m);
    });
  });

  it('tells of tests those that fail', () => {
    const tests = `${good}
test "holds" { vhost v { can r { consume queue q } } }
test "fails" { vhost v { never r { consume queue q } } }
`;
    inFolder({ 'a.warren': tests }, (folder) => {
      const { status, stdout } = warren(folder, ['test', '--quiet']);
      assert.equal(status, 1);
      assert.match(stdout, /^FAILED {2}fails/m);
      assert.doesNotMatch(stdout, /holds {2}/);
    });
  });
});

describe('colour', () => {
  it('follows what programs agree on', () => {
    const cases: [NodeJS.ProcessEnv, onTerminal: boolean, elsewhere: boolean][] = [
      [{}, true, false],
      [{ NO_COLOR: '1', FORCE_COLOR: '1' }, false, false],
      [{ NO_COLOR: '' }, true, false],
      [{ FORCE_COLOR: '1' }, true, true],
      [{ FORCE_COLOR: '0' }, true, false],
      [{ CLICOLOR_FORCE: '1' }, true, true],
      [{ CLICOLOR_FORCE: '0' }, true, false],
      [{ CLICOLOR: '0' }, false, false],
      [{ TERM: 'dumb' }, false, false],
      [{ TERM: 'dumb', CLICOLOR_FORCE: '1' }, true, true],
      [{ TERM: 'xterm-256color' }, true, false],
    ];
    for (const [env, onTerminal, elsewhere] of cases)
      assert.deepEqual(
        [likesColour(env, () => true), likesColour(env, () => false)],
        [onTerminal, elsewhere],
        JSON.stringify(env),
      );
  });

  it('is left out with --no-color, whatever the variables say', () => {
    inFolder({ 'a.warren': bad }, (folder) => {
      const env = { FORCE_COLOR: '1' };
      assert.ok(warren(folder, ['check'], { env }).stdout.includes('\u001B['));
      for (const args of [
        ['check', '--no-color'],
        ['--no-color', 'check'],
      ])
        assert.ok(!warren(folder, args, { env }).stdout.includes('\u001B['));
    });
  });
});

describe('a policy on standard input', () => {
  it('is checked, tested and compiled', () => {
    inFolder({}, (folder) => {
      const fine = warren(folder, ['check', '-'], { input: good }).stdout;
      assert.equal(fine, '1 file, no problems: 1 broker, 1 role, nothing claimed, 0 tests\n');
      const { status, stdout } = warren(folder, ['check', '-'], { input: bad });
      assert.equal(status, 1);
      assert.match(stdout, /^ +--> -:\d+:\d+$/m);
      assert.equal(warren(folder, ['test', '-'], { input: good }).status, 0);
      const compiled = warren(folder, ['compile', '-', '--out', 'out'], { input: good });
      assert.equal(compiled.status, 0);
      assert.match(compiled.stdout, /^out\/b: 3 files/m);
    });
  });

  it('finds what it names from the current folder', () => {
    const topology = JSON.stringify({ queues: [{ name: 'q', vhost: 'v' }] });
    const policy = good.replace('  queue q\n', '  topology "t.json"\n');
    inFolder({ 't.json': topology }, (folder) => {
      assert.equal(warren(folder, ['check', '-'], { input: policy }).status, 0);
      assert.equal(warren(folder, ['check', '-'], { input: policy.replace('t.', 'u.') }).status, 1);
    });
  });

  it('stands alone', () => {
    inFolder({ 'a.warren': good }, (folder) => {
      assert.equal(warren(folder, ['check', '-', 'a.warren'], { input: good }).status, 2);
      assert.equal(warren(folder, ['check', '-', '--watch'], { input: good }).status, 2);
    });
  });
});

describe('completion', () => {
  /** What bash offers for the last of some words. */
  function offered(folder: string, words: readonly string[]): readonly string[] {
    writeFileSync(join(folder, 'script'), warren(folder, ['completion', 'bash']).stdout);
    const line = words.map((word) => `'${word}'`).join(' ');
    const { stdout } = spawnSync(
      'bash',
      [
        '-c',
        `source ./script; COMP_WORDS=(${line}); COMP_CWORD=${words.length - 1}; _warren; printf '%s\\n' "\${COMPREPLY[@]}"`,
      ],
      { cwd: folder, encoding: 'utf8' },
    );
    return stdout.split('\n').filter((word) => word !== '');
  }

  it('offers in bash commands, options, their values, codes and files', () => {
    inFolder({ 'policy.warren': good }, (folder) => {
      const cases: [words: readonly string[], offers: readonly string[]][] = [
        [['c'], ['check', 'compile', 'can', 'completion']],
        [['check', '--format', 's'], ['sarif']],
        [['check', '--format', '=', 's'], ['sarif']],
        [
          ['deploy', '--yes-'],
          ['--yes-pending', '--yes-drop', '--yes-issuer'],
        ],
        [['help', 'lost'], ['lost-in-gap']],
        [['check', 'pol'], ['policy.warren']],
      ];
      for (const [words, offers] of cases)
        assert.deepEqual(offered(folder, ['warren', ...words]), offers);
    });
  });

  it('is refused for another shell', () => {
    inFolder({}, (folder) => {
      assert.equal(warren(folder, ['completion', 'tcsh']).status, 2);
      assert.equal(warren(folder, ['completion']).status, 2);
    });
  });
});
