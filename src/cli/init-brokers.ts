import type { CallerIdentity } from '../deploy/account/identity.js';
import type { AccountBroker } from '../deploy/account/brokers.js';
import { isBrokerId, isConfigurationId } from '../aws/mq-ids.js';
import { engineLineOf } from '../deploy/fit.js';
import { linesOf } from '../rabbitmq/engines.js';
import { isReserved } from '../syntax/words.js';

/** What every broker of an account has in common. */
export interface AccountFacts extends CallerIdentity {
  readonly region: string;
  readonly issuer: string;
}

/** Source: the language, "Words"; a broker is called in a policy as it is at Amazon MQ. */
const IDENTIFIER = /^[A-Za-z][A-Za-z0-9_-]*$/;

/** The states in which there is no broker to speak of, or soon will be none. */
const GONE: readonly string[] = ['CREATION_FAILED', 'DELETION_IN_PROGRESS'];

/** Why no policy can be about a broker: a clause that names it; undefined where one can. */
export function fitting({ name, state, engineVersion }: AccountBroker): string | undefined {
  if (GONE.includes(state)) return `${name} is ${state}`;
  if (isReserved(name)) return `${name}, whose name is a word of the language`;
  if (!IDENTIFIER.test(name))
    return `${name}, as a name in a policy is a letter, followed by letters, digits, - and _`;
  const known = linesOf('amazon-mq');
  const isKnown = known.some((line) => line === engineLineOf(engineVersion));
  return isKnown
    ? undefined
    : `${name} runs RabbitMQ ${engineVersion === '' ? 'of no known version' : engineVersion}, and roles sign in to ${known.join(', ')} alone`;
}

/**
 * The blocks that declare brokers: one, or for several a first one with what they have in common, and one
 * for each.
 *
 * @param brokers at least one; one with an empty id is still to be made
 */
export function brokerBlocks(facts: AccountFacts, brokers: readonly AccountBroker[]): string {
  const [only, ...others] = brokers;
  if (only === undefined || others.length > 0)
    return [
      block(brokers.map(({ name }) => name).join(', '), shared(facts)),
      ...brokers.map((broker) => block(broker.name, own(broker))),
    ].join('\n');
  return block(only.name, [...own(only), ...shared(facts)]);
}

/** The order in which a block has its settings. */
const ORDER = [
  'engine',
  'account',
  'region',
  'partition',
  'id',
  'configuration',
  'issuer',
  'token',
] as const;

type Setting = readonly [name: (typeof ORDER)[number], value: string];

function block(names: string, settings: readonly Setting[]): string {
  const lines = [...settings]
    .sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b))
    .map(([name, value]) => `  ${name} ${value}\n`);
  return `broker ${names} {\n${lines.join('')}}\n`;
}

function shared({ account, partition, region, issuer }: AccountFacts): readonly Setting[] {
  return [
    ['account', account],
    ['region', region],
    ...(partition === 'aws' ? [] : [['partition', partition] as const]),
    ['issuer', issuer],
    ['token', 'ES384 max 15m'],
  ];
}

function own({ id, engineVersion, configuration }: AccountBroker): readonly Setting[] {
  const hasConfiguration = configuration !== undefined && isConfigurationId(configuration);
  return [
    ['engine', `amazon-mq ${engineLineOf(engineVersion)}`],
    ...(isBrokerId(id) ? [['id', id] as const] : []),
    ...(hasConfiguration ? [['configuration', configuration] as const] : []),
  ];
}
