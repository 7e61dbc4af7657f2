import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { HERE, type Build } from './build.js';
import { median, rowsOf, share } from './figures.js';
import { keystrokes, type Typing } from './keystrokes.js';
import { programOf, runBench, runWarren } from './process.js';
import { inOneFile, samplePolicy, SHARED_FILE, without, writePolicy } from './sample.js';

/** A figure that a measure gives; the fewer the better, unless it is a speed. */
export interface Figure {
  readonly name: string;
  readonly unit: 's' | 'ms' | 'MiB' | 'MiB/s' | '×';
  /** The most that it should be, of a speed the least; undefined for one that has no target. */
  readonly target?: number;
}

/**
 * Something that users wait for, measured in processes of its own, so that it can be taken of any
 * build: by the command line, by `warren lsp`, or by a file of the build's own bench.
 */
export interface Measure {
  /** A word to choose it by. */
  readonly word: string;
  readonly what: string;
  readonly figures: readonly Figure[];
  /** How often two builds take turns, unless the caller says otherwise. */
  readonly turns: number;
  /** One value for each figure. */
  readonly sample: (build: Build) => Promise<readonly number[]>;
}

const ENGINE = 'amazon-mq 4.2';
const EXAMPLE = join(HERE, 'examples/one-service');

/** The measures that the targets are about, from the quickest to the slowest. */
export const measures: readonly Measure[] = [
  {
    word: 'cold',
    what: '`check` of an example, cold, beside `node -e 0`',
    figures: [
      { name: 'times `node -e 0`', unit: '×', target: 1.6 },
      { name: 'by the clock', unit: 'ms' },
    ],
    turns: 7,
    sample: (build: Build) => Promise.resolve(coldStart(build)),
  },
  command('check-1k', '`check`, 1,000 roles', 7, { s: 0.8 }, () => ['check', sample(1_000)]),
  command('diff', '`diff --no-new-access`, 1,000 roles', 7, { s: 0.5 }, () => [
    'diff',
    sample(1_000),
    once('fewer', () => writePolicy(without(samplePolicy(1_000, ENGINE)))),
    '--no-new-access',
  ]),
  {
    word: 'format',
    what: 'formatter, a file of 256 KiB, warm',
    figures: [{ name: 'speed', unit: 'MiB/s', target: 10 }],
    turns: 5,
    sample: ({ folder }: Build): Promise<readonly number[]> => {
      const row = rowsOf(runBench('format.ts', ['warren'], folder)).get('`warren fmt`');
      return Promise.resolve([Number(row?.at(-1))]);
    },
  },
  {
    word: 'warm',
    what: 'parse, resolve and checks, 1,000 roles, third time',
    figures: [{ name: 'by the clock', unit: 'ms' }],
    turns: 5,
    sample: ({ folder }: Build) => Promise.resolve([withoutProofs(folder)]),
  },
  typing('small', 'keystroke to diagnostics, 543 lines', 16, () => {
    const texts = inOneFile(17, ENGINE);
    return { texts, files: [...texts.keys()], keystrokes: 400, asks: true };
  }),
  typing('team', "keystroke to diagnostics, 20,000 lines, a team's file", 50, () => {
    const texts = samplePolicy(1_000, ENGINE);
    const files = [...texts.keys()].filter((name) => name !== SHARED_FILE);
    return { texts, files, keystrokes: 120, asks: true };
  }),
  typing('shared', 'keystroke to diagnostics, 20,000 lines, the shared file', 150, () => {
    return { texts: samplePolicy(1_000, ENGINE), files: [SHARED_FILE], keystrokes: 40, asks: true };
  }),
  command('check-10k', '`check`, 10,000 roles', 5, { s: 4, MiB: 500 }, () => [
    'check',
    sample(10_000),
  ]),
  command('compile-10k', '`compile`, 10,000 roles', 5, { s: 5, MiB: 600 }, () => [
    'compile',
    sample(10_000),
    '--out',
    join(sample(10_000), '../out'),
  ]),
];

/** A whole process: its time by the clock, its processor time and its memory. */
function command(
  word: string,
  what: string,
  turns: number,
  target: { readonly s: number; readonly MiB?: number },
  args: () => readonly string[],
): Measure {
  const memory = target.MiB === undefined ? {} : { target: target.MiB };
  return {
    word,
    what: `${what}, whole process`,
    figures: [
      { name: 'by the clock', unit: 's', target: target.s },
      { name: 'processor time', unit: 's' },
      { name: 'peak memory', unit: 'MiB', ...memory },
    ],
    turns,
    sample: ({ folder }) => {
      const { seconds, cpu, peak } = runWarren(args(), folder);
      return Promise.resolve([seconds, cpu, peak]);
    },
  };
}

/** Keystrokes through `warren lsp`, each time in a new server. */
function typing(word: string, what: string, target: number, about: () => Typing): Measure {
  return {
    word,
    what: `${what}, p95`,
    figures: [
      { name: 'by the clock', unit: 'ms', target },
      { name: 'median by the clock', unit: 'ms' },
      { name: 'processor time of the server', unit: 'ms' },
    ],
    turns: 5,
    sample: async ({ folder }) => {
      const { diagnostics, processor } = await keystrokes(about(), folder);
      return [share(diagnostics, 0.95), median(diagnostics), processor];
    },
  };
}

/** The middle of some runs of `check` as many times as that of a Node that does nothing, taking turns. */
function coldStart({ folder }: Build): readonly number[] {
  const commands = [
    ['-e', '0'],
    [programOf(folder), 'check', EXAMPLE],
  ];
  const times = commands.map((): number[] => []);
  for (let run = 0; run < 7; run++)
    for (const [at, args] of commands.entries()) {
      const start = performance.now();
      const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
      times[at]?.push(performance.now() - start);
      if (status !== 0) throw new Error(`${args.join(' ')} ended with ${String(status)}`);
    }
  const [nothing = NaN, check = NaN] = times.map(median);
  return [check / nothing, check];
}

/** What `check` takes without proofs, the third time in one process, in ms: by a build's own files. */
function withoutProofs(folder: string): number {
  const cell = (output: string, column: string) => (row: string) => {
    const rows = rowsOf(output);
    return Number.parseFloat(rows.get(row)?.[rows.get('')?.indexOf(column) ?? -1] ?? '');
  };
  if (existsSync(join(folder, 'bench/cedar.ts')))
    return cell(
      runBench('cedar.ts', ['warren'], folder),
      'third',
    )('Warren: parse, resolve, checks');
  // Before there was that file, the storeys were told apart.
  const warm = cell(runBench('storeys.ts', [], folder), 'warm');
  return ['parse', 'resolve and check names', 'checks'].reduce((sum, row) => sum + warm(row), 0);
}

const made = new Map<string, string>();

/** A policy that is written once. */
function once(name: string, write: () => string): string {
  const path = made.get(name) ?? write();
  made.set(name, path);
  return path;
}

function sample(roles: number): string {
  return once(String(roles), () => writePolicy(samplePolicy(roles, ENGINE)));
}

/** A figure with its unit, as tables show it. */
export function shown(value: number, unit: Figure['unit']): string {
  const digits = { s: 2, ms: value < 100 ? 1 : 0, MiB: 0, 'MiB/s': 1, '×': 2 }[unit];
  return unit === '×' ? `${value.toFixed(digits)} ×` : `${value.toFixed(digits)} ${unit}`;
}
