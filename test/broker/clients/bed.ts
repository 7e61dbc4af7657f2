import { connect } from 'amqplib';
import type { Channel } from 'amqplib';
import { fileURLToPath } from 'node:url';
import { loadPolicy } from '#warren/source/load.js';
import { Source } from '#warren/source/source.js';
import { startBroker } from '../../bed/broker.js';
import type { Broker } from '../../bed/broker.js';
import { makeCertificate } from '../../bed/certificate.js';
import { freePorts } from '../../bed/ports.js';
import { REGION, startStsApi } from '../../bed/sts-api.js';
import type { Caller, StsApi } from '../../bed/sts-api.js';
import { startSts } from '../../bed/sts.js';
import type { Suite } from '../../bed/tree.js';
import { compile, configOf } from '../compiled.js';
import { installCaBundle } from '../stand-ins.js';

/** Where the programs and their policy are. */
export const CLIENTS = fileURLToPath(new URL('../../../examples/clients', import.meta.url));

/** The audience of the policy's broker: its name. */
export const AUDIENCE = 'orders-prod';

const ROLE = 'arn:aws:iam::111122223333:role/orders/worker';

/** How long the tokens live, in seconds. */
export const LIFETIME = 6;

/** The internal user who makes what a pipeline would make. */
const ADMIN = 'admin';

/** A broker with the compiled policy of the examples, and the STS that its role gets tokens from. */
export interface Bed {
  readonly broker: Broker;
  readonly api: StsApi;
  /** The authority that signed the broker's certificate, PEM. */
  readonly ca: string;
  /** What a program needs to run: in its own vhost, `orders-NAME`, with credentials of its own. */
  readonly environmentOf: (name: string, tls?: boolean) => Record<string, string>;
  /** Does something in the vhost of a program as somebody who may do everything there. */
  readonly asAdmin: (name: string, act: (channel: Channel) => Promise<unknown>) => Promise<void>;
  /** Takes all that is left on the queue of a program, as message ids. */
  readonly leftOver: (name: string) => Promise<readonly string[]>;
  readonly stop: () => Promise<void>;
}

/** The vhost of a program. */
export function vhostOf(name: string): string {
  return `orders-${name}`;
}

/** The access key of a program. */
export function keyOf(name: string): string {
  return `AKIA${name
    .toUpperCase()
    .replaceAll(/[^A-Z]/g, '')
    .padEnd(16, 'X')}`;
}

/**
 * Starts a broker for the programs of these names, each with a vhost, a queue and credentials of its own.
 * @param callers what differs in how STS answers a program, by its name
 */
export async function startBed(
  suite: Suite,
  names: readonly string[],
  callers: Readonly<Record<string, Partial<Caller>>> = {},
): Promise<Bed> {
  await installCaBundle(suite);
  const sts = await startSts();
  const api = await startStsApi(
    sts,
    names.map((name) => ({ ...credentialsOf(name), roleArn: ROLE, ...callers[name] })),
    LIFETIME,
  );
  const tls = await makeCertificate();
  const [tlsPort = 0] = await freePorts(1);
  const conf = [
    `listeners.ssl.1 = 127.0.0.1:${tlsPort}`,
    ...['cacertfile = /bed/tls-ca.pem', 'certfile = /bed/tls.pem', 'keyfile = /bed/tls.key'].map(
      (line) => `ssl_options.${line}`,
    ),
  ];
  const { rabbitmqConf, ...advanced } = configurationFor(suite, sts.issuer);
  const broker = await startBroker({
    suite,
    rabbitmqConf: `${rabbitmqConf}${conf.join('\n')}\n`,
    ...advanced,
    ca: sts.ca,
    files: { 'tls-ca.pem': tls.ca, 'tls.pem': tls.cert, 'tls.key': tls.key },
  });
  await broker.rabbitmqctl('add_user', ADMIN, ADMIN);
  for (const name of names) await makeTopology(broker, vhostOf(name));
  const stop = async (): Promise<void> => {
    await broker.stop();
    await api.stop();
    await sts.stop();
  };
  const environmentOf: Bed['environmentOf'] = (name, secure = false) => {
    const { accessKeyId, secretAccessKey } = credentialsOf(name);
    return {
      AMQP_URL: secure
        ? `amqps://localhost:${tlsPort}/${vhostOf(name)}`
        : `amqp://127.0.0.1:${broker.amqpPort}/${vhostOf(name)}`,
      AUDIENCE,
      INTERVAL_MS: '50',
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_ENDPOINT_URL_STS: api.url,
      AWS_EC2_METADATA_DISABLED: 'true',
    };
  };
  return {
    ...{ broker, api, ca: tls.ca, environmentOf, stop },
    asAdmin: (name, act) => asAdmin(broker, vhostOf(name), act),
    leftOver: (name) => drain(broker, name),
  };
}

function credentialsOf(name: string): Pick<Caller, 'accessKeyId' | 'secretAccessKey'> {
  return { accessKeyId: keyOf(name), secretAccessKey: `secret/of+${name}` };
}

/** What the compiler makes of the policy for an issuer, each program having a vhost of its own. */
function configurationFor(suite: Suite, issuer: string): ReturnType<typeof configOf> {
  const loaded = loadPolicy([CLIENTS], CLIENTS);
  const sources = loaded.sources.map(({ name, text, path }) => {
    const changed = text
      .replace(/^( *issuer +)\S+/m, `$1${issuer}`)
      .replace(/^vhost orders \{/m, 'vhost orders-* {');
    // 4.0 takes the aliases of the policy in advanced.config only, which Amazon MQ does not have.
    const own = changed.replace(/amazon-mq \S+/, 'rabbitmq 4.0\n  internal-users on');
    return new Source(name, suite === 'trixie' ? own : changed, path);
  });
  const [artifacts] = compile({ ...loaded, sources });
  if (artifacts === undefined) throw new Error('the policy has no broker');
  return configOf(artifacts);
}

async function asAdmin(
  broker: Broker,
  vhost: string,
  act: (channel: Channel) => Promise<unknown>,
): Promise<void> {
  const connection = await connect({
    hostname: '127.0.0.1',
    port: broker.amqpPort,
    username: ADMIN,
    password: ADMIN,
    vhost: encodeURIComponent(vhost),
  });
  await act(await connection.createChannel());
  await connection.close();
}

async function makeTopology(broker: Broker, vhost: string): Promise<void> {
  await broker.addVhost(vhost);
  await broker.eval(
    `rabbit_auth_backend_internal:set_permissions(<<"${ADMIN}">>, <<"${vhost}">>, <<".*">>, <<".*">>, <<".*">>, <<"bed">>)`,
  );
  await asAdmin(broker, vhost, async (channel) => {
    await channel.assertQueue('orders.work', { durable: true });
    // It takes what comes between the making of the exchange and its binding.
    await channel.bindQueue('orders.work', 'amq.fanout', '');
    await declareExchange(channel);
  });
}

/** Makes the exchange that the programs publish to, with its binding. */
export async function declareExchange(channel: Channel): Promise<void> {
  const options = { durable: true, alternateExchange: 'amq.fanout' };
  await channel.assertExchange('orders.events', 'topic', options);
  await channel.bindQueue('orders.work', 'orders.events', 'order.*');
}

async function drain(broker: Broker, name: string): Promise<readonly string[]> {
  const ids: string[] = [];
  await asAdmin(broker, vhostOf(name), async (channel) => {
    for (;;) {
      const message = await channel.get('orders.work', { noAck: true });
      if (message === false) break;
      ids.push(String(message.properties.messageId));
    }
  });
  return ids;
}
