import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, utimesSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { lifeOf } from '#warren/emit/output/life.js';
import { writeOutput } from '#warren/emit/output/write.js';
import { inFolder } from '../source/temporary.js';
import type { Tree } from '../source/temporary.js';
import { broker, contended, rounds, standing } from './samples.js';
import { snapshot } from './snapshot.js';

const ended = spawnSync(process.execPath, ['--version']).pid;

const old = standing(broker('a', { f: 'old' }), broker('b', { f: 'old' }));
const moved = (tree: Tree): Tree =>
  Object.fromEntries(
    Object.entries(tree).map(([path, text]) => [`.warren-staging/old/${path}`, text]),
  );

/** What a run interrupted between two moves leaves: `a` is out of the way, `b` is replaced. */
const interrupted: Tree = {
  ...standing(broker('b', { f: 'new' })),
  ...moved(old),
  '.warren-staging/new/a/f': 'new',
  '.warren-staging/plan': '["a","b"]',
};

function owned(by: string): Tree {
  return { ...interrupted, '.warren-staging/owner': by };
}

const host = encodeURIComponent(hostname());
const [boot = '', space = '', start = ''] = lifeOf(process.ppid).split('/');

const leftovers: readonly (readonly [title: string, tree: Tree, hoursOld: number])[] = [
  ['a process that has ended', owned(`${host} ${ended} -`), 0],
  ['one that has ended, told apart', owned(`${host} ${ended} ${boot}/${space}/1 x`), 0],
  [
    'one that had the number of a living one',
    owned(`${host} ${process.ppid} ${boot}/${space}/1 x`),
    0,
  ],
  ['an earlier process of the same number', owned(`${host} ${process.pid} 0`), 0],
  ['another host, long ago', owned('elsewhere 1 0'), 1],
  ['another host, in time to come', owned('elsewhere 1 0'), -1],
  ['the time before a restart, long ago', owned(`${host} 1 other/${space}/1 x`), 1],
  ['another container, long ago', owned(`${host} 1 ${boot}/pid:[1]/1 x`), 1],
  ['a living process of unknown age, long ago', owned(`${host} ${process.ppid} 0`), 1],
  ['nobody', interrupted, 0],
  ['nobody, who wrote half a mark', owned(`${host} `), 0],
  ['version 0.1', { ...owned(`${host} ${ended} 0`), '.warren-staging/takeover/x': '' }, 0],
];

const held: readonly (readonly [title: string, tree: Tree, hoursOld: number, who: string])[] = [
  ['a living process', owned(`${host} ${process.ppid} 0`), 0, `process ${process.ppid} on ${host}`],
  [
    'a living process, however long it takes',
    owned(`${host} ${process.ppid} ${boot}/${space}/${start} x`),
    48,
    `process ${process.ppid} on ${host}`,
  ],
  ['another host', owned('elsewhere 1 0'), 0, 'process 1 on elsewhere'],
  ['another container', owned(`${host} 1 ${boot}/pid:[1]/1 x`), 0, `process 1 on ${host}`],
];

const starts: readonly (readonly [title: string, tree: Tree])[] = [
  ['an empty folder', {}],
  [
    'what an interrupted run left',
    { ...standing(...contended('earlier')), '.warren-staging/owner': `${host} ${ended} 0` },
  ],
];

function age(out: string, hours: number): void {
  const then = Date.now() / 1000 - hours * 3600;
  for (const path of ['.warren-staging', '.warren-staging/owner'])
    if (existsSync(join(out, path))) utimesSync(join(out, path), then, then);
}

describe('two runs on one output folder', () => {
  for (const [title, tree, hours] of leftovers) {
    it(`tidies up after ${title}`, () => {
      inFolder(tree, (out) => {
        age(out, hours);
        assert.equal(writeOutput(out, [broker('b')]).ok, true);
        assert.deepEqual(snapshot(out), standing(broker('b')));
      });
    });

    it(`puts back what ${title} moved away, even if this run fails`, () => {
      inFolder({ ...tree, 'c/mine': '' }, (out) => {
        age(out, hours);
        assert.equal(writeOutput(out, [broker('b'), broker('c')]).ok, false);
        assert.deepEqual(snapshot(out), { ...old, 'c/mine': '' });
      });
    });
  }

  for (const [title, tree, hours, who] of held)
    it(`leaves the folder to ${title}`, () => {
      inFolder(tree, (out) => {
        age(out, hours);
        assert.deepEqual(writeOutput(out, [broker('b')]), {
          ok: false,
          message: `another run (${who}) is writing to ${out}; if there is none, remove ${out}/.warren-staging`,
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
        for (const answer of answers)
          assert.match(answer, /^(?:ok|another run (?:\([^)]+\) )?is writing to .*)$/);
        const after = snapshot(out);
        assert.deepEqual(after, standing(...contended(after['b/f'] ?? '')));
      });
    });
});
