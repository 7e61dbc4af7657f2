import * as amqp from '../../bed/amqp.js';
import { each, overAmqp091, type Trial, type Trials } from './trial.js';
import { attempt, connectAmqp } from '../../bed/amqp-session.js';
import { ALLOWED, refused, type Verdict } from '../../bed/verdict.js';

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

/** What a role does that may have no more than a connection, or not even that. */
const connected =
  (act: (session: amqp.Session, token: string) => Promise<Verdict>): Trial =>
  async ({ broker, vhost, token }) => {
    const opened = await connectAmqp(broker, vhost, token);
    if (!opened.allowed) return refused(opened.reply);
    const { session } = opened;
    try {
      return await act(session, token);
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
  'basic.publish of an answer, by the default exchange to `amq.rabbitmq.reply-to.…`': overAmqp091(
    (session) => amqp.publish(session, '', 'amq.rabbitmq.reply-to.somebody'),
  ),
  'basic.publish to X with the key K and the user-id of somebody else': overAmqp091((session) =>
    amqp.publish(session, 'X', 'K', { userId: 'somebody' }),
  ),
  'basic.get, basic.consume, queue.purge of Q': each(
    overAmqp091((session) => amqp.get(session, 'Q')),
    overAmqp091((session) => amqp.consume(session, 'Q')),
    overAmqp091((session) => amqp.purge(session, 'Q')),
  ),
  'basic.consume of amq.rabbitmq.reply-to, to wait for answers there': connected((session) =>
    amqp.consume(session, 'amq.rabbitmq.reply-to', { noAck: true }),
  ),
  'queue.declare of NEW': overAmqp091((session) => amqp.declareQueue(session, 'NEW')),
  'queue.declare of NEW with the dead letter exchange Y': overAmqp091((session) =>
    amqp.declareQueue(session, 'NEW', { deadLetterExchange: 'Y' }),
  ),
  'queue.declare without a name': overAmqp091((session) =>
    amqp.declareQueue(session, '', { exclusive: true }),
  ),
  'queue.declare, passive, of Q': connected((session) =>
    attempt(session, (channel) => channel.checkQueue('Q')),
  ),
  'exchange.declare, passive, of X': connected((session) =>
    attempt(session, (channel) => channel.checkExchange('X')),
  ),
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
  'connection.update-secret, to go on with a new token': connected(
    async ({ connection }, token) => {
      await connection.updateSecret(Buffer.from(token), 'the old one ends');
      return ALLOWED;
    },
  ),
};
