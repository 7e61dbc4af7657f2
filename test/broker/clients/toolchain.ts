import { execFile } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { MOUNT, runInside, spawnInside } from '../../bed/tree.js';
import { CLIENTS } from './bed.js';
import { follow } from './running.js';
import type { Running } from './running.js';

const FETCH = fileURLToPath(new URL('fetch.sh', import.meta.url));

/** The folder of Debian's Python, Go and Java, and the programs that they run, built. */
export interface Toolchain {
  /** Starts a command in there, with the folder of the programs at {@link MOUNT}. */
  readonly start: (
    command: readonly string[],
    env: Readonly<Record<string, string>>,
    ca?: string,
  ) => Running;
  readonly remove: () => Promise<void>;
}

/** What Debian's Go needs to build programs of packages that lie about as texts, from no network. */
const GO = {
  GO111MODULE: 'off',
  GOPATH: `${MOUNT}:/usr/share/gocode`,
  GOCACHE: '/root/go-build', // in the tree, so that the next run builds little
  GOTELEMETRY: 'off',
  CGO_ENABLED: '0',
};

/** Where Java finds the client, and where what is built from its sources. */
export const JAVA_PATH = [
  `${MOUNT}/java`,
  ...['amqp-client', 'slf4j-api', 'slf4j-nop'].map((name) => `/usr/share/java/${name}.jar`),
].join(':');

/** What Debian's client of 2017 has the classes for: RefreshingCredentials wants a newer one. */
const JAVA_SOURCES = ['Orders.java', 'Publisher.java', 'Token.java'];

/**
 * Fetches the toolchains if they are not there yet, and builds the programs.
 * @throws with what `fetch.sh` or a compiler said
 */
export async function startToolchain(): Promise<Toolchain> {
  const { stdout } = await promisify(execFile)(FETCH);
  const tree = stdout.trim();
  const folder = await mkdtemp(join(tmpdir(), 'clients-'));
  try {
    await cp(join(CLIENTS, 'python'), join(folder, 'python'), { recursive: true });
    await mkdir(join(folder, 'src'));
    await cp(join(CLIENTS, 'go'), join(folder, 'src/orders'), { recursive: true });
    await cp(join(CLIENTS, 'java'), join(folder, 'java'), { recursive: true });
    await runInside(tree, folder, ['go', 'build', '-o', `${MOUNT}/orders`, 'orders'], GO);
    const sources = JAVA_SOURCES.map((name) => `${MOUNT}/java/${name}`);
    await runInside(tree, folder, ['javac', '-cp', JAVA_PATH, '-d', `${MOUNT}/java`, ...sources]);
  } catch (error) {
    await rm(folder, { recursive: true });
    throw error;
  }
  let files = 0;
  const start: Toolchain['start'] = (command, env, ca) => {
    if (ca === undefined) return followInside(spawnInside(tree, folder, command, env));
    const name = `ca-${(files += 1)}.pem`;
    writeFileSync(join(folder, name), ca);
    const given = { ...env, CA_FILE: `${MOUNT}/${name}` };
    return followInside(spawnInside(tree, folder, command, given));
  };
  return { start, remove: () => rm(folder, { recursive: true }) };
}

/** Follows a program that runs inside: a signal has to reach it, and not what has put it there. */
function followInside(child: ChildProcessWithoutNullStreams): Running {
  return follow(child, () => {
    if (child.exitCode !== null) return;
    const pid = String(child.pid);
    const inside = Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8'));
    process.kill(inside, 'SIGTERM');
  });
}
