/*
 * The targets, and what is measured: the median of five fresh processes each, and the spread of the
 * five. Words choose some of them.
 */
import { ownBuild } from './build.js';
import { machine, median, rowsOf, table } from './figures.js';
import { measures, shown, type Figure, type Measure } from './measures.js';
import { runBench } from './process.js';

const RUNS = 5;

/** Beside its peer in one process, and so by a file of its own. */
const besideCedar: Measure = {
  word: 'cedar',
  what: 'parse, resolve and checks of 1,000 roles × 10 phrases, warm',
  figures: [
    { name: 'by the clock', unit: 'ms', target: 160 },
    { name: 'as fast as cedar-wasm', unit: '×', target: 3 },
  ],
  turns: RUNS,
  sample: () => {
    const rows = rowsOf(runBench('cedar.ts'));
    const warm = (row: string): number => Number.parseFloat(rows.get(row)?.at(-1) ?? '');
    return Promise.resolve([warm('Warren: parse, resolve, checks'), warm('Cedar beside Warren')]);
  },
};

const HOW: Readonly<Record<string, string>> = {
  cedar: '`cedar.ts`, alternating with Cedar in one process',
  cold: 'processes, taking turns with `node -e 0`',
  format: '`format.ts`, processor time',
};

function goal({ target, unit, name }: Figure): string {
  if (target === undefined) return '';
  return `${isLeast({ name, unit }) ? '≥' : '≤'} ${String(target)} ${unit}`;
}

function isLeast({ unit, name }: Figure): boolean {
  return unit === 'MiB/s' || name.includes('as fast as');
}

const words = process.argv.slice(2);
const chosen = [besideCedar, ...measures].filter(
  ({ word, figures }) =>
    figures.some(({ target }) => target !== undefined) &&
    (words.length === 0 || words.some((one) => word.includes(one))),
);
const build = ownBuild();
const rows: string[][] = [];
for (const { word, what, figures, sample } of chosen) {
  const samples: (readonly number[])[] = [];
  for (let run = 0; run < RUNS; run++) {
    console.error(`  ${word}: ${run + 1} of ${RUNS}`);
    samples.push(await sample(build));
  }
  for (const [at, figure] of figures.entries()) {
    const values = samples.map((one) => one[at] ?? NaN);
    const measured = median(values);
    const { target } = figure;
    const met = target === undefined || (isLeast(figure) ? measured >= target : measured <= target);
    rows.push([
      at === 0 ? what : '',
      figure.name,
      goal(figure),
      shown(measured, figure.unit),
      target === undefined ? '' : met ? 'yes' : 'no',
      `${shown(Math.min(...values), figure.unit)} to ${shown(Math.max(...values), figure.unit)}`,
      at === 0 ? (HOW[word] ?? '') : '',
    ]);
  }
}
console.log(`${machine()}; medians of ${RUNS} fresh processes`);
console.log();
console.log(table([['what', 'figure', 'target', 'measured', 'met', 'spread', 'how'], ...rows]));
