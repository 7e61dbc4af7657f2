import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { LoadedPolicy } from '../../source/load.js';
import { loadPolicy } from '../../source/load.js';
import { displayName } from '../../source/naming.js';
import { readRelated, type ReadRelated, type RelatedFile } from '../../source/related.js';
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
      const itself = new Source(displayName(absolute, cwd), '', absolute);
      return readRelated(itself, basename(absolute));
    },
    exists: (path) => existsSync(resolve(cwd, path)),
  };
}
