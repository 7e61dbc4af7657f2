import * as amqp from '../../bed/amqp.js';
import { each, overAmqp091, type Trial, type Trials } from './trial.js';
import { attempt, connectAmqp } from '../../bed/amqp-session.js';
import { refused } from '../../bed/verdict.js';

const bindingOf = (kind: 'queue' | 'exchange', destination: string): amqp.Binding => ({
  kind,
  destination,
  source: 'X',
  key: 'K',
});

const bound = (kind: 'queue' | 'exchange', destination: string): Trial =>
  each(
    overAmqp091((session) => amqp.bind(session, bindingOf(kind, destination))),
    overAmqp091((session) => amqp.unbind(session, bindingOf(kind, destination))),
  );

const waiting: Trial = async ({ broker, vhost, token }) => {
  const connected = await connectAmqp(broker, vhost, token);
  if (!connected.allowed) return refused(connected.reply);
  const { session } = connected;
  try {
    return await amqp.consume(session, 'amq.rabbitmq.reply-to', { noAck: true });
  } finally {
    await session.close();
  }
};

/** What a role does that has no more than a connection. */
const passive: Trial = async ({ broker, vhost, token }) => {
  const connected = await connectAmqp(broker, vhost, token);
  if (!connected.allowed) return refused(connected.reply);
  const { session } = connected;
  try {
    return await attempt(session, (channel) => channel.checkQueue('Q'));
  } finally {
    await session.close();
  }
};

/** The rows of AMQP 0-9-1, by amqplib. */
export const AMQP091_TRIALS: Trials = {
  'basic.publish to X with the key K': overAmqp091((session) => amqp.publish(session, 'X', 'K')),
  'basic.publish to X with the key K, and K2 in the header CC or BCC': each(
    overAmqp091((session) => amqp.publish(session, 'X', 'K', { CC: 'K2' })),
    overAmqp091((session) => amqp.publish(session, 'X', 'K', { BCC: 'K2' })),
  ),
  'basic.publish to the default exchange': overAmqp091((session) => amqp.publish(session, '', 'Q')),
  'basic.get, basic.consume, queue.purge of Q': each(
    overAmqp091((session) => amqp.get(session, 'Q')),
    overAmqp091((session) => amqp.consume(session, 'Q')),
    overAmqp091((session) => amqp.purge(session, 'Q')),
  ),
  'basic.consume of amq.rabbitmq.reply-to, to wait for answers there': waiting,
  'queue.declare of NEW': overAmqp091((session) => amqp.declareQueue(session, 'NEW')),
  'queue.declare of NEW with the dead letter exchange Y': overAmqp091((session) =>
    amqp.declareQueue(session, 'NEW', { deadLetterExchange: 'Y' }),
  ),
  'queue.declare without a name': overAmqp091((session) =>
    amqp.declareQueue(session, '', { exclusive: true }),
  ),
  'queue.declare, passive, of Q': passive,
  'queue.delete of Q': overAmqp091((session) => amqp.deleteQueue(session, 'Q')),
  'queue.bind and queue.unbind of Q and X with the key K': bound('queue', 'Q'),
  'exchange.declare of NEW': overAmqp091((session) =>
    amqp.declareExchange(session, 'NEW', 'direct'),
  ),
  'exchange.declare of NEW with the alternate exchange Y': overAmqp091((session) =>
    amqp.declareExchange(session, 'NEW', 'direct', { alternateExchange: 'Y' }),
  ),
  'exchange.delete of Y': overAmqp091((session) => amqp.deleteExchange(session, 'Y')),
  'exchange.bind and exchange.unbind of Y and X with the key K': bound('exchange', 'Y'),
};
