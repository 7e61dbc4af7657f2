import type { Broker } from '../policy/broker.js';
import type { BrokerStatus } from './amazon-mq.js';

/** The states in which a configuration can be given to a broker. */
const READY = ['RUNNING', 'REBOOT_IN_PROGRESS'];

/** Why a broker is not the one that a policy speaks of, or cannot be changed now: a line for people. */
export function misfit(broker: Broker, status: BrokerStatus): string | undefined {
  const { name, account, engine } = broker;
  const theirs = status.arn?.split(':')[4];
  if (account !== undefined && theirs !== undefined && account !== theirs)
    return `the credentials are those of account ${theirs}, and the policy says \`account ${account}\` for ${name}`;
  if (status.engine !== 'RABBITMQ')
    return `${name} is no RabbitMQ broker: Amazon MQ says ${status.engine}`;
  const line = engine.line;
  if (status.engineVersion !== line && !status.engineVersion.startsWith(`${line}.`))
    return `${name} runs RabbitMQ ${status.engineVersion}, and the policy says \`engine amazon-mq ${line}\``;
  if (!READY.includes(status.state)) return `${name} is ${status.state} and cannot be changed now`;
  return undefined;
}
