import assert from 'node:assert/strict';
import { parseRoleArn } from '#warren/aws/arn.js';
import { brokerFiles } from '#warren/emit/broker-files.js';
import type { Artifact } from '#warren/emit/output/artifacts.js';
import type { RoleAccess } from '#warren/emit/role-access.js';
import { Reporter } from '#warren/diagnostics/reporter.js';
import type { Broker } from '#warren/policy/brokers/broker.js';
import { encodeScope } from '#warren/rabbitmq/encode.js';
import type { Permission, Scope } from '#warren/rabbitmq/scope.js';
import { checkSetting } from '#warren/rabbitmq/settings/check.js';
import { Source } from '#warren/source/source.js';
import { engineOf } from '../rabbitmq/engine-of.js';
import { pattern } from '../rabbitmq/patterns.js';

/** A broker with two further settings, one of which stands in quotes. */
export function sampleBroker(engine: string): Broker {
  const settings = [
    checkSetting(engineOf(engine), 'heartbeat', '120'),
    checkSetting(engineOf(engine), 'cluster_name', 'a #1'),
  ];
  return {
    name: 'orders',
    partition: 'aws',
    audience: 'orders',
    algorithms: ['ES384'],
    maxSeconds: 900,
    place: undefined,
    isDeclared: false,
    isEngineKnown: true,
    engine: engineOf(engine),
    issuer: 'https://3f1c2b7e.tokens.sts.global.api.aws',
    scopePrefix: 'o.',
    internalUsers: false,
    lacksIssuer: false,
    settingPlaces: new Map(),
    settings: settings.map((result) => {
      assert(result.ok);
      return result.setting;
    }),
    environment: { broker: 'orders', lookup: () => ({ found: 'unknown' }), names: () => [] },
  };
}

/** A scope on a vhost, a name and perhaps a key, in which stars are wildcards. */
export function scope(permission: Permission, vhost: string, name: string, key?: string): Scope {
  const two = { kind: 'resource', permission, vhost: pattern(vhost), name: pattern(name) } as const;
  return key === undefined ? two : { ...two, key: pattern(key) };
}

/** The access of roles by their names, each with its scopes. */
export function accessOf(roles: Readonly<Record<string, readonly Scope[]>>): RoleAccess[] {
  return Object.entries(roles).map(([name, scopes]) => {
    const parsed = parseRoleArn(`arn:aws:iam::111122223333:role/${name}`);
    assert(parsed.ok);
    const place = { source: new Source('sample', ''), range: { start: 0, end: 0 } };
    return {
      role: { name, arn: parsed.arn, place },
      scopes: scopes.map((one) => ({ scope: one, grants: [], encoded: encodeScope(one) })),
      rights: [],
    };
  });
}

/** Three roles with scopes of every kind, none of which covers another, and one role without any. */
export const SAMPLE = accessOf({
  checkout: [
    scope('configure', 'orders', 'checkout.reply.*'),
    scope('write', 'orders', 'orders.events', 'order.created.*'),
    scope('write', 'orders', 'größe #1'),
  ],
  'team/worker': [scope('read', 'orders', 'orders.work'), scope('write', '*-eu', '*-dlq', '')],
  oncall: [{ kind: 'tag', tag: 'monitoring' }, scope('read', 'spare', '')],
  idle: [],
});

/** The files that are written for a broker; the role with a quote goes to advanced.config. */
export function filesOf(broker: Broker, access: readonly RoleAccess[]): readonly Artifact[] {
  return brokerFiles(broker, access, new Reporter());
}
