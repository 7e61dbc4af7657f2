import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join, relative } from 'node:path';

const FUNCTIONS = [
  ...(['lstatSync', 'mkdirSync', 'openSync', 'readdirSync', 'renameSync', 'rmdirSync'] as const),
  ...(['statSync', 'unlinkSync', 'writeFileSync'] as const),
];

/** Runs `body` as if the disk below a folder did not tell upper from lower case. */
export function whereCaseFolds<T>(root: string, body: () => T): T {
  const originals = FUNCTIONS.map((name) => [name, fs[name]] as const);
  const { readdirSync } = fs;
  const found = (path: unknown): unknown => {
    if (typeof path !== 'string' || !path.startsWith(root)) return path;
    let at = root;
    for (const part of relative(root, path).split('/')) {
      const same = namesIn(at, readdirSync).find(
        (name) => name.toLowerCase() === part.toLowerCase(),
      );
      at = join(at, same ?? part);
    }
    return at;
  };
  for (const [name, original] of originals)
    Object.assign(fs, {
      [name]: (...args: readonly unknown[]): unknown =>
        Reflect.apply(
          original,
          fs,
          name === 'renameSync' ? args.map(found) : [found(args[0]), ...args.slice(1)],
        ),
    });
  syncBuiltinESMExports();
  try {
    return body();
  } finally {
    Object.assign(fs, Object.fromEntries(originals));
    syncBuiltinESMExports();
  }
}

function namesIn(folder: string, read: typeof fs.readdirSync): readonly string[] {
  try {
    return read(folder);
  } catch {
    return [];
  }
}
