import { decodeSource } from '../source/decode.js';
import { onDisk } from '../source/on-disk.js';
import { maxPolicyBytes } from '../source/policy-text.js';
import {
  loadPolicies,
  loadPolicy,
  policyRoot,
  readConfig,
  type LoadedPolicy,
} from '../source/load.js';
import { describeSystemError } from '../source/system-error.js';
import { Failure, UsageError, type Io } from './io.js';
import { readAll } from './read-input.js';

/**
 * Reads the policies that a command is about: those of the current folder where no path is given, and that
 * of standard input for `-`, which counts as a file of the current folder.
 *
 * @throws Failure where an input cannot be read
 * @throws UsageError for an empty path, as an unset variable of a shell leaves it
 */
export function loadAll(paths: readonly string[], { cwd }: Io): readonly LoadedPolicy[] {
  if (isInput(paths)) return [sound(fromInput(cwd))];
  return loadPolicies(paths.length === 0 ? ['.'] : paths, cwd).map(sound);
}

/**
 * As `loadAll`, for a command that is about one policy.
 *
 * @throws Failure also where there are several
 */
export function load(paths: readonly string[], { cwd }: Io): LoadedPolicy {
  return sound(
    isInput(paths) ? fromInput(cwd) : loadPolicy(paths.length === 0 ? ['.'] : paths, cwd),
  );
}

/**
 * Whether paths name standard input.
 *
 * @throws UsageError where they name another beside it, or an empty one
 */
export function isInput(paths: readonly string[]): boolean {
  if (paths.includes('')) throw new UsageError('a path is empty');
  if (!paths.includes('-')) return false;
  if (paths.length > 1) throw new UsageError("'-' takes no other path beside it");
  return true;
}

function sound(loaded: LoadedPolicy): LoadedPolicy {
  if (loaded.problems.length > 0) throw new Failure(loaded.problems.map(({ message }) => message));
  return loaded;
}

/** The policy of standard input, by the `warren.yaml` that counts for the current folder. */
function fromInput(cwd: string): LoadedPolicy {
  const { source, problems } = decodeSource(readPolicyInput(), '-', `${cwd}/-`);
  const root = policyRoot(cwd);
  const config = root === undefined ? undefined : readConfig(root, cwd);
  const isRead = config !== undefined && 'source' in config;
  return {
    sources: [source],
    ...onDisk(cwd),
    ...(isRead ? { config } : {}),
    problems: config === undefined || isRead ? [] : [config],
    textProblems: problems,
  };
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
