import { loadPolicy, type LoadedPolicy } from '../source/load.js';
import { exit, type Io } from './io.js';

/**
 * Reads the policy that a command is about. Answers an exit code where its files cannot be read,
 * which has been said then.
 */
export function load(paths: readonly string[], io: Io): LoadedPolicy | typeof exit.usage {
  const loaded = loadPolicy(paths.length === 0 ? ['.'] : paths, io.cwd);
  if (loaded.problems.length === 0) return loaded;
  for (const { message } of loaded.problems) io.err(`warren: ${message}\n`);
  return exit.usage;
}
