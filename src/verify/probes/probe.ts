import { builtInExchange, DEFAULT_EXCHANGE } from '../../rabbitmq/built-in.js';
import { Pattern } from '../../pattern/pattern.js';
import type { Bytes } from '../../pattern/bytes.js';
import type { AmqpConnection, Reply } from '../amqp/connection.js';
import {
  consume,
  declareExchange,
  declareQueue,
  publish,
  publishAndTakeBack,
  unbind,
  type Closing,
  type Request,
} from '../amqp/methods.js';

/**
 * Something that the broker checks by one permission or a few, and that it then does not do, as it is
 * wrong in another way. Names are those by which permissions know things.
 */
export type Probe =
  | { readonly does: 'configure'; readonly name: Bytes }
  | { readonly does: 'read'; readonly name: Bytes }
  /** With a routing key where one is looked at too. */
  | { readonly does: 'write'; readonly name: Bytes; readonly key: Bytes | undefined }
  | {
      readonly does: 'bind';
      readonly on: 'queue' | 'exchange';
      readonly name: Bytes;
      readonly source: Bytes;
      readonly key: Bytes;
    };

/** What a broker answers to a probe. */
export interface ProbeAnswer {
  /**
   * `key-refused`: all but the routing key is permitted. `absent`: nothing is refused, and something
   * that the probe names is not there, or takes no message from anybody, so that no routing key was looked at.
   */
  readonly kind: 'permitted' | 'absent' | 'refused' | 'key-refused';
  /** The broker's words. */
  readonly words: string;
}

/** Thrown for an answer that is neither a refusal nor a permission. */
export class StrangeAnswer extends Error {}

/**
 * Tries it. Nothing is made, deleted, consumed, published or unbound by it, whatever the broker has:
 * the permission is checked first, and then each is refused for what is wrong with it.
 *
 * @throws ConnectionLost where the connection ends
 * @throws StrangeAnswer where it does not answer as RabbitMQ does
 */
export async function ask(connection: AmqpConnection, probe: Probe): Promise<ProbeAnswer> {
  const answer = answerOf(await connection.attempt(requestFor(probe)));
  const isAside =
    answer.kind === 'key-refused' && probe.does === 'write' && probe.key === undefined;
  return isAside ? { ...answer, kind: 'permitted' } : answer;
}

/**
 * The request of a probe, and what is wrong with it, found by the broker after the permissions. Source:
 * rabbitmq/rabbitmq-server at its tags v3.13.0 to v4.3.5, rabbit_channel and rabbit_amqqueue; tried on
 * 4.0.5 and 4.3.6.
 */
function requestFor(probe: Probe): Request {
  const name = bytesOf(probe.name);
  switch (probe.does) {
    case 'configure':
      // The built-in exchanges are there, and never become of another type.
      if (isBuiltIn(probe.name)) return declareExchange(name, otherType(probe.name));
      // The name of a dead-letter exchange is a text.
      return declareQueue(name, { 'x-dead-letter-exchange': 1 });
    case 'read':
      // A priority is a number.
      return consume(name, { 'x-priority': 'none' });
    case 'write':
      // Since 4.0.3 the broker looks at the expiration first and then at the routing key.
      if (probe.key !== undefined)
        return publishAndTakeBack(name, Buffer.from(probe.key.toArray()));
      // An expiration is a number in digits.
      return publish(name, Buffer.alloc(0), 'never');
    case 'bind': {
      // No binding has these arguments, so none is taken away.
      const nobody = { 'x-warren-probe': 'verify' };
      return unbind(
        probe.on,
        name,
        bytesOf(probe.source),
        Buffer.from(probe.key.toArray()),
        nobody,
      );
    }
  }
}

/** A name as it is sent: the default exchange has an empty one there. */
function bytesOf(name: Bytes): Buffer {
  return name.binary === 'amq.default' ? Buffer.alloc(0) : Buffer.from(name.toArray());
}

/** Whether a name is that of an exchange of every vhost that can be declared again as it is. */
export function isBuiltIn(name: Bytes): boolean {
  const known = builtInExchange(Pattern.fromBytes([name]));
  return known !== undefined && known.pattern.key !== DEFAULT_EXCHANGE.key;
}

function otherType(name: Bytes): string {
  const known = builtInExchange(Pattern.fromBytes([name]));
  return known?.type === 'fanout' ? 'direct' : 'fanout';
}

/** What a broker says with 403 where it is the routing key that it refuses. */
export const OF_KEY = 'access to topic ';

/** What a broker says with 403 once it permits to write: nobody publishes to these but itself. */
const INTERNAL = 'cannot publish to internal exchange';

/** Not found, locked, and wrong in the way that it was meant to be. */
const AFTER_THE_CHECKS = [404, 405, 406];

function answerOf(reply: Reply): ProbeAnswer {
  if (reply.kind === 'done') return { kind: 'permitted', words: '' };
  const { code, text }: Closing = reply.closing;
  if (code === 403 && text.includes(INTERNAL)) return { kind: 'absent', words: text };
  if (code === 403) return { kind: text.includes(OF_KEY) ? 'key-refused' : 'refused', words: text };
  if (!AFTER_THE_CHECKS.includes(code))
    throw new StrangeAnswer(`the broker answers ${code} to a probe: ${text}`);
  return { kind: code === 404 ? 'absent' : 'permitted', words: text };
}
