import { decodeSource } from '../source/decode.js';
import { loadPolicy, maxPolicyBytes, type LoadedPolicy } from '../source/load.js';
import { describeSystemError } from '../source/system-error.js';
import { Failure, UsageError, type Io } from './io.js';
import { readAll } from './read-input.js';

/**
 * Reads the policy that a command is about, from the current folder where no path is given, and from
 * standard input for `-`: what that names is then found from the current folder.
 *
 * @throws Failure where an input cannot be read
 * @throws UsageError for an empty path, as an unset variable of a shell leaves it
 */
export function load(paths: readonly string[], { cwd }: Io): LoadedPolicy {
  if (paths.includes('')) throw new UsageError('a path is empty');
  if (paths.includes('-')) {
    if (paths.length > 1) throw new UsageError("'-' takes no other path beside it");
    const { source, problems } = decodeSource(readPolicyInput(), '-', `${cwd}/-`);
    return { sources: [source], root: cwd, problems: [], textProblems: problems };
  }
  const loaded = loadPolicy(paths.length === 0 ? ['.'] : paths, cwd);
  if (loaded.problems.length > 0) throw new Failure(loaded.problems.map(({ message }) => message));
  return loaded;
}

/**
 * The bytes of a policy on standard input.
 *
 * @throws Failure where they cannot be read, or are too many
 */
export function readPolicyInput(): Uint8Array {
  try {
    return readAll(0, 'standard input', maxPolicyBytes);
  } catch (thrown) {
    if (thrown instanceof Failure) throw thrown;
    throw new Failure([`standard input cannot be read: ${describeSystemError(thrown)}`]);
  }
}
