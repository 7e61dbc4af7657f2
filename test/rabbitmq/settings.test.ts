import assert from 'node:assert/strict';
import { linesOf, releasesOf } from '#warren/rabbitmq/engines.js';
import { AMAZON_KEYS } from '#warren/rabbitmq/settings/amazon-mq.js';
import { checkSetting } from '#warren/rabbitmq/settings/check.js';
import { keyFits, keyParts } from '#warren/rabbitmq/settings/key.js';
import { REFUSED, WRITTEN } from '#warren/rabbitmq/settings/rules.js';
import { allSchemaKeys, schemaKey } from '#warren/rabbitmq/settings/schema.js';
import { isPresent } from '#warren/rabbitmq/since.js';
import { engineOf } from './engine-of.js';

const SELF = 'rabbitmq 4.3.6';

/** A line that is accepted, with its value as rabbitmq.conf then has it. */
const ACCEPTED: readonly [engine: string, key: string, value: string, text?: string][] = [
  [SELF, 'heartbeat', '60'],
  [SELF, 'vm_memory_high_watermark.relative', '0.6'],
  [SELF, 'disk_free_limit.absolute', '5GB'],
  [SELF, 'listeners.tcp.default', '5672'],
  [SELF, 'listeners.tcp.local', '127.0.0.1:5672'],
  [SELF, 'listeners.tcp', 'none'],
  [SELF, 'handshake_timeout', 'infinity'],
  [SELF, 'vm_memory_high_watermark.absolute', '4GiB'],
  [SELF, 'channel_max', '128'],
  [SELF, 'cluster_name', 'orders on AWS'],
  [SELF, 'cluster_name', 'orders #1', "'orders #1'"],
  [SELF, 'cluster_name', ' orders ', "' orders '"],
  [SELF, 'cluster_name', "o'clock"],
  [SELF, 'cluster_name', '{{m7g}}'],
  [SELF, 'auth_oauth2.https.cacertfile', '/etc/ssl/certs/ca-certificates.crt'],
  [SELF, 'auth_oauth2.https.depth', '3'],
  [SELF, 'auth_mechanisms.1', 'PLAIN'],
  [SELF, 'anonymous_login_user', 'none'],
  [SELF, 'mqtt.allow_anonymous', 'false'],
  [SELF, 'mqtt.ssl_cert_login', 'false'],
  [SELF, 'mqtt.exchange', 'amq.topic'],
  [SELF, 'mqtt.sparkplug', 'false'],
  [SELF, 'loopback_users.guest', 'true'],
  ['rabbitmq 3.13', 'amqp1_0.default_user', 'none'],
  [SELF, 'raft.wal_max_size_bytes', '64000000'],
  [SELF, 'node_tags.az', 'eu-west-1a'],
  [SELF, 'node_tags.a\\.z', 'eu-west-1a'],
  ['rabbitmq 4.1', 'max_message_size', '1000'],
  ['rabbitmq 3.13', 'amqp1_0.default_vhost', '/'],
  ['rabbitmq 4.1.8', 'mqtt.disconnect_on_unauthorized', 'true'],
  ['amazon-mq 3.13', 'consumer_timeout', '0'],
  ['amazon-mq 3.13', 'heartbeat', '3600'],
  ['amazon-mq 3.13', 'secure.management.http.headers.enabled', 'true'],
  ['amazon-mq 3.13', 'management.oauth_enabled', 'true'],
  ['amazon-mq 4.2', 'connection_max', '2000'],
  ['amazon-mq 4.3', 'connection_max', '2000'],
  ['amazon-mq 4.3', 'max_message_size', '134217728'],
  ['amazon-mq 4.2', 'runtime_parameters.limits.shovel', '5'],
  ['amazon-mq 4.2', 'amqp_client.ssl_options.verify', 'verify_none'],
  ['amazon-mq 4.2', 'management.oauth_resource_servers.1.label', 'orders'],
];

const wrongType = (expected: string): object => ({ kind: 'wrong-type', expected });
const unholdable = (reason: object): object => ({ kind: 'unholdable-value', reason });

/** A line that is not accepted and what is wrong with it. */
const PROBLEMS: readonly [engine: string, key: string, value: string, problem: object][] = [
  [SELF, 'heartbeats', '60', { kind: 'unknown-key', nearest: 'heartbeat' }],
  [SELF, 'something.else.entirely', '1', { kind: 'unknown-key' }],
  [SELF, 'Heartbeat', '60', { kind: 'unknown-key', nearest: 'heartbeat' }],
  [SELF, 'heart beat', '60', { kind: 'unknown-key', nearest: 'heartbeat' }],
  [
    SELF,
    'auth_oauth2\\.verify_aud',
    'false',
    { kind: 'unknown-key', nearest: 'auth_oauth2.verify_aud' },
  ],
  [SELF, 'listeners.tcp.a.b', '5672', { kind: 'unknown-key', nearest: 'listeners.tcp' }],
  [
    'rabbitmq 4.1',
    'mqtt.disconnect_on_unauthorized',
    'true',
    { kind: 'not-in-every-release', lacking: releasesOf('4.1').slice(0, 8) },
  ],
  ['rabbitmq 4.1.7', 'mqtt.disconnect_on_unauthorized', 'true', { kind: 'unknown-key' }],
  [SELF, 'heartbeat', 'often', wrongType('an integer')],
  [SELF, 'heartbeat', '60s', wrongType('an integer')],
  [SELF, 'heartbeat', '', wrongType('an integer')],
  [SELF, 'reverse_dns_lookups', 'yes', wrongType('true or false')],
  [
    SELF,
    'listeners.tcp.1',
    'localhost',
    wrongType('an integer or an IP address and port, as 127.0.0.1:5672'),
  ],
  [SELF, 'ssl_options.depth', '256', { kind: 'out-of-range', least: 0, most: 255 }],
  [SELF, 'channel_max_per_node', 'all', wrongType('an integer or infinity')],
  [SELF, 'tcp_listen_options.port', '0', { kind: 'out-of-range', least: 1, most: 65534 }],
  [SELF, 'cluster_name', '', unholdable({ kind: 'empty' })],
  [SELF, 'cluster_name', 'größe', unholdable({ kind: 'character', character: 'ö' })],
  [SELF, 'cluster_name', 'a\nb', unholdable({ kind: 'character', character: '\n' })],
  [SELF, 'cluster_name', '$(default_user)', unholdable({ kind: 'substitution' })],
  [SELF, 'cluster_name', "'quoted'", unholdable({ kind: 'quote' })],
  [SELF, 'cluster_name', "o'clock #1", unholdable({ kind: 'quote' })],
  ['amazon-mq 4.2', 'heartbeat', '59', { kind: 'out-of-range', least: 60, most: 3600 }],
  [
    'amazon-mq 4.2',
    'consumer_timeout',
    '2147483648',
    { kind: 'out-of-range', least: 0, most: 2147483647 },
  ],
  ['amazon-mq 4.2', 'listeners.tcp.1', '5672', { kind: 'unknown-key' }],
  ['amazon-mq 4.2', 'vm_memory_high_watermark.relative', '0.6', { kind: 'unknown-key' }],
  [
    'amazon-mq 3.13',
    'connection_max',
    '2000',
    { kind: 'not-in-every-release', lacking: releasesOf('3.13') },
  ],
  [
    'amazon-mq 4.2',
    'auth_oauth2.https.cacertfile',
    '/ca.pem',
    { kind: 'refused', reason: 'is not accepted by Amazon MQ' },
  ],
  [
    'amazon-mq 4.2',
    'management.oauth_resource_servers.1.oauth_client_secret',
    'x',
    { kind: 'refused', reason: 'is not accepted by Amazon MQ' },
  ],
  [
    'amazon-mq 4.2',
    'management.oauth_client_id',
    'a#b',
    unholdable({ kind: 'character', character: '#' }),
  ],
  ['amazon-mq 4.2', 'management.oauth_client_id', '{{a}}', unholdable({ kind: 'section' })],
];

/** Keys that stay the compiler's own, or shut, on every engine. */
const GUARDED: readonly [kind: string, key: string, value: string][] = [
  ['written-by-compiler', 'auth_backends.1', 'internal'],
  ['written-by-compiler', 'auth_backends.1.authz', 'internal'],
  ['written-by-compiler', 'auth_oauth2.resource_server_id', 'x'],
  ['written-by-compiler', 'auth_oauth2.scope_prefix', 'x'],
  ['written-by-compiler', 'auth_oauth2.jwks_uri', 'https://example.com'],
  ['written-by-compiler', 'auth_oauth2.verify_aud', 'false'],
  ['written-by-compiler', 'auth_oauth2.require_exp', 'false'],
  ['written-by-compiler', 'auth_oauth2.https.verify', 'verify_none'],
  ['written-by-compiler', 'auth_oauth2.algorithms.1', 'HS256'],
  ['written-by-compiler', 'auth_oauth2.scope_aliases.1.alias', 'x'],
  ['written-by-compiler', 'auth_oauth2.preferred_username_claims.2', 'x'],
  ['refused', 'auth_oauth2.signing_keys.a', '/key.pem'],
  ['refused', 'auth_oauth2.default_key', 'a'],
  ['refused', 'auth_oauth2.issuer', 'https://example.com'],
  ['refused', 'auth_oauth2.oauth_providers.a.jwks_uri', 'https://example.com'],
  ['refused', 'auth_oauth2.resource_servers.a.id', 'x'],
  ['refused', 'auth_oauth2.resource_server_type', 'x'],
  ['refused', 'auth_ldap.servers.1', 'x'],
  ['refused', 'auth_http.user_path', 'x'],
  ['refused', 'auth_cache.cached_backend', 'http'],
  ['refused', 'http_dispatch.auth_backends.1', 'internal'],
  ['refused', 'auth_mechanisms.1', 'EXTERNAL'],
  ['refused', 'auth_mechanisms.1', 'ANONYMOUS'],
  ['refused', 'anonymous_login_user', 'guest'],
  ['refused', 'anonymous_login_pass', 'none'],
  ['refused', 'mqtt.allow_anonymous', 'true'],
  ['refused', 'mqtt.default_user', 'guest'],
  ['refused', 'stomp.implicit_connect', 'true'],
  ['refused', 'stream.ssl_cert_login', 'true'],
  ['refused', 'ssl_cert_login_from', 'common_name'],
  ['refused', 'default_user', 'x'],
  ['refused', 'default_permissions.read', '.*'],
  ['refused', 'default_users.x.password', 'y'],
  ['refused', 'loopback_users', 'none'],
  ['refused', 'loopback_users.guest', 'false'],
  ['refused', 'loopback_users.alice', 'true'],
  ['refused', 'mqtt.exchange', 'topics'],
  ['refused', 'mqtt.sparkplug', 'true'],
  ['refused', 'amqp1_0.default_user', 'guest'],
  ['refused', 'load_definitions', '/d.json'],
  ['refused', 'definitions.local.path', '/d.json'],
  ['refused', 'management.load_definitions', '/d.json'],
  ['refused', 'aws.arns.auth_oauth2.https.cacertfile', 'arn:aws:s3:::b/ca.pem'],
];

describe('settings', () => {
  for (const [engine, key, value, text = value] of ACCEPTED)
    it(`${engine} accepts ${key} = ${value}`, () => {
      const result = checkSetting(engineOf(engine), key, value);
      assert(result.ok, JSON.stringify(result));
      assert.deepEqual([result.setting.key, result.setting.text], [key, text]);
    });

  for (const [engine, key, value, problem] of PROBLEMS)
    it(`${engine} does not accept ${key} = ${JSON.stringify(value)}`, () => {
      assert.deepEqual(checkSetting(engineOf(engine), key, value), { ok: false, problem });
    });

  for (const [kind, key, value] of GUARDED)
    it(`${key} = ${value} is ${kind} on every engine`, () => {
      for (const engine of [
        'rabbitmq 3.13',
        SELF,
        'amazon-mq 3.13',
        'amazon-mq 4.2',
        'amazon-mq 4.3',
      ]) {
        const result = checkSetting(engineOf(engine), key, value);
        assert.equal(result.ok ? 'accepted' : result.problem.kind, kind);
      }
    });
});

describe('tables of settings', () => {
  it('every key of the schema is one, and stands once for each release', () => {
    for (const { name } of allSchemaKeys()) assert(keyParts(name.replaceAll('$', '')), name);
    assert.equal(new Set(allSchemaKeys().map(({ name }) => name)).size, allSchemaKeys().length);
  });

  it('the lines know as many keys as their schemas have', () => {
    const known = linesOf('rabbitmq').map((line) => {
      const newest = { line, patch: releasesOf(line).length - 1 };
      return allSchemaKeys().filter(({ presence }) => isPresent(presence, newest)).length;
    });
    assert.deepEqual(known, [960, 971, 998, 1077, 1127]);
  });

  it('every rule covers a key that some release or Amazon MQ knows', () => {
    const known = allSchemaKeys().map(({ name }) => name.split('.'));
    for (const pattern of [...WRITTEN, ...REFUSED].flatMap(({ keys }) => keys))
      if (!pattern.startsWith('aws.arns.'))
        assert(
          known.some((parts) => keyFits(parts, pattern)) ||
            allSchemaKeys().some(({ name }) => keyFits(pattern.split('.'), name)),
          pattern,
        );
  });

  it('every exception to a rule is a key that some release knows', () => {
    const known = new Set(allSchemaKeys().map(({ name }) => name));
    for (const key of REFUSED.flatMap(({ except }) => except ?? [])) assert(known.has(key), key);
  });

  it('every key of Amazon MQ is one of RabbitMQ but for those of its own', () => {
    const keys = AMAZON_KEYS.flatMap((row) => row.keys);
    const [own, ...others] = linesOf('amazon-mq')
      .slice(1)
      .map((line) => {
        const newest = { line, patch: releasesOf(line).length - 1 };
        return keys.filter((key) => schemaKey(key, newest) === undefined);
      });
    for (const other of others) assert.deepEqual(other, own);
    assert.deepEqual(own, [
      'secure.management.http.headers.enabled',
      'ssl_options.hostname_verification',
      'management.ssl.hostname_verification',
      'aws.arns.assume_role_arn',
      'aws.arns.ssl_options.cacertfile',
      'aws.arns.management.ssl.cacertfile',
    ]);
  });
});
