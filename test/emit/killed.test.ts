import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrokerArtifacts } from '#warren/emit/output/artifacts.js';
import { writeOutput } from '#warren/emit/output/write.js';
import { inFolder } from '../source/temporary.js';
import { dyingAt } from './dying.js';
import { broker, standing } from './samples.js';
import { snapshot } from './snapshot.js';

const SCRIPT = fileURLToPath(new URL('killed.mjs', import.meta.url));

const foreign = { 'notes.txt': 'mine', 'mine/data.json': '{}' };
const earlier = [broker('a', { f: 'old' }), broker('gone', {})];
const later = [broker('a', { f: 'new', 'iam/s.json': 'new' }), broker('fresh', {})];
const [before, after] = [earlier, later].map((one) => ({ ...standing(...one), ...foreign }));
/** What no run can write, as a folder of somebody else's has the name. */
const impossible = [broker('a', { f: 'newer' }), broker('mine')];

/** Every so many changes of the second run; all pairs take minutes, with `WARREN_KILL_APART=1`. */
const APART = Number(process.env['WARREN_KILL_APART'] ?? 11);

/** Of an output as it was left: a run that fails, and one that does not, find one whole output. */
function checkLeft(out: string, what: string): void {
  for (const path of Object.keys(foreign)) assert.ok(path in snapshot(out), what);
  const copy = `${out}.copy`;
  cpSync(out, copy, { recursive: true, verbatimSymlinks: true });
  try {
    assert.equal(writeOutput(copy, impossible).ok, false, what);
    const found = snapshot(copy);
    assert.deepEqual(found, found['a/f'] === 'new' ? after : before, what);
  } finally {
    rmSync(copy, { recursive: true });
  }
  const result = writeOutput(out, later);
  assert.deepEqual(result, { ok: true, written: Object.keys(standing(...later)) }, what);
  assert.deepEqual(snapshot(out), after, what);
}

function inOutput<T>(body: (out: string) => T): T {
  return inFolder(before ?? {}, body);
}

function killedAt(step: number, out: string, artifacts: readonly BrokerArtifacts[]): boolean {
  const input = JSON.stringify(artifacts);
  const { signal, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, out, String(step)], {
    input,
    encoding: 'utf8',
  });
  if (signal === 'SIGKILL') return true;
  assert.equal(stderr, '');
  assert.match(stdout, /^\{"ok":true/);
  return false;
}

/** Calls for 1, 2, 3, … as long as the answer is yes; answers how often that was. */
function count(dies: (step: number) => boolean): number {
  let step = 1;
  while (dies(step)) step += 1;
  return step - 1;
}

describe('a run that is killed', () => {
  it('before any change of the file system leaves one whole output to the next', function () {
    this.timeout(300_000);
    const changes = count((step) =>
      inOutput((out) => {
        const killed = killedAt(step, out, later);
        if (killed) checkLeft(out, `killed before change ${step}`);
        else assert.deepEqual(snapshot(out), after);
        return killed;
      }),
    );
    assert.ok(changes > 30, `only ${changes} changes`);
  });

  it('and the next one too, at many pairs of their changes', function () {
    this.timeout(1_800_000);
    let pairs = 0;
    count((first) => {
      const dies = inOutput((out) => dyingAt(first, () => writeOutput(out, later)));
      if (!dies) return false;
      pairs += count((nth) =>
        inOutput((out) => {
          const second = 1 + (first % APART) + (nth - 1) * APART;
          dyingAt(first, () => writeOutput(out, later));
          const again = dyingAt(second, () => writeOutput(out, later));
          if (again) checkLeft(out, `killed before changes ${first} and ${second}`);
          return again;
        }),
      );
      return true;
    });
    assert.ok(pairs > 100, `only ${pairs} pairs`);
  });

  it('makes the folder for the first time', () => {
    count((step) =>
      inFolder({}, (folder) => {
        const out = join(folder, 'deep/er');
        const dies = dyingAt(step, () => writeOutput(out, later));
        assert.equal(writeOutput(out, later).ok, true);
        assert.deepEqual(snapshot(out), standing(...later));
        return dies;
      }),
    );
  });

  it('leaves nothing to whoever finds the output behind a link', () => {
    count((step) =>
      inFolder({ 'real/notes.txt': 'mine' }, (folder) => {
        symlinkSync('real', join(folder, 'out'));
        const dies = dyingAt(step, () => writeOutput(join(folder, 'out'), later));
        assert.equal(writeOutput(join(folder, 'real'), later).ok, true);
        assert.deepEqual(snapshot(join(folder, 'real')), {
          ...standing(...later),
          'notes.txt': 'mine',
        });
        return dies;
      }),
    );
  });
});
