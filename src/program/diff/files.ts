import { existsSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { LoadedPolicy } from '../../source/load.js';
import { loadPolicy } from '../../source/load.js';
import { displayName } from '../../source/paths.js';
import { readRelated } from '../../source/read-related.js';
import type { ReadRelated, RelatedFile } from '../../source/related.js';
import { Source } from '../../source/source.js';

/** Where the files of one side are read from. Paths are relative to the folder given, or absolute. */
export interface Files {
  /** The policy files below a path, with what cannot be read of them. */
  readonly policy: (path: string) => LoadedPolicy;
  /** Reads the files that a policy file names. */
  readonly related: ReadRelated;
  /** A file of any kind. */
  readonly file: (path: string) => RelatedFile;
  readonly exists: (path: string) => boolean;
}

/** The files as they are on disk; paths are relative to `cwd`. */
export function filesOnDisk(cwd: string): Files {
  return {
    policy: (path) => loadPolicy([path], cwd),
    related: readRelated,
    file(path) {
      const absolute = resolve(cwd, path);
      if (isFolder(absolute)) return { ok: false, message: folderText(absolute, cwd) };
      const itself = new Source(displayName(absolute, cwd), '', absolute);
      return readRelated(itself, basename(absolute));
    },
    exists: (path) => existsSync(resolve(cwd, path)),
  };
}

/** Whether a folder is there; what else is wrong with a path shows when it is read. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** The files that a broker has. */
const OF_BROKERS = ['rabbitmq.conf', 'advanced.config', 'definitions.json'];

/** That a folder stands where a file is wanted, with the files in it that may be meant. */
function folderText(folder: string, cwd: string): string {
  const there = OF_BROKERS.map((name) => join(folder, name)).filter((file) => existsSync(file));
  const meant = there.map((file) => displayName(file, cwd)).join(' ');
  const what = meant === '' ? `the file in it, such as ${OF_BROKERS.join(' or ')}` : meant;
  return `${displayName(folder, cwd)} is a folder; name ${what}`;
}
