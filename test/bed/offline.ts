import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MOUNT, runInside, treeOf } from './tree.js';
import type { Suite } from './tree.js';

/** The texts of a broker's configuration files. */
export interface ConfigFiles {
  readonly rabbitmqConf: string;
  readonly advancedConfig?: string;
}

const SCRIPT = fileURLToPath(new URL('offline.escript', import.meta.url));

/**
 * Runs a command of `offline.escript` with a suite's RabbitMQ.
 * @param files what to write into its folder before, by name
 * @param result the name of the file that it writes
 * @returns the text of that file, and what the command printed
 * @throws with what the command printed if it fails
 */
export async function runOffline(
  suite: Suite,
  files: Readonly<Record<string, string>>,
  command: readonly string[],
  result: string,
): Promise<{ readonly result: string; readonly printed: string }> {
  const tree = await treeOf(suite);
  const folder = await mkdtemp(join(tmpdir(), 'offline-'));
  try {
    await copyFile(SCRIPT, join(folder, 'offline.escript'));
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    const escript = ['escript', `${MOUNT}/offline.escript`, ...command];
    const printed = await runInside(tree, folder, escript, { ERL_LIBS: '/rabbitmq/plugins' });
    return { result: await readFile(join(folder, result), 'utf8'), printed };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A configuration as files for {@link runOffline}, which are called `name.conf` and `name.config`. */
export function configFiles(
  { rabbitmqConf, advancedConfig }: ConfigFiles,
  name: string,
): Record<string, string> {
  return {
    [`${name}.conf`]: rabbitmqConf,
    ...(advancedConfig === undefined ? {} : { [`${name}.config`]: advancedConfig }),
  };
}

/** The arguments that name these files, seen from inside. */
export function configArguments({ advancedConfig }: ConfigFiles, name: string): [string, string] {
  return [inside(`${name}.conf`), advancedConfig === undefined ? 'none' : inside(`${name}.config`)];
}

/** The path of a file of the working folder, seen from inside. */
export function inside(name: string): string {
  return `${MOUNT}/${name}`;
}
