import { spawnSync } from 'node:child_process';
import { writeOutput } from '#warren/emit/output/write.js';
import { broker } from './samples.js';
import { snapshot } from './snapshot.js';

/** What `on-mount.ts FOLDER full|read-only` prints as JSON. */
export interface Outcome {
  readonly first: unknown;
  readonly second: unknown;
  readonly same: boolean;
}

// FOLDER is a small file system of its own. A first run succeeds, a second one cannot.
const [, , out = '', trouble = ''] = process.argv;
const first = writeOutput(out, [broker('a')]);
const before = JSON.stringify(snapshot(out));
if (trouble === 'read-only') {
  const { status, stderr } = spawnSync('mount', ['-o', 'remount,ro', out], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}
const second = writeOutput(out, [
  broker('a', { small: 'x' }),
  broker('b', { f: 'x'.repeat(10 ** 5) }),
]);
const outcome: Outcome = { first, second, same: JSON.stringify(snapshot(out)) === before };
console.log(JSON.stringify(outcome));
