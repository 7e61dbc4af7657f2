import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What stands at each path of a folder. */
export type Tree = Readonly<Record<string, string | Uint8Array>>;

/** Writes files below a folder, with the folders they need. */
export function plant(folder: string, tree: Tree): void {
  for (const [path, content] of Object.entries(tree)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Runs `body` with a real folder that holds `tree`, readable for every user, and removes it. */
export function inFolder<T>(tree: Tree, body: (folder: string) => T): T {
  const folder = planted(tree);
  try {
    return body(folder);
  } finally {
    remove(folder);
  }
}

/** As `inFolder`, for a `body` that takes its time. */
export async function whileInFolder<T>(
  tree: Tree,
  body: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = planted(tree);
  try {
    return await body(folder);
  } finally {
    remove(folder);
  }
}

function planted(tree: Tree): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'warren-test-')));
  chmodSync(folder, 0o755);
  plant(folder, tree);
  return folder;
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * Runs `body` as a user whom permissions bind. The superuser is bound by none, so for them the
 * process becomes `nobody` for the time being; anyone else is bound already.
 */
export function withoutPrivileges<T>(body: () => T): T {
  if (process.geteuid?.() !== 0) return body();
  process.seteuid?.(65534);
  try {
    return body();
  } finally {
    process.seteuid?.(0);
  }
}
