import { readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  COOKIE,
  NODE_NAME,
  epmdEnvironment,
  nodeEnvironment,
  writeNodeFiles,
} from './node-files.js';
import type { NodeSettings, Ports } from './node-files.js';
import { freePorts } from './ports.js';
import { untilReady } from './readiness.js';
import { runInside, spawnInside, treeOf, versionOf } from './tree.js';
import type { Suite } from './tree.js';

/** What to start: which RabbitMQ, and its configuration. */
export interface BrokerOptions extends NodeSettings {
  readonly suite: Suite;
  /** How long it may take to be ready, in ms; 90 seconds unless given. */
  readonly patience?: number;
}

/** A running broker that nobody but this process uses. */
export interface Broker {
  readonly suite: Suite;
  /** RabbitMQ's version, such as `4.0.5`. */
  readonly version: string;
  readonly amqpPort: number;
  readonly managementPort: number;
  readonly streamPort: number;
  /** In use only if `rabbitmq_mqtt` is among the plugins. */
  readonly mqttPort: number;
  /** In use only if `rabbitmq_stomp` is among the plugins. */
  readonly stompPort: number;
  /** In use only if `rabbitmq_web_mqtt` is among the plugins. */
  readonly webMqttPort: number;
  /** In use only if `rabbitmq_web_stomp` is among the plugins. */
  readonly webStompPort: number;
  /** Runs `rabbitmqctl` (about a second) and resolves to what it prints. */
  readonly rabbitmqctl: (...args: string[]) => Promise<string>;
  /** Runs Erlang expressions in the broker, `,` between them; resolves to the value as Erlang text. */
  readonly eval: (expressions: string) => Promise<string>;
  /** Everything in the broker's log so far. */
  readonly log: () => string;
  /** Creates a virtual host of any name; one that exists already is left as it is. */
  readonly addVhost: (name: string) => Promise<void>;
  /** Whether there is a virtual host of that name. */
  readonly hasVhost: (name: string) => Promise<boolean>;
  /** Ends the broker and removes what it wrote. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts a broker and waits until it is ready. It ends with `stop`, or else with this process.
 * @throws with the end of the broker's log if it ends or is not ready in time
 */
export async function startBroker(options: BrokerOptions): Promise<Broker> {
  const tree = await treeOf(options.suite);
  const folder = await mkdtemp(join(tmpdir(), 'broker-'));
  const ports = await choosePorts();
  await writeNodeFiles(folder, options, ports);
  const server = ['/rabbitmq/sbin/rabbitmq-server'];
  const child = spawnInside(tree, folder, server, nodeEnvironment(ports));
  const ended = new Promise<void>((resolve) => child.on('close', resolve));
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => printed.push(chunk.toString()));

  const removeFolder = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', removeFolder);
  const log = (): string => readIfThere(join(folder, 'log', 'broker.log')) + printed.join('');
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    removeFolder();
    process.off('exit', removeFolder);
  };
  try {
    await untilReady(child, log, options.patience);
  } catch (error) {
    await stop();
    throw error;
  }

  const evaluate = async (expressions: string): Promise<string> => {
    const call = ['erl_call', '-n', NODE_NAME, '-c', COOKIE, '-e'];
    const answer = await runInside(tree, folder, call, epmdEnvironment(ports), `${expressions}.\n`);
    const value = /^\{ok, (.*)\}\s*$/s.exec(answer)?.[1];
    if (value === undefined) throw new Error(`eval ${expressions}: ${answer}`);
    return value;
  };
  return {
    suite: options.suite,
    version: await versionOf(tree),
    amqpPort: ports.amqp,
    managementPort: ports.management,
    streamPort: ports.stream,
    mqttPort: ports.mqtt,
    stompPort: ports.stomp,
    webMqttPort: ports.webMqtt,
    webStompPort: ports.webStomp,
    rabbitmqctl: (...args) =>
      runInside(tree, folder, ['/rabbitmq/sbin/rabbitmqctl', ...args], nodeEnvironment(ports)),
    eval: evaluate,
    log,
    addVhost: async (name) => {
      const answer = await evaluate(`rabbit_vhost:add(${erlangBinary(name)}, <<"bed">>)`);
      if (answer !== 'ok') throw new Error(`add vhost ${name}: ${answer}`);
    },
    hasVhost: async (name) =>
      (await evaluate(`rabbit_vhost:exists(${erlangBinary(name)})`)) === 'true',
    stop,
  };
}

/** A text as an Erlang binary of its UTF-8 bytes, written so that no byte needs an escape. */
export function erlangBinary(text: string): string {
  return `<<${[...Buffer.from(text)].join(',')}>>`;
}

async function choosePorts(): Promise<Ports> {
  const [amqp = 0, management = 0, stream = 0, mqtt = 0, ...more] = await freePorts(9);
  const [stomp = 0, webMqtt = 0, webStomp = 0, distribution = 0, epmd = 0] = more;
  return { amqp, management, stream, mqtt, stomp, webMqtt, webStomp, distribution, epmd };
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // the broker has not opened its log yet
  }
}
