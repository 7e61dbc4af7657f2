import { Bytes } from '#warren/pattern/bytes.js';
import type { Probe } from '#warren/verify/probes/probe.js';
import type { Chance } from '../../random/chance.js';
import { isAllowed } from '../../random/decide.js';
import type { Decision, Held } from '../../random/decide.js';
import { bytesOf } from '../../random/names.js';
import type { Permission } from '../../random/permissions.js';
import type { TopicExchanges } from './topic-exchanges.js';

/*
 * What is tried are the probes of `verify`, so that what they are worth is held against the phrases by a
 * model of its own.
 */

/** The probe for a decision about a resource or a key, of names that are texts. */
export function probeOf(decision: Decision, names: readonly string[], chance: Chance): Probe {
  if (decision.check !== 'resource' && decision.check !== 'topic') throw new Error(decision.check);
  const name = Bytes.fromText(textOf(decision.name));
  const key = Bytes.fromText(decision.check === 'topic' ? textOf(decision.routingKey) : '');
  if (decision.permission === 'write') return { does: 'write', name, key };
  if (decision.permission === 'configure') return { does: 'configure', name };
  if (decision.check === 'resource') return { does: 'read', name };
  const [on, bound] = [
    chance.pick(['queue', 'exchange'] as const),
    Bytes.fromText(chance.pick(names)),
  ];
  return { does: 'bind', on, name: bound, source: name, key };
}

/** Whether the role may do it by the phrases of its policy. */
export function mayDo(held: Held, vhost: string, probe: Probe, topics: TopicExchanges): boolean {
  const may = (permission: Permission, { binary: name }: Bytes): boolean =>
    isAllowed(held, { check: 'resource', vhost: bytesOf(vhost), kind: 'queue', name, permission });
  const mayUseKey = (permission: Permission, name: Bytes, key: Bytes | undefined): boolean =>
    key === undefined ||
    !topics.has(vhost, name.text ?? '') ||
    isAllowed(held, {
      check: 'topic',
      vhost: bytesOf(vhost),
      name: name.binary,
      permission,
      routingKey: key.binary,
    });
  switch (probe.does) {
    case 'configure':
    case 'read':
      return may(probe.does, probe.name);
    case 'write':
      return may('write', probe.name) && mayUseKey('write', probe.name, probe.key);
    case 'bind': {
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
