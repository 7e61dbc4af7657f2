import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
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
  const folder = join(tmpdir(), 'warren-builds', commit);
  const name = `${rev} (${commit.slice(0, 9)})`;
  if (existsSync(folder)) return { name, folder };
  console.error(`building ${name}`);
  mkdirSync(join(folder, '..'), { recursive: true });
  const making = mkdtempSync(join(folder, '../making-'));
  try {
    execFileSync('tar', ['-x', '-C', making], { input: git('archive', commit) });
    dependencies(making);
    npm(making, 'run', 'build');
    // Another run may have been quicker.
    if (!existsSync(folder)) renameSync(making, folder);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
  return { name, folder };
}

/** The packages that a checkout asks for: those here, if it asks for the same. */
function dependencies(folder: string): void {
  const lock = (of: string): string => readFileSync(join(of, 'package-lock.json'), 'utf8');
  const modules = join(HERE, 'node_modules');
  if (lock(folder) === lock(HERE)) symlinkSync(modules, join(folder, 'node_modules'));
  else npm(folder, 'ci', '--ignore-scripts', '--no-audit', '--no-fund');
}

function git(...args: readonly string[]): Buffer {
  return execFileSync('git', args, { cwd: HERE, maxBuffer: 1 << 30 });
}

function npm(folder: string, ...args: readonly string[]): void {
  execFileSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}
