import { filesOnDisk } from '../program/diff/files.js';
import { filesOfCommit } from '../program/diff/git-files.js';
import { isConfiguration } from '../program/diff/read-side.js';
import type { Located } from '../program/diff/read-sides.js';
import { Failure, UsageError, type Io } from './io.js';
import type { Arguments } from './options.js';

/**
 * The two sides that a command line of `diff` names.
 *
 * @throws UsageError where it does not name two
 * @throws Failure where a commit cannot be read
 */
export function sidesOf(
  { values, positionals }: Arguments,
  { cwd }: Io,
): { readonly old: Located; readonly now: Located } {
  if (positionals.includes('')) throw new UsageError('a path is empty');
  const onDisk = filesOnDisk(cwd);
  const [first, second, ...more] = positionals;
  const ref = values['git'];
  if (ref === undefined) {
    if (first === undefined || second === undefined || more.length > 0)
      throw new UsageError('diff takes OLD and NEW, or --git REF and a path');
    return { old: { path: first, files: onDisk }, now: { path: second, files: onDisk } };
  }
  if (second !== undefined) throw new UsageError('diff --git takes one path');
  // Git would take such a name for an option.
  if (ref === '' || ref.startsWith('-')) throw new UsageError(`'${ref}' names no commit`);
  const path = first ?? '.';
  const commit = filesOfCommit(ref, path, cwd);
  if (!commit.ok) throw new Failure([commit.reason]);
  const mayBeEmpty = !isConfiguration(path);
  return {
    old: { path, files: commit.files, mayBeEmpty },
    now: { path, files: onDisk, mayBeEmpty },
  };
}
