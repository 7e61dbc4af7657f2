import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a newcomer does after an edit, if there is one, and what is told then. */
interface Step {
  readonly what: string;
  /** One text of the policy in the place of another. */
  readonly edit?: readonly [from: string, to: string];
  readonly command: readonly [program: string, ...args: readonly string[]];
  readonly status: number;
  readonly told: RegExp;
}

const identity = ['-c', 'user.name=newcomer', '-c', 'user.email=newcomer@example.org'];
const right = 'declare, consume queue orders.work';
const wrong = right.replace('work', 'wrok');
const published = 'publish exchange orders.events key order.*';
const forbidden = `${published}\n    consume queue orders.*`;
const more = `${right}\n    publish exchange orders.events key order.done`;
const quiet = /^1 file, no problems: 1 broker, 2 roles, 4 claims proved, 1 test\n/;

/** From an empty folder to who gains what by a change, each step as it is typed. */
function stepsOf(archive: string): readonly Step[] {
  return [
    {
      what: 'install it',
      command: ['npm', 'install', '--no-audit', '--no-fund', `./${archive}`],
      status: 0,
      told: /^\nadded 1 package in /,
    },
    {
      what: 'start with a policy that works',
      command: ['npx', 'warren', 'init'],
      status: 0,
      told: /^policy\.warren\nwarren\.yaml\n\nNext:\n/,
    },
    { what: 'check it', command: ['npx', 'warren', 'check'], status: 0, told: quiet },
    {
      what: 'break it: two letters change places',
      edit: [right, wrong],
      command: ['npx', 'warren', 'check'],
      status: 1,
      told: /^error\[undeclared-name\][^]*Did you mean `orders\.work`\?\n {2}--> policy\.warren:26:28\n[^]*\n1 error in 1 file\n/,
    },
    {
      what: 'mend it',
      edit: [wrong, right],
      command: ['npx', 'warren', 'check'],
      status: 0,
      told: quiet,
    },
    {
      what: 'grant what a guardrail forbids',
      edit: [published, forbidden],
      command: ['npx', 'warren', 'check'],
      status: 1,
      told: /^error\[never-violated\][^]*`checkout` can `consume queue orders\.work`[^]*\n1 error in 1 file\n/,
    },
    {
      what: 'take it back',
      edit: [forbidden, published],
      command: ['npx', 'warren', 'check'],
      status: 0,
      told: quiet,
    },
    {
      what: "write the broker's files and the roles' policies",
      command: ['npx', 'warren', 'compile', '--out', 'out'],
      status: 0,
      told: /^out\/orders: 4 files, [^]*\nNext:\n/,
    },
    {
      what: 'run the tests',
      command: ['npx', 'warren', 'test'],
      status: 0,
      told: /^ok +an order gets through .*\n1 test, all hold\n$/,
    },
    {
      what: 'make the folder a repository',
      command: ['git', 'init', '--quiet'],
      status: 0,
      told: /^$/,
    },
    {
      what: 'name the files to keep',
      command: ['git', 'add', 'policy.warren', 'warren.yaml'],
      status: 0,
      told: /^$/,
    },
    {
      what: 'keep them',
      command: ['git', ...identity, 'commit', '--quiet', '--message', 'The first policy'],
      status: 0,
      told: /^$/,
    },
    {
      what: 'grant more, and see who gains what',
      edit: [right, more],
      command: ['npx', 'warren', 'diff', '--git', 'HEAD'],
      status: 3,
      told: /fulfiller[^]*GAINED[^]*order\.done[^]*\n\d+ gained, 0 lost\n$/,
    },
  ];
}

/** A step that was done, and how long it took, in seconds. */
export interface Done {
  readonly what: string;
  readonly typed: string;
  readonly seconds: number;
}

/**
 * Does all of it in an empty folder, with the package as npm packs it.
 *
 * @throws AssertionError where a step tells something else than it should
 */
export function walk(folder: string): readonly Done[] {
  spawnSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
    cwd: root,
  });
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  assert.ok(archive !== undefined);
  return stepsOf(archive).map(({ what, edit, command, status, told }) => {
    if (edit !== undefined) change(join(folder, 'policy.warren'), edit);
    const [program, ...args] = command;
    const typed = [program, ...args.filter((word) => !identity.includes(word))].join(' ');
    const start = performance.now();
    const ended = spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
    const seconds = (performance.now() - start) / 1_000;
    const output = ended.stdout + ended.stderr;
    assert.equal(ended.status, status, `${what}: ${typed}\n${output}`);
    assert.match(output, told, `${what}: ${typed}`);
    return { what, typed, seconds };
  });
}

function change(path: string, [from, to]: readonly [string, string]): void {
  const text = readFileSync(path, 'utf8');
  assert.ok(text.includes(from), `${path} does not hold ${from}`);
  // In the first place alone.
  writeFileSync(path, text.replace(from, to));
}
