import assert from 'node:assert/strict';
import { Bytes } from '#warren/pattern/bytes.js';
import { Pattern } from '#warren/pattern/pattern.js';
import type { Connection, Operation } from '#warren/policy/phrases/rights.js';
import type { Files } from '#warren/program/diff/files.js';
import { readSide } from '#warren/program/diff/read-side.js';
import { certain } from '#warren/prove/claims/certain.js';
import type { BrokerAccess } from '#warren/prove/diff/access.js';
import { givenBy } from '#warren/access/given.js';
import type { Given } from '#warren/access/given.js';
import { unreadDoubt } from '#warren/program/text/unread-text.js';
import { unreadOf } from '#warren/prove/diff/unread.js';
import { possible } from '#warren/prove/possible/possible.js';
import { Source } from '#warren/source/source.js';
import type { ConfigFiles } from '../../bed/offline.js';
import { contextWith, engineOf, nowhere } from '../../prove/samples.js';
import type { Decision } from '../../random/decide.js';

/** What Warren reads from a configuration, by the ARNs of the roles, or why it cannot. */
export type ReadModel =
  | { readonly kind: 'read'; readonly roles: ReadonlyMap<string, Given> }
  | { readonly kind: 'unable'; readonly reasons: readonly string[] };

/** What `warren diff` reads from a configuration, or why it does not. */
export function readSideOf(
  config: ConfigFiles,
):
  | { readonly kind: 'read'; readonly access: BrokerAccess }
  | { readonly kind: 'unable'; readonly reasons: readonly string[] } {
  const read = readSide('rabbitmq.conf', inMemory(config));
  if (read.kind === 'unable') return read;
  assert.ok(read.kind === 'read' && read.side.kind === 'configuration');
  const [broker] = read.side.brokers;
  assert.ok(broker !== undefined);
  const unread = unreadOf([broker.access], []);
  if (unread.length > 0) return { kind: 'unable', reasons: unread.map(unreadDoubt) };
  return { kind: 'read', access: broker.access };
}

/** Reads a configuration as `warren diff` does. */
export function readModel(config: ConfigFiles): ReadModel {
  const read = readSideOf(config);
  if (read.kind === 'unable') return read;
  const roles = Array.from(read.access.roles, ([arn, { scopes }]) => {
    const given = givenBy(scopes.map(({ scope }) => ({ scope, grants: [] })));
    return [arn, given] as const;
  });
  return { kind: 'read', roles: new Map(roles) };
}

function inMemory({ rabbitmqConf, advancedConfig }: ConfigFiles): Files {
  const texts = new Map([['rabbitmq.conf', rabbitmqConf]]);
  if (advancedConfig !== undefined) texts.set('advanced.config', advancedConfig);
  const none = (): never => assert.fail('a configuration names no policy');
  return {
    policy: none,
    related: none,
    file: (path) => ({ ok: true, source: new Source(path, texts.get(path) ?? '') }),
    exists: (path) => texts.has(path),
  };
}

/** What is asked is of type topic wherever a key is asked for: so both readings come to the same. */
const UNKNOWN = contextWith([]);
const TOPIC = contextWith([['*', 'topic']]);

/** What the scopes give, by both readings of the decision model; they must agree on concrete names. */
export function decide(given: Given, decision: Decision): boolean {
  if (decision.check === 'tag') return given.tags.some(({ tag }) => tag === decision.tag);
  const right = rightOf(decision);
  const surely = certain(right, given, UNKNOWN).kind;
  const perhaps = possible(right, given, TOPIC).kind;
  assert.equal(surely, perhaps, JSON.stringify(decision));
  return surely === 'yes';
}

function rightOf(decision: Exclude<Decision, { check: 'tag' }>): Connection | Operation {
  const place = nowhere;
  const vhost = literal(decision.vhost);
  if (decision.check === 'vhost') return { type: 'connect', vhost, place, calls: [] };
  const word = decision.permission;
  return {
    type: 'operation',
    word,
    kind: decision.check === 'topic' ? 'exchange' : decision.kind,
    vhost,
    engine: engineOf('4.3'),
    name: { pattern: literal(decision.name), place },
    key: decision.check === 'topic' ? { pattern: literal(decision.routingKey), place } : undefined,
    other: undefined,
    place,
    calls: [],
  };
}

/** The pattern of one name, of bytes as characters. */
function literal(bytes: string): Pattern {
  return Pattern.fromBytes([Bytes.from(Buffer.from(bytes, 'latin1'))]);
}
