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

/** Orders texts by their UTF-8 bytes: the same everywhere, whatever the locale. */
export function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  let at = 0;
  while (at < shorter && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  if (at === shorter) return a.length - b.length;
  const [one, other] = [a.charCodeAt(at), b.charCodeAt(at)];
  // Up to the surrogates code units are in the order of the bytes.
  if (one < 0xd800 && other < 0xd800) return one - other;
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
