#!/usr/bin/env node
import { fstatSync, writeSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { describeSystemError, errorCode } from '../source/system-error.js';
import { likesColour } from './colour.js';
import { Failure, type Output } from './io.js';
import { run } from './run.js';

/** Node from 22.8 on: it keeps what it compiled in a folder of temporary files, if its user does not forbid it. */
const node: Pick<typeof nodeModule, 'builtinModules'> & {
  readonly enableCompileCache?: () => unknown;
} = nodeModule;
node.enableCompileCache?.();

/**
 * Writes all of a text, also where the reader of a pipe is slow; a reader that left is no error.
 *
 * @throws Failure where the stream cannot take it, such as a file on a full disk
 */
function write(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;)
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (thrown) {
      const code = errorCode(thrown);
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN')
        throw new Failure([`the output cannot be written: ${describeSystemError(thrown)}`]);
    }
}

/** @param stream loads much of Node, so that it is asked only where colours or columns matter */
function output(descriptor: number, stream: () => NodeJS.WriteStream): Output {
  return {
    get colour() {
      return likesColour(process.env, () => stream().isTTY);
    },
    get columns() {
      // Nothing else is one.
      return fstatSync(descriptor).isCharacterDevice() ? stream().columns || undefined : undefined;
    },
    get isWatched() {
      return fstatSync(descriptor).isCharacterDevice();
    },
    write: (text) => {
      write(descriptor, text);
    },
  };
}

/** Asks on the terminal; anything but a yes is a no, an end of the input and an interrupt too. */
async function confirm(question: string): Promise<boolean> {
  const { createInterface } = await import('node:readline/promises');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new Promise<string>((resolve) => {
    terminal.once('close', () => {
      resolve('');
    });
  });
  const answer = await Promise.race([terminal.question(`${question} [y/N] `), closed]);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

const deploys = process.argv[2] === 'deploy';

process.exitCode = await run(process.argv.slice(2), {
  cwd: process.cwd(),
  out: output(1, () => process.stdout),
  err: output(2, () => process.stderr),
  // Nothing else asks.
  ...(deploys && process.stdin.isTTY ? { confirm } : {}),
});

// A credential process or a server that goes on for ever must not hold what has been told already.
if (deploys || process.argv[2] === 'verify')
  setTimeout(() => {
    process.exit();
  }, 1_000).unref();
