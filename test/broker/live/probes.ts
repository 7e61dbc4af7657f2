import * as amqp from '../../bed/amqp.js';
import type { Session } from '../../bed/amqp.js';
import type { Verdict } from '../../bed/verdict.js';
import type { Chance } from '../../random/chance.js';
import { isAllowed } from '../../random/decide.js';
import type { Decision, Held } from '../../random/decide.js';
import { bytesOf } from '../../random/names.js';
import type { Permission } from '../../random/permissions.js';
import type { TopicExchanges } from './topic-exchanges.js';

/** What a client tries in a vhost; it changes nothing there. Names and keys are texts. */
export type Probe =
  | { readonly does: 'delete-queue' | 'delete-exchange' | 'get'; readonly name: string }
  | { readonly does: 'publish'; readonly name: string; readonly key: string }
  | {
      readonly does: 'bind' | 'unbind';
      readonly name: string;
      readonly source: string;
      readonly key: string;
    };

/** The probe for a decision about a resource or a key, of names that are texts. */
export function probeOf(decision: Decision, names: readonly string[], chance: Chance): Probe {
  if (decision.check !== 'resource' && decision.check !== 'topic') throw new Error(decision.check);
  const name = textOf(decision.name);
  const key = decision.check === 'topic' ? textOf(decision.routingKey) : '';
  if (decision.permission === 'write') return { does: 'publish', name, key };
  if (decision.permission === 'configure')
    return { does: chance.pick(['delete-queue', 'delete-exchange']), name };
  if (decision.check === 'resource') return { does: 'get', name };
  return { does: chance.pick(['bind', 'unbind']), name: chance.pick(names), source: name, key };
}

/** Tries it. Nothing that it names is there but exchanges of type topic. */
export function put(session: Session, probe: Probe): Promise<Verdict> {
  switch (probe.does) {
    case 'delete-queue':
      return amqp.deleteQueue(session, probe.name);
    case 'delete-exchange':
      return amqp.deleteExchange(session, probe.name);
    case 'get':
      return amqp.get(session, probe.name);
    case 'publish':
      return amqp.publish(session, probe.name, probe.key);
    case 'bind':
    case 'unbind': {
      const { name: destination, source, key } = probe;
      return amqp[probe.does](session, { kind: 'queue', destination, source, key });
    }
  }
}

/** Whether the role may do it by the phrases of its policy. */
export function mayDo(held: Held, vhost: string, probe: Probe, topics: TopicExchanges): boolean {
  const may = (permission: Permission, name: string): boolean =>
    isAllowed(held, {
      check: 'resource',
      vhost: bytesOf(vhost),
      kind: 'queue',
      name: bytesOf(name),
      permission,
    });
  const mayUseKey = (permission: Permission, name: string, key: string): boolean =>
    !topics.has(vhost, name) ||
    isAllowed(held, {
      check: 'topic',
      vhost: bytesOf(vhost),
      name: bytesOf(name),
      permission,
      routingKey: bytesOf(key),
    });
  switch (probe.does) {
    case 'delete-queue':
    case 'delete-exchange':
      return may('configure', probe.name);
    case 'get':
      return may('read', probe.name);
    case 'publish':
      return may('write', probe.name) && mayUseKey('write', probe.name, probe.key);
    case 'bind':
    case 'unbind': {
      const { name, source, key } = probe;
      return may('write', name) && may('read', source) && mayUseKey('read', source, key);
    }
  }
}

/** The text of bytes that are one, as characters. */
export function textOf(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString();
}

/**
 * Whether bytes can be tried as a name or key: they are a text, and short enough for the refusal to
 * name them whole.
 */
export function isText(bytes: string): boolean {
  return bytesOf(textOf(bytes)) === bytes && bytes.length < 80;
}
