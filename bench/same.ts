/*
 * Holds what two builds write against each other, byte by byte: that of a revision, and that of the
 * files on disk. Both run every command over the examples and over random policies, many of them with
 * mistakes. Ends with 1 at a difference, and leaves the folder with both sides for a look.
 *
 *   node --import tsx bench/same.ts REV [--policies N] [--seed N]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildOf, ownBuild, type Build } from './build.js';
import { jobs, trials, type Trial } from './same-trials.js';

/** So many differences are shown. */
const SHOWN = 40;

const SIDE = fileURLToPath(new URL('same-side.ts', import.meta.url));

const { values, positionals } = parseArgs({
  options: { policies: { type: 'string' }, seed: { type: 'string' } },
  allowPositionals: true,
});
const [rev, ...more] = positionals;
if (rev === undefined || more.length > 0)
  throw new Error('usage: node --import tsx bench/same.ts REV [--policies N] [--seed N]');
const policies = Number(values.policies ?? 200);
const seed = Number(values.seed ?? 1);

const builds = [buildOf(rev), ownBuild()] as const;
const [was, now] = builds.map(versionOf);
if (was !== now)
  console.log(`The versions differ, and outputs with them: ${was ?? ''}, ${now ?? ''}.`);

const start = performance.now();
const folder = mkdtempSync(join(tmpdir(), 'warren-same-'));
const all = trials(policies, seed);
const list = all.flatMap((trial, at) => jobs(trial, all[at + 1] ?? trial, seed + at));
const listed = join(folder, 'jobs.json');
writeFileSync(listed, JSON.stringify(list));
// The names are of one length, so that no line is broken elsewhere for its path.
const sides = [join(folder, 'was'), join(folder, 'now')] as const;
await Promise.all(builds.map((build, at) => runSide(build, sides[at] ?? '')));
const paths = new Set(sides.flatMap(filesBelow));
const differences = [...paths]
  .sort()
  .map(differenceAt)
  .filter((lines) => lines.length > 0);
const minutes = ((performance.now() - start) / 60_000).toFixed(1);
console.log(
  `${list.length} runs for ${all.length} policies, ${paths.size} files, by ${builds.map(({ name }) => name).join(' and ')}, seed ${seed}, in ${minutes} min`,
);
for (const lines of differences.slice(0, SHOWN)) console.log(lines.join('\n'));
if (differences.length > SHOWN) console.log(`and ${differences.length - SHOWN} more`);
if (differences.length === 0) {
  console.log('no difference');
  rmSync(folder, { recursive: true });
} else {
  console.log(`${differences.length} files differ; both sides stay in ${folder}`);
  process.exitCode = 1;
}

function versionOf(build: Build): string {
  const read: unknown = JSON.parse(readFileSync(join(build.folder, 'package.json'), 'utf8'));
  return typeof read === 'object' && read !== null ? String(Reflect.get(read, 'version')) : '';
}

/** Writes the policies for one side and has its build run everything. */
async function runSide({ folder: build, name }: Build, side: string): Promise<void> {
  for (const trial of all) writeTrial(trial, side);
  const child = spawn(process.execPath, ['--import', 'tsx', SIDE, build, side, listed], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  await once(child, 'exit');
  if (child.exitCode !== 0)
    throw new Error(`${name}: the runs ended with ${String(child.exitCode)}`);
}

function writeTrial({ name, files }: Trial, side: string): void {
  for (const [path, text] of files) {
    const file = join(side, name, 'policy', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

function filesBelow(side: string): readonly string[] {
  return readdirSync(side, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name).slice(side.length + 1));
}

/** What tells a file of one side from that of the other; nothing where they are the same. */
function differenceAt(path: string): readonly string[] {
  const [old, own] = sides.map((side) => contentOf(join(side, path)));
  if (old === undefined) return [`+ ${path}`];
  if (own === undefined) return [`- ${path}`];
  if (old.equals(own)) return [];
  const lines = [old, own].map((content) => content.toString().split('\n'));
  const [before = [], after = []] = lines;
  const at = before.findIndex((line, number) => line !== after[number]);
  const line = at < 0 ? before.length : at;
  return [
    `! ${path}, line ${line + 1}`,
    ...lines.map((side, number) => `  ${number === 0 ? '-' : '+'} ${shown(side[line])}`),
  ];
}

function shown(line: string | undefined): string {
  return line === undefined ? '(ends)' : line.slice(0, 300);
}

function contentOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
