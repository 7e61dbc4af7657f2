#!/usr/bin/env node
import { writeSync } from 'node:fs';
import { run } from './run.js';

/** Writes all of a text, also where the reader of a pipe is slow; a reader that left is no error. */
function write(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;)
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (thrown) {
      const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw thrown;
    }
}

const { NO_COLOR, FORCE_COLOR } = process.env;
process.exitCode = run(process.argv.slice(2), {
  cwd: process.cwd(),
  colour: !NO_COLOR && (process.stdout.isTTY || Boolean(FORCE_COLOR)),
  out: (text) => {
    write(1, text);
  },
  err: (text) => {
    write(2, text);
  },
});
