import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const CHANGES = [
  ...(['mkdirSync', 'renameSync', 'rmdirSync', 'unlinkSync', 'writeFileSync'] as const),
  ...(['rmSync', 'linkSync', 'chmodSync'] as const),
];

/**
 * Runs `body` as if the process were killed before its `last`-th change of the file system: that and all
 * later ones fail, those that tidy up too. Answers whether it came to that.
 */
export function dyingAt(last: number, body: () => void): boolean {
  const originals = CHANGES.map((name) => [name, fs[name]] as const);
  let changes = 0;
  for (const [name, original] of originals)
    Object.assign(fs, {
      [name]: (...args: readonly unknown[]): unknown => {
        changes += 1;
        if (changes >= last) throw new Error('the process is dead');
        return Reflect.apply(original, fs, args);
      },
    });
  syncBuiltinESMExports();
  try {
    body();
  } finally {
    Object.assign(fs, Object.fromEntries(originals));
    syncBuiltinESMExports();
  }
  return changes >= last;
}
