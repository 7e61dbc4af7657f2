import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { version } from '#warren/version.js';
import { unzip } from './unzip.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A packed extension: its size in bytes, and its files by their paths in it. */
export interface Packed {
  readonly size: number;
  readonly files: ReadonlyMap<string, Buffer>;
}

let packed: Packed | undefined;

/** Packs the extension, once for all tests, and reads the archive. */
export function packedExtension(): Packed {
  if (packed !== undefined) return packed;
  execFileSync(process.execPath, [join(root, 'editors/vscode/pack.mjs')], { stdio: 'pipe' });
  const archive = readFileSync(join(root, `out/warren-${version}.vsix`));
  const entries = [...unzip(archive)].filter(([path]) => path.startsWith('extension/'));
  const files = new Map(entries.map(([path, text]) => [path.slice('extension/'.length), text]));
  packed = { size: archive.length, files };
  return packed;
}
