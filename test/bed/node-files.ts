import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MOUNT } from './tree.js';

/** The ports of one broker, all on 127.0.0.1. */
export interface Ports {
  readonly amqp: number;
  readonly management: number;
  readonly stream: number;
  readonly mqtt: number;
  readonly stomp: number;
  readonly webMqtt: number;
  readonly webStomp: number;
  readonly distribution: number;
  readonly epmd: number;
}

/** What a broker is configured with: the files under test as they are, and the machine's part. */
export interface NodeSettings {
  /** The text of rabbitmq.conf. */
  readonly rabbitmqConf: string;
  /** The text of advanced.config, where there is one. */
  readonly advancedConfig?: string;
  /** Plugins beside those for OAuth 2, management and streams, such as `rabbitmq_mqtt`. */
  readonly plugins?: readonly string[];
  /** Those of the usual plugins that are left out. */
  readonly without?: readonly string[];
  /** The certificate (PEM) of the authority that signed the JWKS server's. */
  readonly ca?: string;
  /** Further files by their names, which the broker finds in its folder, {@link MOUNT}. */
  readonly files?: Readonly<Record<string, string>>;
}

/** The name of every node: each broker has a port mapper of its own, so they do not meet. */
export const NODE_NAME = 'bed@localhost';

/** The secret that the broker and those who call it share. */
export const COOKIE = 'bed';

const PLUGINS = ['rabbitmq_auth_backend_oauth2', 'rabbitmq_management', 'rabbitmq_stream'];

/** Where the broker writes its log, seen from its own root. */
const LOG_FOLDER = `${MOUNT}/log`;

/**
 * Writes a broker's files to `folder`. rabbitmq.conf and advanced.config stay as they were given; what
 * belongs to the machine (listeners, log, the JWKS server's authority) is a further file, which RabbitMQ
 * reads after rabbitmq.conf.
 */
export async function writeNodeFiles(
  folder: string,
  settings: NodeSettings,
  ports: Ports,
): Promise<void> {
  const usual = PLUGINS.filter((name) => settings.without?.includes(name) !== true);
  const enabled = [...usual, ...(settings.plugins ?? [])];
  const files: [name: string, text: string | undefined][] = [
    ['rabbitmq.conf', settings.rabbitmqConf],
    ['advanced.config', settings.advancedConfig],
    ['conf.d/machine.conf', machineConf(ports, settings.ca !== undefined)],
    ['enabled_plugins', `[${enabled.join(',')}].\n`],
    ['ca.pem', settings.ca],
    ['.erlang.cookie', COOKIE],
    ...Object.entries(settings.files ?? {}),
  ];
  for (const name of ['conf.d', 'log']) await mkdir(join(folder, name));
  for (const [name, text] of files)
    if (text !== undefined) await writeFile(join(folder, name), text, { mode: 0o600 });
}

/** The environment in which RabbitMQ's own scripts start the broker and `rabbitmqctl`. */
export function nodeEnvironment(ports: Ports): Record<string, string> {
  return {
    ...epmdEnvironment(ports),
    RABBITMQ_NODENAME: NODE_NAME,
    RABBITMQ_DIST_PORT: String(ports.distribution),
    RABBITMQ_CONFIG_FILE: `${MOUNT}/rabbitmq.conf`,
    RABBITMQ_CONFIG_FILES: `${MOUNT}/conf.d`,
    RABBITMQ_ADVANCED_CONFIG_FILE: `${MOUNT}/advanced.config`,
    RABBITMQ_ENABLED_PLUGINS_FILE: `${MOUNT}/enabled_plugins`,
    RABBITMQ_MNESIA_BASE: `${MOUNT}/data`,
    RABBITMQ_LOG_BASE: LOG_FOLDER,
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
    RUNNING_UNDER_SYSTEMD: 'true', // the script then becomes the broker instead of watching it
  };
}

/** What a program needs to find the broker's node. */
export function epmdEnvironment(ports: Ports): Record<string, string> {
  return { ERL_EPMD_ADDRESS: '127.0.0.1', ERL_EPMD_PORT: String(ports.epmd) };
}

function machineConf(ports: Ports, hasCa: boolean): string {
  const lines = [
    `listeners.tcp.1 = 127.0.0.1:${ports.amqp}`,
    'management.tcp.ip = 127.0.0.1',
    `management.tcp.port = ${ports.management}`,
    `stream.listeners.tcp.1 = 127.0.0.1:${ports.stream}`,
    'stream.advertised_host = localhost',
    `stream.advertised_port = ${ports.stream}`,
    `mqtt.listeners.tcp.1 = 127.0.0.1:${ports.mqtt}`,
    `stomp.listeners.tcp.1 = 127.0.0.1:${ports.stomp}`,
    'web_mqtt.tcp.ip = 127.0.0.1',
    `web_mqtt.tcp.port = ${ports.webMqtt}`,
    'web_stomp.tcp.ip = 127.0.0.1',
    `web_stomp.tcp.port = ${ports.webStomp}`,
    'log.console = false',
    `log.dir = ${LOG_FOLDER}`,
    'log.file = broker.log',
    ...(hasCa ? [`auth_oauth2.https.cacertfile = ${MOUNT}/ca.pem`] : []),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
