import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this package as it stands on disk. */
export const HERE = fileURLToPath(new URL('..', import.meta.url));

/** Where the builds of revisions are kept, and the packages that they need. */
const BUILDS = join(tmpdir(), 'warren-builds');

/** A checkout that is built. */
export interface Build {
  /** What to call it in a table. */
  readonly name: string;
  /** The folder that holds `dist`, `bench` and `package.json`; absolute. */
  readonly folder: string;
}

/** The files on disk, built anew where a source is newer than what was built of it. */
export function ownBuild(): Build {
  const built = join(HERE, 'dist/warren.js');
  const sources = ['src', 'grammar', 'package.json'].map((path) => join(HERE, path));
  if (!existsSync(built) || Math.max(...sources.map(newest)) > statSync(built).mtimeMs) {
    console.error('building what is on disk');
    npm(HERE, 'run', 'build');
  }
  return { name: 'on disk', folder: HERE };
}

/** When the newest file at or below a path was written, in ms. */
function newest(path: string): number {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/**
 * A revision, built in a folder of the system's temporary one. The folder is kept and found again by
 * the commit, so only the first call takes long.
 *
 * @param rev as git names revisions
 * @throws where there is no such revision, or it does not build
 */
export function buildOf(rev: string): Build {
  const commit = git('rev-parse', '--verify', '--end-of-options', `${rev}^{commit}`)
    .toString()
    .trim();
  const folder = join(BUILDS, commit);
  const name = `${rev} (${commit.slice(0, 9)})`;
  if (existsSync(folder)) return { name, folder };
  console.error(`building ${name}`);
  make(folder, (making) => {
    execFileSync('tar', ['-x', '-C', making], { input: git('archive', commit) });
    symlinkSync(join(packagesFor(making), 'node_modules'), join(making, 'node_modules'));
    npm(making, 'run', 'build');
  });
  return { name, folder };
}

/**
 * A folder with the packages that a checkout asks for, kept beside the builds and found again by the
 * text of the lock file: those of this checkout, if it asks for the same. They are copied, as a build
 * outlives the checkout that it was first asked for from.
 */
function packagesFor(checkout: string): string {
  const lock = readFileSync(join(checkout, 'package-lock.json'), 'utf8');
  const folder = join(BUILDS, `packages-${createHash('sha256').update(lock).digest('hex')}`);
  if (existsSync(folder)) return folder;
  make(folder, (making) => {
    if (lock === readFileSync(join(HERE, 'package-lock.json'), 'utf8')) {
      const modules = realpathSync(join(HERE, 'node_modules'));
      cpSync(modules, join(making, 'node_modules'), { recursive: true, verbatimSymlinks: true });
      return;
    }
    for (const name of ['package.json', 'package-lock.json'])
      cpSync(join(checkout, name), join(making, name));
    npm(making, 'ci', '--ignore-scripts', '--no-audit', '--no-fund');
  });
  return folder;
}

/** Fills a folder of `BUILDS`, which is there whole or not at all. */
function make(folder: string, fill: (making: string) => void): void {
  mkdirSync(BUILDS, { recursive: true });
  const making = mkdtempSync(join(BUILDS, 'making-'));
  try {
    fill(making);
    // Another run may have been quicker.
    if (!existsSync(folder)) renameSync(making, folder);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

function git(...args: readonly string[]): Buffer {
  return execFileSync('git', args, { cwd: HERE, maxBuffer: 1 << 30 });
}

function npm(folder: string, ...args: readonly string[]): void {
  execFileSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}
