import { closeSync, constants, openSync, readSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describeSystemError, errorCode } from '../source/system-error.js';
import type { ReadSecret } from './credentials.js';

/** The most bytes of a file with a secret: a token of AWS is of less than 8 kB. */
const MOST_BYTES = 65_536;

/** How long the other end of a pipe is waited for, and how often it is looked at, in milliseconds. */
const PATIENCE = 60_000;
const EVERY = 20;

/**
 * Reads a file with a secret, or a pipe of one, as a shell makes it for `<(command)`; `-` is the standard
 * input. Nothing of it is in a reason.
 *
 * @param cwd the folder that paths are relative to
 * @param secretIn takes the secret out of the text
 */
export async function readSecretFile(
  path: string,
  cwd: string,
  secretIn: (text: string) => ReadSecret,
): Promise<ReadSecret> {
  const name = path === '-' ? 'the standard input' : path;
  const refused = (reason: string): ReadSecret => ({ ok: false, reason: `${name} ${reason}` });
  try {
    const text = await readText(path, cwd);
    if (text === undefined) return refused('is too large to hold a password or a token');
    const read = secretIn(text);
    return read.ok ? read : refused(read.reason);
  } catch (thrown) {
    return refused(`cannot be read: ${describeSystemError(thrown)}`);
  }
}

/** The text of a file; undefined where there is too much of it. */
async function readText(path: string, cwd: string): Promise<string | undefined> {
  // Without O_NONBLOCK the opening of a pipe waits for its writer.
  const flags = constants.O_RDONLY | constants.O_NONBLOCK;
  const descriptor = path === '-' ? 0 : openSync(resolve(cwd, path), flags);
  try {
    const chunks: Buffer[] = [];
    let size = 0;
    for (let waited = 0; ;) {
      const chunk = readSome(descriptor);
      if (chunk === undefined) {
        if (waited > PATIENCE) throw new Error('nothing was written to it');
        await pause(EVERY);
        waited += EVERY;
        continue;
      }
      if (chunk.length === 0) return Buffer.concat(chunks).toString();
      chunks.push(chunk);
      size += chunk.length;
      if (size > MOST_BYTES) return undefined;
    }
  } finally {
    if (descriptor !== 0) closeSync(descriptor);
  }
}

/** What is there to be read, empty at the end; undefined where it is still to come. */
function readSome(descriptor: number): Buffer | undefined {
  const buffer = Buffer.alloc(4_096);
  try {
    return buffer.subarray(0, readSync(descriptor, buffer));
  } catch (thrown) {
    if (errorCode(thrown) === 'EAGAIN') return undefined;
    // What Windows says at the end of a pipe.
    if (errorCode(thrown) === 'EOF') return buffer.subarray(0, 0);
    throw thrown;
  }
}
