/*
 * Two builds held against each other: that of a revision, and that of the files on disk. They take
 * turns in fresh processes, the first of each turn by turns too, so that a busy moment meets both. The
 * ratio is that of the medians, with its interval by a bootstrap; below 1 what is on disk is quicker.
 *
 * Without words the peers follow, each in one process with what is on disk.
 *
 *   node --import tsx bench/compare.ts REV [WORD…] [--turns N]
 */
import { parseArgs } from 'node:util';
import { buildOf, ownBuild } from './build.js';
import { machine, median, ratio, table } from './figures.js';
import { measures, shown } from './measures.js';
import { runBench } from './process.js';

const { values, positionals } = parseArgs({
  options: { turns: { type: 'string' } },
  allowPositionals: true,
});
const [rev, ...words] = positionals;
if (rev === undefined) throw new Error('usage: compare.ts REV [WORD…] [--turns N]');
const builds = [buildOf(rev), ownBuild()] as const;
const [old, now] = builds;
const chosen = measures.filter(
  ({ word }) => words.length === 0 || words.some((one) => word.includes(one)),
);
const rows = [['what', 'figure', old.name, now.name, 'ratio', '95 %']];
for (const { word, what, figures, turns: usual, sample } of chosen) {
  const turns = Number(values.turns ?? usual);
  const samples = new Map(builds.map((build) => [build, new Array<readonly number[]>()]));
  for (let turn = 0; turn < turns; turn++) {
    console.error(`  ${word}: ${turn + 1} of ${turns}`);
    for (const build of turn % 2 === 0 ? builds : builds.toReversed())
      samples.get(build)?.push(await sample(build));
  }
  for (const [at, { name, unit }] of figures.entries()) {
    const [before = [], after = []] = builds.map((build) =>
      (samples.get(build) ?? []).map((one) => one[at] ?? NaN),
    );
    const { ratio: middle, from, to } = ratio(before, after);
    rows.push([
      at === 0 ? `${what} (${turns} each)` : '',
      name,
      shown(median(before), unit),
      shown(median(after), unit),
      middle.toFixed(2),
      `${from.toFixed(2)} to ${to.toFixed(2)}`,
    ]);
  }
}
console.log(`${machine()}; medians`);
console.log();
console.log(table(rows));

/** What stands beside: the files and their arguments. */
const PEERS = [['cedar.ts'], ['format.ts'], ['peers.ts', '100']] as const;

if (words.length === 0)
  for (const [file, ...args] of PEERS) {
    console.error(`  ${file}`);
    console.log();
    console.log(runBench(file, args).trim());
  }
