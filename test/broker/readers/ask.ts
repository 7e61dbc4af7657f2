import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MOUNT, runInside, treeOf } from '../../bed/tree.js';
import type { Suite } from '../../bed/tree.js';

const SCRIPT = fileURLToPath(new URL('readers.escript', import.meta.url));

/** What RabbitMQ reads from each of many texts, as lines of `readers.escript`. */
export async function readByBroker(
  suite: Suite,
  what: 'confs' | 'advanced',
  texts: readonly (string | Uint8Array)[],
): Promise<readonly string[]> {
  const tree = await treeOf(suite);
  const folder = await mkdtemp(join(tmpdir(), 'readers-'));
  try {
    await copyFile(SCRIPT, join(folder, 'readers.escript'));
    const lines = texts.map((text) => `${Buffer.from(text).toString('base64')}\n`);
    await writeFile(join(folder, 'texts'), lines.join(''));
    const command = ['sh', '-c', RUN, 'sh', what];
    await runInside(tree, folder, command, { ERL_LIBS: '/rabbitmq/plugins' });
    return (await readFile(join(folder, 'answers'), 'utf8')).split('\n').slice(0, -1);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const SCHEMA =
  '/rabbitmq/plugins/rabbitmq_auth_backend_oauth2-*/priv/schema/rabbitmq_auth_backend_oauth2.schema';
const RUN = `
  cd ${MOUNT}
  case $1 in
    confs) exec escript readers.escript confs ${SCHEMA} texts answers ;;
    *) exec escript readers.escript advanced texts answers ;;
  esac`;
