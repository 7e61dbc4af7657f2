import { readlinkSync } from 'node:fs';
import { loadProblem, type LoadProblem } from './load-problem.js';
import { describeSystemError, errorCode } from './system-error.js';

/** The problem behind an error that a file operation threw. */
export function problemOf(error: unknown, path: string, name: string): LoadProblem {
  if (errorCode(error) !== 'ENOENT')
    return loadProblem('unreadable', path, name, describeSystemError(error));
  const target = linkTarget(path);
  return target === undefined
    ? loadProblem('missing', path, name)
    : loadProblem('loose-link', path, name, target);
}

/** What a link says that it leads to; undefined for what is none. */
function linkTarget(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
