import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plant } from '../source/temporary.js';
import { bad, good, head, warren } from './warren.js';
import { watching, type Watching } from './watching.js';

const fine = /no problems: [^\n]*\n$/;
const broken = /1 error in 1 file\n$/;

/** Lets `work` change a folder that is watched, after the first check of the files given. */
async function inWatched(
  files: Readonly<Record<string, string>>,
  paths: readonly string[],
  work: (watched: Watching, folder: string) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'warren-watch-'));
  try {
    plant(folder, files);
    await watching(folder, paths, (watched) => work(watched, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Case {
  readonly what: string;
  readonly files: Readonly<Record<string, string>>;
  readonly paths: readonly string[];
  /** What the first check says. */
  readonly first: RegExp;
  /** Each change of the folder, with what the check after it says. */
  readonly steps: readonly (readonly [change: (folder: string) => void, says: RegExp])[];
}

const write =
  (name: string, text: string) =>
  (folder: string): void => {
    plant(folder, { [name]: text });
  };

/** As editors write who keep the old file until the new one is whole. */
const writeByRename =
  (name: string, text: string) =>
  (folder: string): void => {
    writeFileSync(join(folder, `${name}.new`), text);
    renameSync(join(folder, `${name}.new`), join(folder, name));
  };

const remove =
  (name: string) =>
  (folder: string): void => {
    rmSync(join(folder, name), { recursive: true });
  };

const rename =
  (from: string, to: string) =>
  (folder: string): void => {
    renameSync(join(folder, from), join(folder, to));
  };

const exported = `${head}
vhost v {
  topology "../broker/definitions.json"

  allow r { consume queue q }
}
`;
const definitions = (queue: string): string => JSON.stringify({ queues: [{ name: queue }] });

const cases: readonly Case[] = [
  {
    what: 'a file that is written in place, and written back',
    files: { 'a.warren': good },
    paths: [],
    first: fine,
    steps: [
      [write('a.warren', bad), /^-- \d\d:\d\d:\d\d a\.warren -+\n[^]*1 error in 1 file\n$/],
      [write('a.warren', good), fine],
    ],
  },
  {
    what: 'a file that is replaced by another, more than once',
    files: { 'a.warren': good },
    paths: ['.'],
    first: fine,
    steps: [
      [writeByRename('a.warren', bad), broken],
      [writeByRename('a.warren', good), fine],
      [writeByRename('a.warren', bad), broken],
    ],
  },
  {
    what: 'a file given by its name',
    files: { 'a.warren': good, 'b.warren': bad },
    paths: ['a.warren'],
    first: fine,
    steps: [
      [writeByRename('a.warren', bad), broken],
      [remove('a.warren'), /a\.warren does not exist\n$/],
      [write('a.warren', good), fine],
    ],
  },
  {
    what: 'files in folders that come later, and go',
    files: { 'a.warren': good },
    paths: [],
    first: fine,
    steps: [
      [write('new/deep/b.warren', 'vhost v { allow nobody { connect } }'), broken],
      [rename('new', 'old'), /^-- \S+ .*new\/deep\/b\.warren.* -+\n[^]*old\/deep\/b\.warren:1:17/],
      [
        write('old/deep/b.warren', 'vhost v { allow r { connect } }'),
        /^-- .*\n2 files, no problems: [^\n]*\n$/,
      ],
      [remove('old'), /^-- .*\n1 file, no problems: [^\n]*\n$/],
    ],
  },
  {
    what: 'a folder that is taken away and comes back',
    files: { 'policy/a.warren': good },
    paths: ['policy'],
    first: fine,
    steps: [
      [remove('policy'), /policy does not exist\n$/],
      [write('policy/a.warren', bad), broken],
      [rename('policy', 'elsewhere'), /policy does not exist\n$/],
      [rename('elsewhere', 'policy'), broken],
      [write('policy/a.warren', good), fine],
    ],
  },
  {
    what: 'the last policy file of a folder',
    files: { 'a.warren': good },
    paths: [],
    first: fine,
    steps: [
      [remove('a.warren'), /no \.warren file/],
      [write('b.warren', good), fine],
    ],
  },
  {
    what: 'a topology outside of the folder, also before it exists',
    files: { 'policy/a.warren': exported },
    paths: ['policy'],
    first: broken,
    steps: [
      [write('broker/definitions.json', definitions('q')), fine],
      [writeByRename('broker/definitions.json', definitions('p')), /undeclared-name/],
      [remove('broker'), /unreadable-topology/],
      [write('broker/definitions.json', definitions('q')), fine],
    ],
  },
];

describe('warren check --watch', () => {
  for (const { what, files, paths, first, steps } of cases)
    it(`follows ${what}`, () =>
      inWatched(files, paths, async ({ until }, folder) => {
        await until(first);
        for (const [change, says] of steps) {
          change(folder);
          await until(says);
        }
      }));

  it('checks nothing for files that are no part of the policy', () =>
    inWatched({ 'a.warren': good }, [], async ({ until }, folder) => {
      await until(fine);
      plant(folder, { 'notes.txt': 'x', 'node_modules/b.warren': bad, '.git/c.warren': bad });
      mkdirSync(join(folder, 'empty'));
      plant(folder, { 'd.warren': '# nothing\n' });
      assert.match(await until(fine), /^-- \S+ d\.warren -+\n2 files, no problems: [^\n]*\n$/);
    }));

  it('ends at an interrupt without a word', () =>
    inWatched({ 'a.warren': bad }, [], async ({ until, interrupt }) => {
      await until(broken);
      assert.deepEqual(await interrupt(), { status: 0, stderr: '' });
    }));

  it('reports as text alone', () => {
    const { status, stderr } = warren(tmpdir(), ['check', '--watch', '--format', 'json']);
    assert.equal(status, 2);
    assert.equal(stderr, "warren: '--watch' reports as text alone\nSee warren check --help.\n");
  });
});
