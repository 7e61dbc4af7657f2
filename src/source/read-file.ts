import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { problemOf } from './problem-of.js';
import { loadProblem } from './load-problem.js';
import type { LoadProblem } from './load-problem.js';

/** The bytes of a file; or its size in bytes, if that is over the limit; or why it cannot be read. */
export type ReadResult =
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large'; readonly size: number }
  | { readonly kind: 'failed'; readonly problem: LoadProblem };

/**
 * Reads a regular file of at most `limit` bytes. It never blocks on a pipe or a device, and nothing
 * is read of a file that is too large. `name` is the path as problems show it.
 */
export function readRegularFile(path: string, name: string, limit: number): ReadResult {
  try {
    // Without O_NONBLOCK the opening of a pipe waits for its writer.
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      return readOpened(descriptor, path, name, limit);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    return { kind: 'failed', problem: problemOf(error, path, name) };
  }
}

function readOpened(descriptor: number, path: string, name: string, limit: number): ReadResult {
  const stats = fstatSync(descriptor);
  if (stats.isDirectory())
    return { kind: 'failed', problem: loadProblem('unreadable', path, name, 'it is a folder') };
  if (!stats.isFile()) return { kind: 'failed', problem: loadProblem('not-a-file', path, name) };
  if (stats.size > limit) return { kind: 'too-large', size: stats.size };
  // One byte more than expected, so that growth shows.
  const bytes = readUpTo(descriptor, stats.size + 1);
  if (bytes.length === stats.size) return { kind: 'read', bytes };
  const change = bytes.length > stats.size ? 'grew' : 'shrank';
  return { kind: 'failed', problem: loadProblem('changed', path, name, change) };
}

/** Reads until the end of the file or until `count` bytes are there. */
function readUpTo(descriptor: number, count: number): Uint8Array {
  const bytes = new Uint8Array(count);
  let filled = 0;
  while (filled < count) {
    const got = readSync(descriptor, bytes, filled, count - filled, null);
    if (got === 0) break;
    filled += got;
  }
  return bytes.subarray(0, filled);
}
