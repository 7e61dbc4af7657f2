import type { Broker } from '../policy/brokers/broker.js';
import type { BrokerStatus, ConfigurationStatus } from './amazon-mq.js';
import { actionText, stateRow } from './states.js';

/** The most revisions of a configuration. Source: Amazon MQ developer guide, "Quotas". */
export const MOST_REVISIONS = 300;

/** What a policy says of the broker that is deployed to. */
export type Expected = Pick<Broker, 'name' | 'account'> & {
  /** The engine's line; undefined where no policy says one. */
  readonly line: string | undefined;
};

/** The line of an engine version: `4.2` of `4.2.6`. */
export function engineLineOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}

/**
 * Why a broker is not the one that a policy speaks of, or cannot be changed now: lines for people, the
 * first of them the reason; none where it can. A broker that reboots is no misfit: it can be waited for.
 */
export function misfit(expected: Expected, status: BrokerStatus): readonly string[] {
  const { name, account, line } = expected;
  const { arn, engine, engineVersion, comingVersion, state, actions } = status;
  const theirs = arn?.split(':')[4];
  if (account !== undefined && theirs !== undefined && account !== theirs)
    return [
      `the credentials are those of account ${theirs}, and the policy says \`account ${account}\` for ${name}`,
    ];
  if (engine !== 'RABBITMQ') return [`${name} is no RabbitMQ broker: Amazon MQ says ${engine}`];
  const { is, advice } = stateRow(state);
  if (is === 'never')
    return [`${name} is ${state} and cannot be changed now: ${advice}`, ...actions.map(actionText)];
  if (line === undefined) return [];
  const told = `the policy says \`engine amazon-mq ${line}\``;
  const coming = comingVersion === undefined ? undefined : engineLineOf(comingVersion);
  if (engineLineOf(engineVersion) !== line) {
    if (coming !== line)
      return [`${name} runs RabbitMQ ${engineVersion || 'of no known version'}, and ${told}`];
    return [
      `${name} runs RabbitMQ ${engineVersion} until its next reboot, and ${told}: reboot it, and deploy then`,
    ];
  }
  if (coming !== undefined && coming !== line)
    return [
      `${name} becomes RabbitMQ ${comingVersion ?? ''} at its next reboot, and ${told}: either take that upgrade back, or reboot the broker, change \`engine\`, and deploy then`,
    ];
  return [];
}

/** Why a configuration cannot be given to a broker, before anything is written; undefined where it can. */
export function configurationMisfit(
  { name }: Expected,
  { engine, engineVersion }: BrokerStatus,
  configuration: ConfigurationStatus,
): string | undefined {
  const { id } = configuration;
  if (configuration.engine !== '' && configuration.engine !== engine)
    return `the configuration ${id} is one for ${configuration.engine}, and ${name} is a RabbitMQ broker`;
  const [theirs, its] = [engineLineOf(configuration.engineVersion), engineLineOf(engineVersion)];
  if (theirs === '' || theirs === its) return undefined;
  return `the configuration ${id} is one for RabbitMQ ${theirs}, and ${name} runs RabbitMQ ${its}, which does not take it: ${newConfiguration(name, its)}`;
}

/** Why no further revision can be written to a configuration; undefined where one can. */
export function fullConfiguration(
  { name }: Expected,
  { engineVersion }: BrokerStatus,
  { id, latest }: ConfigurationStatus,
): string | undefined {
  // A higher number shows that AWS has raised the quota of this account.
  if (latest !== MOST_REVISIONS) return undefined;
  return `the configuration ${id} has ${MOST_REVISIONS} revisions, and Amazon MQ keeps no more of one: ${newConfiguration(name, engineLineOf(engineVersion))}`;
}

function newConfiguration(name: string, line: string): string {
  return `make another one with \`aws mq create-configuration --name ${name} --engine-type RABBITMQ --engine-version ${line}\`, and write the id that comes back to the policy as \`configuration\``;
}
