import { erlangBinary } from './broker.js';
import type { Broker } from './broker.js';
import type { ConfigFiles } from './offline.js';
import { MOUNT } from './tree.js';

/** Where a running broker reads the files from. */
const CONF = `${MOUNT}/next.conf`;
const ADVANCED = `${MOUNT}/next.config`;

/**
 * Lets a running broker decide by another configuration from now on: it reads the files with the
 * function that reads them at boot, and takes over all that they say to the OAuth 2 plugin, aliases
 * included. Nothing else changes, so the other settings must be those that it was started with.
 * @throws if the broker does not take the files
 */
export async function reconfigure(broker: Broker, config: ConfigFiles): Promise<void> {
  const { rabbitmqConf, advancedConfig } = config;
  const answer = await broker.eval(
    [
      `ok = file:write_file("${CONF}", ${erlangBinary(rabbitmqConf)})`,
      `ok = file:write_file("${ADVANCED}", ${erlangBinary(advancedConfig ?? '[].')})`,
      `Files = ["${CONF}", "${MOUNT}/conf.d/machine.conf"]`,
      'Context = rabbit_prelaunch:get_context()',
      `Config = rabbit_prelaunch_conf:generate_config_from_cuttlefish_files(Context, Files, "${ADVANCED}")`,
      'App = rabbitmq_auth_backend_oauth2',
      'application:unset_env(App, scope_aliases)', // a policy may grant nothing
      '[application:set_env(App, Key, Value) || {Key, Value} <- proplists:get_value(App, Config)]',
      'done',
    ].join(', '),
  );
  if (answer !== 'done') throw new Error(`reconfigure: ${answer}`);
}
