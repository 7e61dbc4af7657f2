import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLIENTS } from './bed.js';
import { follow } from './running.js';
import type { Running } from './running.js';
import { JAVA_PATH } from './toolchain.js';
import type { Toolchain } from './toolchain.js';
import { MOUNT } from '../../bed/tree.js';

/** A program of the examples, ready to run. */
export interface Program {
  /** What it is called in vhosts and credentials. */
  readonly name: string;
  /** What the broker shows of its connections. */
  readonly connection: string;
  /** Whether it gives the new token to the connection that it has, and does not open another. */
  readonly updates: boolean;
  /** Starts it with nothing but this environment, and this authority (PEM) in CA_FILE where there is one. */
  readonly start: (env: Readonly<Record<string, string>>, ca?: string) => Running;
}

/** The program for Node, run by the Node that runs the tests, with the packages of the project. */
export const NODE: Program = {
  name: 'node',
  connection: 'orders (Node)',
  updates: true,
  start: (env, ca) => {
    const folder = mkdtempSync(join(tmpdir(), 'client-'));
    const caFile = join(folder, 'ca.pem');
    if (ca !== undefined) writeFileSync(caFile, ca);
    // The SDK tells old versions of Node so, for pages.
    const quiet = { ...env, NODE_NO_WARNINGS: '1' };
    const given = ca === undefined ? quiet : { ...quiet, CA_FILE: caFile };
    const child = spawn(process.execPath, [join(CLIENTS, 'node/main.js')], { env: given });
    child.once('close', () => {
      rmSync(folder, { recursive: true });
    });
    return follow(child);
  },
};

/** Java for a program that is over soon, and with what the old client of Debian needs for TLS. */
const JAVA = [
  '-XX:TieredStopAtLevel=1',
  '-XX:-UsePerfData',
  '-Djdk.tls.trustNameService=true',
  '-cp',
  JAVA_PATH,
];

/** The programs for the other languages, run inside the tree of their toolchains. */
export function programsOf(toolchain: Toolchain): readonly Program[] {
  const program = (name: string, connection: string, ...command: string[]): Program => ({
    ...{ name, connection, updates: name !== 'java' },
    start: (env, ca) => toolchain.start(command, env, ca),
  });
  return [
    program('pika', 'orders (pika)', 'python3', `${MOUNT}/python/orders_pika.py`),
    program('aio-pika', 'orders (aio-pika)', 'python3', `${MOUNT}/python/orders_aio_pika.py`),
    program('go', 'orders (Go)', `${MOUNT}/orders`),
    program('java', 'orders (Java)', 'java', ...JAVA, 'Orders'),
  ];
}
