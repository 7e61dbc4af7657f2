import { lstatSync, mkdirSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describeSystemError } from '../source/system-error.js';
import { Failure } from './io.js';
import { makeFile } from './replace-file.js';

/**
 * Makes files in a folder, which is made if need be: all or none, and none over anything that stands there.
 *
 * @param folder as it was given, relative to `cwd`
 * @param files their names and texts, in the order in which they are written
 * @returns their paths, as people are shown them
 * @throws Failure
 */
export function makeFiles(
  folder: string,
  files: readonly (readonly [name: string, text: string])[],
  cwd: string,
): readonly string[] {
  refuseExisting(
    folder,
    files.map(([name]) => name),
    cwd,
  );
  const made = missingFolders(resolve(cwd, folder));
  const written: string[] = [];
  for (const [name, text] of files) {
    const file = join(folder, name);
    try {
      mkdirSync(resolve(cwd, folder), { recursive: true });
      // Another file of that name, or a link, is left alone even if it came up this very moment.
      makeFile(resolve(cwd, file), text);
      written.push(file);
    } catch (thrown) {
      for (const one of written) rmSync(resolve(cwd, one), { force: true });
      for (const one of made) removeEmpty(one);
      throw new Failure([`${file} cannot be written: ${describeSystemError(thrown)}`]);
    }
  }
  return written;
}

/**
 * Looks whether files could be made in a folder, before more is done for them.
 *
 * @throws Failure where something stands in the place of one
 */
export function refuseExisting(folder: string, names: readonly string[], cwd: string): void {
  for (const name of names)
    if (stands(resolve(cwd, folder, name)))
      throw new Failure([`${join(folder, name)} cannot be written: it already exists`]);
}

/** Whether anything is at a path, a link that leads nowhere too; what else is wrong with it shows when it is written. */
function stands(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

/** The folders on the way to one that are not there, the innermost first. */
function missingFolders(folder: string): readonly string[] {
  return stands(folder) ? [] : [folder, ...missingFolders(dirname(folder))];
}

/** Removes a folder that was made for nothing; one with anything in it is somebody else's by now. */
function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It stays, and does no harm.
  }
}
