import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { readJson } from '../cli/json.js';

/** The project's folder, with a slash at its end. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A file of the package. */
export interface Packed {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

/** Every file that the package ships. */
export const packed: readonly Packed[] = readJson(
  execFileSync('npm', ['pack', '--dry-run', '--ignore-scripts', '--json'], {
    cwd: root,
    encoding: 'utf8',
    stdio: 'pipe',
  }),
  isListing,
)[0].files;

function isListing(value: object): value is readonly [{ readonly files: readonly Packed[] }] {
  return Array.isArray(value) && value.length === 1;
}
