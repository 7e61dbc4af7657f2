import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { utimesSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { writeOutput } from '#warren/emit/output/write.js';
import { inFolder } from '../source/temporary.js';
import type { Tree } from '../source/temporary.js';
import { broker, contended, rounds, standing } from './samples.js';
import { snapshot } from './snapshot.js';

const ended = spawnSync(process.execPath, ['--version']).pid;

/** What a run interrupted between two moves leaves: `a` is out of the way, `b` is replaced. */
const interrupted: Tree = {
  ...standing(broker('b', { f: 'new' })),
  '.warren-staging/new/a/f': 'new',
  '.warren-staging/old/a/f': 'old',
  '.warren-staging/old/b/f': 'old',
  '.warren-staging/stray': '',
};

function owned(by: string): Tree {
  return { ...interrupted, '.warren-staging/owner': by };
}

const leftovers: readonly (readonly [title: string, tree: Tree, hoursOld: number])[] = [
  ['a process that has ended', owned(`${hostname()} ${ended} 0`), 0],
  ['an earlier process of the same number', owned(`${hostname()} ${process.pid} 0`), 0],
  ['another host, long ago', owned('elsewhere 1 0'), 1],
  ['nobody, long ago', interrupted, 1],
];

const held: readonly (readonly [title: string, tree: Tree])[] = [
  ['a living process', owned(`${hostname()} ${process.ppid} 0`)],
  ['another host', owned('elsewhere 1 0')],
  ['a process that has not signed yet', { '.warren-staging/new/x': '' }],
  [
    'one that is taking over',
    { ...owned(`${hostname()} ${ended} 0`), '.warren-staging/takeover/x': '' },
  ],
];

const starts: readonly (readonly [title: string, tree: Tree])[] = [
  ['an empty folder', {}],
  [
    'what an interrupted run left',
    { ...standing(...contended('earlier')), '.warren-staging/owner': `${hostname()} ${ended} 0` },
  ],
];

function age(out: string, hours: number): void {
  const then = Date.now() / 1000 - hours * 3600;
  utimesSync(join(out, '.warren-staging'), then, then);
}

describe('two runs on one output folder', () => {
  for (const [title, tree, hours] of leftovers) {
    it(`tidies up after ${title}`, () => {
      inFolder(tree, (out) => {
        age(out, hours);
        assert.equal(writeOutput(out, [broker('b')]).ok, true);
        // The folder of `a` is back: its manifest is missing, so it is none of Warren's.
        assert.deepEqual(snapshot(out), { ...standing(broker('b')), 'a/f': 'old' });
      });
    });

    it(`puts back what ${title} moved away, even if this run fails`, () => {
      inFolder({ ...tree, 'b/mine': '' }, (out) => {
        age(out, hours);
        assert.equal(writeOutput(out, [broker('b')]).ok, false);
        const after = { ...standing(broker('b', { f: 'new' })), 'b/mine': '', 'a/f': 'old' };
        assert.deepEqual(snapshot(out), after);
      });
    });
  }

  for (const [title, tree] of held)
    it(`leaves the folder to ${title}`, () => {
      inFolder(tree, (out) => {
        assert.deepEqual(writeOutput(out, [broker('b')]), {
          ok: false,
          message: `another run is writing to ${out}; if there is none, remove ${out}/.warren-staging`,
        });
        assert.deepEqual(snapshot(out), tree);
      });
    });

  for (const [title, tree] of starts)
    it(`end with the whole output of one of them, started on ${title}`, () => {
      inFolder(tree, (out) => {
        const script = new URL('contend.ts', import.meta.url).pathname;
        const contend = `"${process.execPath}" --import tsx "${script}" "$0"`;
        const all = `${contend} one & ${contend} two & ${contend} three & wait`;
        const { stdout, stderr } = spawnSync('sh', ['-c', all, out], { encoding: 'utf8' });
        const answers = stdout.trim().split('\n');
        assert.equal(answers.length, 3 * rounds, stderr);
        assert.ok(answers.includes('ok'));
        for (const answer of answers) assert.match(answer, /^(?:ok|another run is writing to .*)$/);
        const after = snapshot(out);
        assert.deepEqual(after, standing(...contended(after['b/f'] ?? '')));
      });
    });
});
