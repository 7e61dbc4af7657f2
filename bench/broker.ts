/*
 * What roles cost a real RabbitMQ 4.3.6: bytes of configuration, the boot, and a connection over AMQP
 * with the token of one role. Three ways to write the same rights: what `compile` writes for the engine,
 * the same scopes all in rabbitmq.conf, as Amazon MQ needs it, and what one would write by hand, a scope
 * for each permission of each phrase and name under the default prefix of the audience. Arguments are
 * numbers of roles. Wants what `npm run test:brokers` wants: root and Debian.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openAmqp } from '../test/bed/amqp.js';
import { startBroker, type Broker } from '../test/bed/broker.js';
import { startSts, type Sts } from '../test/bed/sts.js';
import { isObject } from '../test/lsp/driver/client.js';
import { machine, median, table } from './figures.js';
import { runWarren } from './process.js';
import { samplePolicy, SHARED_FILE, writePolicy } from './sample.js';

const ROLES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10, 100, 300, 1_000];

const AUDIENCE = 'https://mq.example.com';
const SHORT_PREFIX = 'w.';
const LONG_PREFIX = `${AUDIENCE}.`;

/** A boot that takes longer is given up. */
const PATIENCE_MS = 300_000;

const CONNECTIONS = 200;

interface Configuration {
  readonly rabbitmqConf: string;
  readonly advancedConfig?: string;
}

/** A role by its ARN, with its scopes as the broker reads them. */
type Alias = readonly [arn: string, scopes: readonly string[]];

/** What `compile` writes for RabbitMQ 4.3.6, and the scopes in it. */
function compiled(
  roles: number,
  issuer: string,
): { readonly files: Configuration; readonly aliases: readonly Alias[] } {
  const policy = new Map(samplePolicy(roles, 'rabbitmq 4.3.6'));
  const shared = policy.get(SHARED_FILE) ?? '';
  const settings = `issuer ${issuer}\n  audience ${AUDIENCE}\n  scope-prefix ${SHORT_PREFIX}`;
  // The ids and the region are those of Amazon MQ.
  const own = shared
    .replace(/issuer .*/, settings)
    .replaceAll(/^ +(id|configuration|region) .*\n/gm, '');
  const folder = writePolicy(policy.set(SHARED_FILE, own));
  const out = join(folder, '../out');
  runWarren(['compile', folder, '--out', out]);
  const read = (name: string): string => readFileSync(join(out, 'bench', name), 'utf8');
  const { files, roles: listed } = manifestOf(read('manifest.json'));
  const advancedConfig = files.includes('advanced.config') ? read('advanced.config') : undefined;
  const rabbitmqConf = read('rabbitmq.conf');
  return {
    files: { rabbitmqConf, ...(advancedConfig === undefined ? {} : { advancedConfig }) },
    aliases: listed,
  };
}

function manifestOf(text: string): {
  readonly files: readonly string[];
  readonly roles: readonly Alias[];
} {
  const manifest: unknown = JSON.parse(text);
  if (!isObject(manifest) || !isObject(manifest['files']) || !Array.isArray(manifest['roles']))
    throw new Error('the manifest has another shape');
  const listed: readonly unknown[] = manifest['roles'];
  const roles = listed.filter(isObject).map(({ arn, scopes }): Alias => {
    const list: readonly unknown[] = Array.isArray(scopes) ? scopes : [];
    return [String(arn), list.filter(isObject).map(({ scope }) => String(scope))];
  });
  return { files: Object.keys(manifest['files']), roles };
}

/** The same configuration with all aliases in rabbitmq.conf. */
function inConf(
  { rabbitmqConf }: Configuration,
  aliases: readonly Alias[],
  prefix: string,
): string {
  const fixed = rabbitmqConf
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('auth_oauth2.scope_aliases.'))
    .map((line) => line.replace(/^(auth_oauth2.scope_prefix = ).*/, `$1${prefix}`));
  const lines = aliases.flatMap(([arn, scopes], at) => [
    `auth_oauth2.scope_aliases.${at + 1}.alias = ${arn}`,
    `auth_oauth2.scope_aliases.${at + 1}.scope = ${scopes.join(' ')}`,
  ]);
  return [...fixed, ...lines, ''].join('\n');
}

/** The ten phrases of a role of the sample, each as the broker checks it, one scope after the other. */
function byHand(number: number): Alias {
  const [role, vhost] = [`svc-${number}`, `team-${number % 20}`];
  const neighbour = number < 20 ? role : `svc-${number - 20}`;
  const bind = (queue: string, exchange: string, ...keys: readonly string[]): string[] => [
    `write:${vhost}/${queue}`,
    `read:${vhost}/${exchange}`,
    ...keys.map((key) => `read:${vhost}/${exchange}/${key}`),
  ];
  const publish = (exchange: string, ...keys: readonly string[]): string[] => [
    `write:${vhost}/${exchange}`,
    ...keys.map((key) => `write:${vhost}/${exchange}/${key}`),
  ];
  const scopes = [
    ...publish(`${role}.events`, 'order.created.*', 'order.cancelled'),
    ...publish('team.audit', `${role}.*`),
    `configure:${vhost}/${role}.events`,
    `configure:${vhost}/${role}.dead`,
    ...[`configure:${vhost}/${role}.work`, `read:${vhost}/${role}.work`],
    `write:${vhost}/${role}.dead`,
    ...bind(`${role}.work`, `${neighbour}.events`, 'order.*', 'stock.low'),
    ...bind(`${role}.held`, 'team.audit', `${neighbour}.*`),
    `read:${vhost}/${role}.held`,
    ...publish('amq.topic', `${role}.done.*`),
    `write:${vhost}/amq.default`,
    ...[`configure:${vhost}/${role}.reply.*`, `read:${vhost}/${role}.reply.*`],
  ];
  return [`arn:aws:iam::111122223333:role/team/${role}`, scopes.map((one) => LONG_PREFIX + one)];
}

/** From the socket to an open channel and the end of the connection, in ms: the middle of many. */
async function connectionTime(broker: Broker, sts: Sts): Promise<number> {
  await broker.addVhost('team-0');
  const roleArn = 'arn:aws:iam::111122223333:role/team/svc-0';
  const token = await sts.mint({ roleArn, audience: AUDIENCE });
  const times: number[] = [];
  for (let at = 0; at < CONNECTIONS * 1.2; at++) {
    const start = performance.now();
    const session = await openAmqp(broker, 'team-0', token);
    const channel = await session.connection.createChannel();
    times.push(performance.now() - start);
    await channel.close();
    await session.close();
  }
  return median(times.slice(-CONNECTIONS));
}

/** The boot and a connection, as cells of a table. */
async function tried(files: Configuration, sts: Sts): Promise<readonly [string, string]> {
  const start = performance.now();
  const seconds = (): string => `${((performance.now() - start) / 1000).toFixed(1)} s`;
  let broker: Broker;
  try {
    broker = await startBroker({ suite: 'forky', ...files, ca: sts.ca, patience: PATIENCE_MS });
  } catch (thrown) {
    if (!String(thrown).includes('not ready in time')) throw thrown;
    return [`given up after ${PATIENCE_MS / 60_000} min`, ''];
  }
  const boot = seconds();
  try {
    return [boot, `${(await connectionTime(broker, sts)).toFixed(2)} ms`];
  } finally {
    await broker.stop();
  }
}

const sts = await startSts();
const rows: (string | number)[][] = [
  [
    'roles',
    'written',
    'aliases in',
    'scopes a role',
    'bytes',
    'bytes a role',
    'boot',
    'connection',
  ],
];
/** Those that the broker did not get through with fewer roles. */
const givenUp = new Set<string>();
for (const roles of ROLES) {
  const { files, aliases } = compiled(roles, sts.issuer);
  const hand = Array.from({ length: roles }, (_, at) => byHand(at));
  const ways: readonly (readonly [string, Configuration, readonly Alias[]])[] = [
    ['by `compile`', files, aliases],
    [
      'the same scopes, in rabbitmq.conf',
      { rabbitmqConf: inConf(files, aliases, SHORT_PREFIX) },
      aliases,
    ],
    ['by hand', { rabbitmqConf: inConf(files, hand, LONG_PREFIX) }, hand],
  ];
  for (const [way, configuration, listed] of ways) {
    const { rabbitmqConf, advancedConfig = '' } = configuration;
    const bytes = Buffer.byteLength(rabbitmqConf + advancedConfig);
    const scopes = listed.reduce((sum, [, list]) => sum + list.length, 0) / roles;
    const place = advancedConfig === '' ? 'rabbitmq.conf' : 'advanced.config';
    console.error(`  ${roles} roles, ${way}, ${bytes} bytes in ${place}`);
    const isFirst = way === 'by `compile`';
    const repeats = !isFirst && rabbitmqConf === files.rabbitmqConf;
    const cells: readonly [string, string] = givenUp.has(way)
      ? ['not tried: more than what was given up', '']
      : repeats
        ? ['as above', 'as above']
        : await tried(configuration, sts);
    if (cells[0].startsWith('given up')) givenUp.add(way);
    rows.push([
      roles.toLocaleString('en'),
      way,
      place,
      scopes.toFixed(1),
      bytes.toLocaleString('en'),
      Math.round(bytes / roles).toLocaleString('en'),
      ...cells,
    ]);
  }
}
await sts.stop();
console.log(`${machine()}; RabbitMQ 4.3.6`);
console.log();
console.log(table(rows));
