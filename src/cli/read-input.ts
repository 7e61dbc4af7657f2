import { closeSync, openSync, readSync } from 'node:fs';
import { resolve } from 'node:path';
import { describeSystemError, errorCode } from '../source/system-error.js';
import { Failure, type Io } from './io.js';

/** What stands for standard input; where that is a socket, its path cannot be opened. */
const STANDARD_INPUT = ['-', '/dev/stdin'];

/** The most that is read of one input, in bytes: 256 MiB. Some devices never come to an end. */
const MOST = 256 * 1024 * 1024;

/** How much is read at once, in bytes. */
const CHUNK = 64 * 1024;

/**
 * Reads the text of a file that is no policy, or of standard input. A byte order mark is left out.
 *
 * @throws Failure where it cannot be read, or does not come to an end in time
 */
export function readInput(file: string, { cwd }: Io): string {
  const isInput = STANDARD_INPUT.includes(file);
  try {
    const descriptor = isInput ? 0 : openSync(resolve(cwd, file), 'r');
    try {
      return readAll(descriptor, file, MOST)
        .toString('utf8')
        .replace(/^\uFEFF/, '');
    } finally {
      if (!isInput) closeSync(descriptor);
    }
  } catch (thrown) {
    if (thrown instanceof Failure) throw thrown;
    throw new Failure([`${file} cannot be read: ${describeSystemError(thrown)}`]);
  }
}

/**
 * Reads all of what is open, also where it comes slowly.
 *
 * @param name what it is called where it is too large
 * @throws Failure where there are more than `most` bytes
 */
export function readAll(descriptor: number, name: string, most: number): Buffer {
  const chunks: Buffer[] = [];
  for (let size = 0; size <= most;) {
    const chunk = Buffer.allocUnsafe(CHUNK);
    const got = readSome(descriptor, chunk);
    if (got === 0) return Buffer.concat(chunks);
    if (got > 0) chunks.push(chunk.subarray(0, got));
    size += Math.max(got, 0);
  }
  throw new Failure([`${name} is larger than ${most >> 20} MiB`]);
}

/** Reads what is there; -1 where whoever writes needs a moment. */
function readSome(descriptor: number, into: Buffer): number {
  try {
    return readSync(descriptor, into);
  } catch (thrown) {
    switch (errorCode(thrown)) {
      case 'EAGAIN':
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
        return -1;
      case 'EOF':
        return 0;
      default:
        throw thrown;
    }
  }
}
