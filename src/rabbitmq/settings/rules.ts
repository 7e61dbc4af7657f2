import { keyFits } from './key.js';

/** A rule about keys that a policy may not set. Patterns are those of `keyFits`. */
export interface KeyRule {
  readonly keys: readonly string[];
  /** Keys that the patterns cover and the rule does not mean. */
  readonly except?: readonly string[];
  /** Values that only close a door, so that they are accepted. */
  readonly harmless?: readonly string[];
  /** Why, as an end to "this key". */
  readonly reason: string;
}

/** Keys that the compiler writes itself; the reason names what they are made from. */
export const WRITTEN: readonly KeyRule[] = [
  { keys: ['auth_backends.**'], reason: 'is written from `internal-users`' },
  { keys: ['auth_oauth2.resource_server_id'], reason: 'is written from `audience`' },
  { keys: ['auth_oauth2.scope_prefix'], reason: 'is written from `scope-prefix`' },
  { keys: ['auth_oauth2.jwks_url', 'auth_oauth2.jwks_uri'], reason: 'is written from `issuer`' },
  { keys: ['auth_oauth2.algorithms.**'], reason: 'is written from `token`' },
  { keys: ['auth_oauth2.scope_aliases.**'], reason: 'is written from what `allow` grants' },
  {
    keys: [
      'auth_oauth2.verify_aud',
      'auth_oauth2.require_exp',
      'auth_oauth2.additional_scopes_key',
      'auth_oauth2.preferred_username_claims.**',
      'auth_oauth2.https.peer_verification',
      'auth_oauth2.https.verify',
      'auth_oauth2.https.hostname_verification',
    ],
    reason: 'has one safe value, which is always written',
  },
];

/** Keys that would open a way round the policy. Source: the broker's access control guides. */
export const REFUSED: readonly KeyRule[] = [
  {
    keys: ['auth_oauth2.**', 'aws.arns.auth_oauth2.**'],
    except: [
      'auth_oauth2.https.cacertfile',
      'auth_oauth2.https.depth',
      'auth_oauth2.https.crl_check',
    ],
    reason: 'changes which tokens the broker believes, or what they may do',
  },
  {
    keys: [
      'auth_ldap.**',
      'auth_http.**',
      'auth_cache.**',
      'aws.arns.auth_ldap.**',
      'aws.arns.auth_http.**',
    ],
    reason: 'is for an authentication backend that the broker does not ask',
  },
  {
    keys: ['http_dispatch.auth_backends.**'],
    reason: 'lets the management plugin ask other backends than the rest of the broker',
  },
  {
    keys: ['auth_mechanisms.**'],
    harmless: ['PLAIN', 'AMQPLAIN'],
    reason: 'lets clients in without a token',
  },
  {
    keys: ['anonymous_login_user', 'amqp1_0.default_user'],
    harmless: ['none'],
    reason: 'lets clients in without a token',
  },
  {
    keys: [
      'mqtt.allow_anonymous',
      'mqtt.ssl_cert_login',
      'stomp.implicit_connect',
      'stomp.ssl_cert_login',
      'stream.ssl_cert_login',
    ],
    harmless: ['false'],
    reason: 'lets clients in without a token',
  },
  {
    keys: [
      'anonymous_login_pass',
      'mqtt.default_user',
      'mqtt.default_pass',
      'stomp.default_user',
      'stomp.default_pass',
    ],
    reason: 'is for letting clients without a token in as an internal user',
  },
  {
    keys: [
      'ssl_cert_login_from',
      'ssl_cert_login_san_type',
      'ssl_cert_login_san_index',
      'mqtt.ssl_cert_login_san_type',
      'mqtt.ssl_cert_login_san_index',
    ],
    reason: 'is for logging in with a certificate instead of a token',
  },
  {
    keys: [
      'default_user',
      'default_pass',
      'default_permissions.**',
      'default_user_tags.**',
      'default_users.**',
    ],
    reason: 'creates an internal user, whom no proof covers',
  },
  {
    // As it is without the line. Another name replaces `guest`, which may then come from anywhere.
    keys: ['loopback_users.guest'],
    harmless: ['true'],
    reason: 'decides which internal users may come from other hosts',
  },
  {
    keys: ['loopback_users.**'],
    reason: 'decides which internal users may come from other hosts',
  },
  {
    keys: ['load_definitions', 'definitions.**', 'management.load_definitions'],
    reason: 'imports users, permissions and policies that no proof covers',
  },
  {
    keys: ['mqtt.exchange'],
    harmless: ['amq.topic'],
    reason:
      'moves MQTT to another exchange than the one that rights and proofs about MQTT are about',
  },
  {
    keys: ['mqtt.sparkplug'],
    harmless: ['false'],
    reason: 'makes other routing keys of MQTT topics than the proofs count on',
  },
];

/** A key that lets whoever connects say where it comes from, where its value is `true`. */
export interface BelievedAddress {
  readonly key: string;
  /** Whether its protocol asks the header where an internal user comes from; AMQP does so by release. */
  readonly decides: 'always' | 'by-release';
}

/**
 * The keys by which the broker takes the address in a PROXY header for the client's. Source:
 * rabbitmq/rabbitmq-server v3.13.0 to v4.3.5, rabbit_net:socket_ends and what each protocol gives to
 * rabbit_access_control:check_user_loopback: MQTT and STOMP the header's address, AMQP since 4.2.6.
 */
export const BELIEVED_ADDRESSES: readonly BelievedAddress[] = [
  { key: 'proxy_protocol', decides: 'by-release' },
  { key: 'mqtt.proxy_protocol', decides: 'always' },
  { key: 'stomp.proxy_protocol', decides: 'always' },
  { key: 'web_mqtt.proxy_protocol', decides: 'always' },
  { key: 'web_stomp.proxy_protocol', decides: 'always' },
];

/** The first words of the keys that a rule is against: of a large file few have to be looked at. */
const REFUSED_GROUPS = new Set(
  REFUSED.flatMap(({ keys }) => keys.map((key) => key.split('.', 1)[0])),
);

/** Whether a rule is about a key, by its parts. */
export function covers({ keys, except }: KeyRule, parts: readonly string[]): boolean {
  const fits = keys.some((pattern) => keyFits(parts, pattern));
  return fits && except?.includes(parts.join('.')) !== true;
}

/** The rule against a key with a value that would open a way round the policy, if there is one. */
export function refusedRule(parts: readonly string[], value: string): KeyRule | undefined {
  if (!REFUSED_GROUPS.has(parts[0] ?? '')) return undefined;
  const rule = REFUSED.find((one) => covers(one, parts));
  return rule?.harmless?.includes(value) === true ? undefined : rule;
}
