import { isAbsolute, relative, sep } from 'node:path';

/** A path as people are shown it: relative to `cwd` if it lies below, else absolute; with `/`. */
export function displayName(path: string, cwd: string): string {
  const below = relative(cwd, path);
  const outside = below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below);
  const shown = outside ? path : below === '' ? '.' : below;
  return shown.split(sep).join('/');
}

/** The deepest folder that holds all the given folders (absolute paths); `otherwise` if there is none. */
export function commonFolder(folders: readonly string[], otherwise: string): string {
  const [first, ...rest] = folders.map((folder) => folder.split(sep));
  if (first === undefined) return otherwise;
  let shared = first;
  for (const other of rest) {
    const split = shared.findIndex((part, at) => part !== other[at]);
    if (split >= 0) shared = shared.slice(0, split);
  }
  return shared.join(sep) || sep;
}
