import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { serve } from '#warren/lsp/server.js';
import { Client } from './client.js';

/** A server in this process, and the exit codes that it asked for. */
export interface InProcess {
  readonly client: Client;
  readonly exits: readonly number[];
}

/** Starts a server in this process, which is fast. */
export function connect(): InProcess {
  const [there, back] = [new PassThrough(), new PassThrough()];
  const exits: number[] = [];
  serve(new StreamMessageReader(there), new StreamMessageWriter(back), (code) => exits.push(code));
  return { client: new Client(there, back), exits };
}

/** A server that was started as an editor starts it. */
export interface Spawned {
  readonly client: Client;
  /** Its exit code, once it ended. */
  readonly exit: Promise<unknown>;
  /** What it wrote on standard error so far. */
  readonly complaints: () => string;
  readonly kill: () => void;
}

const main = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));

/** Starts `warren lsp` in a process of its own. */
export function start(...args: readonly string[]): Spawned {
  const server = spawn(process.execPath, [main, 'lsp', ...args], { stdio: 'pipe' });
  let complaints = '';
  server.stderr.on('data', (piece: Buffer) => (complaints += piece.toString()));
  // A server that ended takes no more; what it answered before is what counts.
  server.stdin.on('error', () => undefined);
  return {
    client: new Client(server.stdin, server.stdout),
    exit: once(server, 'exit').then(([code]: unknown[]) => code),
    complaints: () => complaints,
    kill: () => server.kill(),
  };
}
