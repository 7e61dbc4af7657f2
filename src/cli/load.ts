import { loadPolicy, type LoadedPolicy } from '../source/load.js';
import { Failure, UsageError, type Io } from './io.js';

/**
 * Reads the policy that a command is about, from the current folder where no path is given.
 *
 * @throws Failure where an input cannot be read
 * @throws UsageError for an empty path, as an unset variable of a shell leaves it
 */
export function load(paths: readonly string[], { cwd }: Io): LoadedPolicy {
  if (paths.includes('')) throw new UsageError('a path is empty');
  const loaded = loadPolicy(paths.length === 0 ? ['.'] : paths, cwd);
  if (loaded.problems.length > 0) throw new Failure(loaded.problems.map(({ message }) => message));
  return loaded;
}
