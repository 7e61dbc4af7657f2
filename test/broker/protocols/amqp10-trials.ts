import type { Connection } from 'rhea';
import {
  manage,
  overAmqp10,
  receive,
  receiveFromDynamic,
  send,
  sendToDynamic,
} from '../../bed/amqp10.js';
import { each, type Trial, type Trials } from './trial.js';

const over10 =
  (act: (connection: Connection) => Promise<unknown>): Trial =>
  ({ broker, vhost, token }) =>
    overAmqp10(broker, vhost, token, act);

/** A request to `/management`, which has to be answered as over HTTP. */
const asked = (method: string, path: string, body?: object): Trial =>
  over10(async (connection) => {
    const { status, body: answer } = await manage(connection, method, path, body);
    if (!/^2/.test(status)) throw new Error(`${method} ${path}: ${status} ${String(answer)}`);
  });

const queue = (args: object = {}): object => ({
  durable: true,
  auto_delete: false,
  exclusive: false,
  arguments: args,
});

const exchange = (args: object = {}): object => ({
  durable: true,
  auto_delete: false,
  internal: false,
  type: 'direct',
  arguments: args,
});

const bound = (kind: 'queue' | 'exchange', destination: string): Trial => {
  const [of, short] =
    kind === 'queue' ? ['destination_queue', 'dstq'] : ['destination_exchange', 'dste'];
  return each(
    asked('POST', '/bindings', { source: 'X', [of]: destination, binding_key: 'K', arguments: {} }),
    asked('GET', `/bindings?src=X&${short}=${destination}&key=K`),
    asked('DELETE', `/bindings/src=X;${short}=${destination};key=K;args=`),
  );
};

/** The rows of AMQP 1.0, by rhea. */
export const AMQP10_TRIALS: Trials = {
  'send to `/exchanges/X/K`': over10((connection) => send(connection, '/exchanges/X/K', {})),
  'send to `/exchanges/X`': over10((connection) => send(connection, '/exchanges/X', {})),
  'send without a target address, each message to `/exchanges/X/K`': over10((connection) =>
    send(connection, undefined, { to: '/exchanges/X/K' }),
  ),
  'send to `/exchanges/X/K` with the annotation `x-cc` K2': over10((connection) =>
    send(connection, '/exchanges/X/K', { message_annotations: { 'x-cc': ['K2'] } }),
  ),
  'send to `/queues/Q`': over10((connection) => send(connection, '/queues/Q', {})),
  'receive from `/queues/Q`': over10((connection) => receive(connection, '/queues/Q')),
  'receive from a dynamic source, a temporary queue': over10((connection) =>
    receiveFromDynamic(connection, 'temporary-queue'),
  ),
  'send to a dynamic target, a temporary queue': over10(sendToDynamic),
  'receive answers from a volatile queue': over10((connection) =>
    receiveFromDynamic(connection, 'rabbitmq:volatile-queue'),
  ),
  'send without a target address an answer to a volatile queue, `/queues/amq.rabbitmq.reply-to.…`':
    over10((connection) =>
      send(connection, undefined, { to: '/queues/amq.rabbitmq.reply-to.somebody' }),
    ),
  '`PUT /queues/NEW`': asked('PUT', '/queues/NEW', queue()),
  '`PUT /queues/NEW` with the dead letter exchange Y': asked(
    'PUT',
    '/queues/NEW',
    queue({ 'x-dead-letter-exchange': 'Y' }),
  ),
  '`GET /queues/Q`': asked('GET', '/queues/Q'),
  '`DELETE /queues/Q/messages`': asked('DELETE', '/queues/Q/messages'),
  '`DELETE /queues/Q`': asked('DELETE', '/queues/Q'),
  '`PUT /exchanges/NEW`': asked('PUT', '/exchanges/NEW', exchange()),
  '`PUT /exchanges/NEW` with the alternate exchange Y': asked(
    'PUT',
    '/exchanges/NEW',
    exchange({ 'alternate-exchange': 'Y' }),
  ),
  '`DELETE /exchanges/Y`': asked('DELETE', '/exchanges/Y'),
  '`POST /bindings`, `GET /bindings` and `DELETE /bindings/…` of Q and X with the key K': bound(
    'queue',
    'Q',
  ),
  '`POST /bindings`, `GET /bindings` and `DELETE /bindings/…` of Y and X with the key K': bound(
    'exchange',
    'Y',
  ),
  '`PUT /auth/tokens`, to go on with a new token': (client) =>
    asked('PUT', '/auth/tokens', Buffer.from(client.token))(client),
};

/** The rows of AMQP 1.0 with addresses of version 1, by rhea. */
export const AMQP10_V1_TRIALS: Trials = {
  'send to `/exchange/X/K`': over10((connection) => send(connection, '/exchange/X/K', {})),
  'send to `/topic/K`': over10((connection) => send(connection, '/topic/K', {})),
  'send to `/queue/NEW`': over10((connection) => send(connection, '/queue/NEW', {})),
  'send to `/amq/queue/Q`': over10((connection) => send(connection, '/amq/queue/Q', {})),
  'receive from `/exchange/X/K`': over10((connection) => receive(connection, '/exchange/X/K')),
  'receive from `/topic/K`': over10((connection) => receive(connection, '/topic/K')),
  'receive from `/queue/NEW`': over10((connection) => receive(connection, '/queue/NEW')),
  'receive from `/amq/queue/Q`': over10((connection) => receive(connection, '/amq/queue/Q')),
};
