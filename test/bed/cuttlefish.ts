import { configArguments, configFiles, inside, runOffline } from './offline.js';
import type { ConfigFiles } from './offline.js';
import type { Suite } from './tree.js';
import { CommandFailed } from './tree.js';

/** What RabbitMQ makes of a configuration at boot. */
export type ConfigCheck =
  | {
      readonly ok: true;
      /** The whole configuration as an Erlang term. */
      readonly erlangConfig: string;
      /** What the broker would log at level warning while it reads; empty if nothing. */
      readonly warnings: string;
    }
  | { readonly ok: false; readonly message: string };

/**
 * Reads a configuration as the boot of a suite's RabbitMQ reads it, by the same function, without a
 * boot: in about a second.
 */
export async function checkConfig(suite: Suite, config: ConfigFiles): Promise<ConfigCheck> {
  const command = ['check', ...configArguments(config, 'rabbitmq'), inside('result')];
  try {
    const done = await runOffline(suite, configFiles(config, 'rabbitmq'), command, 'result');
    return { ok: true, erlangConfig: done.result, warnings: done.printed };
  } catch (error) {
    if (error instanceof CommandFailed) return { ok: false, message: error.output };
    throw error;
  }
}
