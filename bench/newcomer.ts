/*
 * The first ten minutes of a newcomer, step by step in an empty folder: how long the machine takes of them.
 * What each step tells is held by the tests.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { walk } from '../test/newcomer/ten-minutes.js';
import { machine, table } from './figures.js';

const folder = mkdtempSync(join(tmpdir(), 'warren-newcomer-'));
try {
  const done = walk(folder);
  const rows = done.map(({ what, typed, seconds }) => [
    what,
    `\`${typed}\``,
    `${seconds.toFixed(1)} s`,
  ]);
  const sum = done.reduce((all, { seconds }) => all + seconds, 0);
  console.log(machine());
  console.log();
  console.log(
    table([['step', 'typed', 'time'], ...rows, ['all of it', '', `${sum.toFixed(1)} s`]]),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
