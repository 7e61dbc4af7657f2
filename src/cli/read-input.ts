import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describeSystemError } from '../source/system-error.js';
import { Failure, type Io } from './io.js';

/** What stands for standard input; where that is a socket, its path cannot be opened. */
const STANDARD_INPUT = ['-', '/dev/stdin'];

/**
 * Reads the text of a file that is no policy, or of standard input. A byte order mark is left out.
 *
 * @throws Failure where it cannot be read
 */
export function readInput(file: string, { cwd }: Io): string {
  try {
    const from = STANDARD_INPUT.includes(file) ? 0 : resolve(cwd, file);
    return readFileSync(from, 'utf8').replace(/^\uFEFF/, '');
  } catch (thrown) {
    throw new Failure([`${file} cannot be read: ${describeSystemError(thrown)}`]);
  }
}
