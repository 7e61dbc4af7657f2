import type { Options } from 'amqplib';
import * as amqp from '../bed/amqp.js';
import type { Binding, Session } from '../bed/amqp.js';
import type { Broker } from '../bed/broker.js';
import { management, verdictOf } from '../bed/management.js';
import type { Answer, Management } from '../bed/management.js';
import { streamOperation } from '../bed/stream.js';
import type { StreamOperation } from '../bed/stream.js';
import { ALLOWED, refused } from '../bed/verdict.js';
import type { Verdict } from '../bed/verdict.js';

/** Who does something: the holder of a token, on one virtual host of one broker. */
export interface User {
  readonly broker: Broker;
  readonly vhost: string;
  readonly token: string;
  /** A connection that is open already, to be used again. */
  readonly session?: Session;
}

/** Something that a client of the broker does, and what it is called in reports. */
export interface Operation {
  readonly title: string;
  readonly protocol: 'amqp' | 'http' | 'stream';
  readonly run: (user: User) => Promise<Verdict>;
}

/**
 * An operation over AMQP 0-9-1.
 * @throws from its `run` if the broker refuses the connection, which is no answer to the operation
 */
export function overAmqp(title: string, run: (session: Session) => Promise<Verdict>): Operation {
  return {
    title,
    protocol: 'amqp',
    run: async (user) => {
      if (user.session !== undefined) return run(user.session);
      const session = await amqp.openAmqp(user.broker, user.vhost, user.token);
      try {
        return await run(session);
      } finally {
        await session.close();
      }
    },
  };
}

/** An operation over the HTTP API of the management plugin. */
export function overHttp(
  title: string,
  run: (api: Management, vhost: string) => Promise<Answer>,
): Operation {
  return {
    title: `HTTP ${title}`,
    protocol: 'http',
    run: async ({ broker, token, vhost }) =>
      verdictOf(await run(management(broker, token), encodeURIComponent(vhost))),
  };
}

/** An operation over the stream protocol. */
export function onStream(operation: StreamOperation, stream: string): Operation {
  return {
    title: `stream ${operation} of ${stream}`,
    protocol: 'stream',
    run: ({ broker, vhost, token }) => streamOperation(broker, vhost, token, operation, stream),
  };
}

/** Opens a connection on the virtual host, and closes it. */
export const open: Operation = {
  title: 'connection.open',
  protocol: 'amqp',
  run: async ({ broker, vhost, token }) => {
    const connected = await amqp.connectAmqp(broker, vhost, token);
    if (!connected.allowed) return refused(connected.reply);
    await connected.session.close();
    return ALLOWED;
  },
};

/** Publishes a message; `''` is the default exchange. */
export function publish(exchange: string, key: string, options?: Options.Publish): Operation {
  const headers = options === undefined ? '' : ` and ${JSON.stringify(options)}`;
  return overAmqp(`basic.publish to '${exchange}' with key '${key}'${headers}`, (session) =>
    amqp.publish(session, exchange, key, options),
  );
}

/** Takes a message off a queue. */
export function get(queue: string): Operation {
  return overAmqp(`basic.get from '${queue}'`, (session) => amqp.get(session, queue));
}

/** Starts to consume from a queue. */
export function consume(queue: string): Operation {
  return overAmqp(`basic.consume from '${queue}'`, (session) => amqp.consume(session, queue));
}

/** Purges a queue. */
export function purge(queue: string): Operation {
  return overAmqp(`queue.purge of '${queue}'`, (session) => amqp.purge(session, queue));
}

/** Declares a queue, or a stream by its arguments. */
export function declareQueue(queue: string, options?: Options.AssertQueue): Operation {
  const more = options === undefined ? '' : ` with ${JSON.stringify(options)}`;
  return overAmqp(`queue.declare of '${queue}'${more}`, (session) =>
    amqp.declareQueue(session, queue, options),
  );
}

/** Declares an exchange. */
export function declareExchange(
  exchange: string,
  type: string,
  options?: Options.AssertExchange,
): Operation {
  const more = options === undefined ? '' : ` with ${JSON.stringify(options)}`;
  return overAmqp(`exchange.declare of ${type} '${exchange}'${more}`, (session) =>
    amqp.declareExchange(session, exchange, type, options),
  );
}

/** Deletes a queue or a stream. */
export function deleteQueue(queue: string): Operation {
  return overAmqp(`queue.delete of '${queue}'`, (session) => amqp.deleteQueue(session, queue));
}

/** Deletes an exchange. */
export function deleteExchange(exchange: string): Operation {
  return overAmqp(`exchange.delete of '${exchange}'`, (session) =>
    amqp.deleteExchange(session, exchange),
  );
}

/** Binds a queue or an exchange to a source. */
export function bind(...binding: BindingParts): Operation {
  return overAmqp(`${binding[0]}.bind of ${described(binding)}`, (session) =>
    amqp.bind(session, bindingOf(binding)),
  );
}

/** Removes a binding. */
export function unbind(...binding: BindingParts): Operation {
  return overAmqp(`${binding[0]}.unbind of ${described(binding)}`, (session) =>
    amqp.unbind(session, bindingOf(binding)),
  );
}

type BindingParts = readonly [
  kind: Binding['kind'],
  destination: string,
  source: string,
  key?: string,
];

function bindingOf([kind, destination, source, key = '']: BindingParts): Binding {
  return { kind, destination, source, key };
}

function described([, destination, source, key = '']: BindingParts): string {
  return `'${destination}' and '${source}' with key '${key}'`;
}
