import { relative, sep } from 'node:path';
import type { LoadedPolicy } from './loaded.js';
import { readRelated } from './read-related.js';

/** What a policy knows of the disk that it was read from: its root, and how to find what its files name. */
export function onDisk(
  root: string,
): Required<Pick<LoadedPolicy, 'root' | 'readRelated' | 'nameInRoot'>> {
  return {
    root,
    readRelated,
    nameInRoot: ({ name, path }) =>
      path === undefined ? name : relative(root, path).split(sep).join('/'),
  };
}
