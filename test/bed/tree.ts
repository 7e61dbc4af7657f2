import { execFile, spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** A Debian suite that RabbitMQ is taken from: trixie has 4.0.5, forky has 4.3.6. */
export type Suite = 'trixie' | 'forky';

/** Every suite, for tests that run on each. */
export const SUITES: readonly Suite[] = ['trixie', 'forky'];

/** The folder inside a tree where a working folder of the host is mounted. */
export const MOUNT = '/bed';

const FETCH = fileURLToPath(new URL('fetch.sh', import.meta.url));

const BASE_ENVIRONMENT = {
  PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
  LANG: 'C.UTF-8',
  HOME: MOUNT,
  ERL_CRASH_DUMP_SECONDS: '0', // no crash dump: it would be written into the tree
};

/** What runs as the first process of the new namespaces: mounts, then the command in the tree. */
const ENTER = `
  mount --rbind /dev "$1/dev" && mount --bind "$2" "$1${MOUNT}" &&
  root=$1 && shift 2 && exec chroot "$root" "$@"`;

/**
 * The folder of a suite's unpacked packages, fetched if it is not there yet.
 * @throws with what `fetch.sh` said: not root, not Debian, no network
 */
export async function treeOf(suite: Suite): Promise<string> {
  const { stdout } = await promisify(execFile)(FETCH, [suite]);
  return stdout.trim();
}

/** The version of RabbitMQ in a tree, such as `4.0.5`. */
export async function versionOf(tree: string): Promise<string> {
  return (await readlink(join(tree, 'rabbitmq'))).replace(/^.*-/, '');
}

/**
 * Starts a command with `tree` as its root and `folder` mounted at {@link MOUNT}, in mount and process
 * namespaces of its own. All that it starts ends when it ends, when the returned process is killed,
 * and when this process ends, however that happens.
 */
export function spawnInside(
  tree: string,
  folder: string,
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ChildProcessWithoutNullStreams {
  const unshare = ['unshare', '--mount', '--pid', '--fork', '--kill-child=KILL'];
  const enter = [`--mount-proc=${tree}/proc`, 'sh', '-c', ENTER, 'sh', tree, folder];
  return spawn('setpriv', ['--pdeathsig', 'KILL', ...unshare, ...enter, ...command], {
    env: { ...BASE_ENVIRONMENT, ...env },
  });
}

/** A command that did not end with 0. */
export class CommandFailed extends Error {
  constructor(
    command: readonly string[],
    code: number | null,
    /** What it wrote to its standard output. */
    readonly output: string,
    errors: string,
  ) {
    super(`${command.join(' ')} ended with ${String(code)}: ${output}${errors}`);
  }
}

/**
 * Runs a command inside a tree, as {@link spawnInside} does, with `input` as its standard input.
 * @returns its standard output
 * @throws {@link CommandFailed} if it does not end with 0
 */
export async function runInside(
  tree: string,
  folder: string,
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
  input = '',
): Promise<string> {
  const child = spawnInside(tree, folder, command, env);
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  child.stdin.on('error', () => undefined); // a command may end without reading its input
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  const text = Buffer.concat(output).toString();
  if (code === 0) return text;
  throw new CommandFailed(command, code, text, String(Buffer.concat(errors)));
}
