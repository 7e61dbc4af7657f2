import type { Presence, Since } from '../since.js';
import type { KeyRule } from './rules.js';
import type { ValueType } from './value-type.js';

/** Keys that Amazon MQ accepts from a release on. Patterns are those of `keyFits`. */
export interface AmazonKeys extends Presence {
  readonly keys: readonly string[];
  readonly type: ValueType;
}

/** The setting that names a role for Amazon MQ to assume, which a deployer has to be allowed to pass. */
export const PASSED_ROLE = 'aws.arns.assume_role_arn';

/** How the settings begin whose values are ARNs of what Amazon MQ reads with that role. */
export const CONTENT_ARNS = 'aws.arns.';

const ALL: Since = ['3.13.0'];
const FROM_4: Since = ['4.0.0'];

/**
 * What a configuration of Amazon MQ for RabbitMQ may hold. Source: the Amazon MQ developer guide,
 * "Configurable values", "Resource limit configuration", "AMQP client SSL configuration", "OAuth 2.0
 * authentication and authorization", "SSL certificate authentication" and "Configuring mTLS".
 */
export const AMAZON_KEYS: readonly AmazonKeys[] = [
  { keys: ['consumer_timeout'], since: ALL, type: ':0..2147483647' },
  { keys: ['heartbeat'], since: ALL, type: ':60..3600' },
  {
    keys: [
      'management.restrictions.operator_policy_changes.disabled',
      'quorum_queue.property_equivalence.relaxed_checks_on_redeclaration',
      'secure.management.http.headers.enabled',
    ],
    since: ALL,
    type: 'true|false',
  },
  {
    keys: [
      'connection_max',
      'channel_max_per_node',
      'cluster_queue_limit',
      'vhost_max',
      'runtime_parameters.limits.shovel',
      'cluster_exchange_limit',
      'consumer_max_per_channel',
      'max_message_size',
    ],
    since: FROM_4,
    type: ':0..',
  },
  {
    keys: ['amqp_client.ssl_options.verify', 'ssl_options.verify', 'management.ssl.verify'],
    since: FROM_4,
    type: 'verify_peer|verify_none',
  },
  { keys: ['ssl_options.fail_if_no_peer_cert'], since: FROM_4, type: 'true|false' },
  { keys: ['ssl_options.depth', 'management.ssl.depth'], since: FROM_4, type: ':0..255' },
  {
    keys: ['ssl_options.hostname_verification', 'management.ssl.hostname_verification'],
    since: FROM_4,
    type: 'wildcard|none',
  },
  {
    keys: [PASSED_ROLE, 'aws.arns.ssl_options.cacertfile', 'aws.arns.management.ssl.cacertfile'],
    since: FROM_4,
    type: '',
  },
];

/**
 * Families of keys that Amazon MQ accepts as the RabbitMQ of its line knows them: the OAuth 2 keys,
 * of which the management plugin's only concern the login button of its user interface.
 */
export const AMAZON_FAMILIES: readonly string[] = [
  'auth_oauth2.**',
  'management.oauth_authorization_endpoint_params.**',
  'management.oauth_client_id',
  'management.oauth_client_secret',
  'management.oauth_disable_basic_auth',
  'management.oauth_enabled',
  'management.oauth_initiated_logon_type',
  'management.oauth_metadata_url',
  'management.oauth_provider_url',
  'management.oauth_resource_servers.**',
  'management.oauth_response_type',
  'management.oauth_scopes',
  'management.oauth_token_endpoint_params.**',
];

/** Keys of those families that Amazon MQ takes out again. Source: as above, "OAuth 2.0 …". */
export const AMAZON_REFUSED: readonly KeyRule[] = [
  {
    keys: [
      'auth_oauth2.https.cacertfile',
      'auth_oauth2.oauth_providers.$name.https.cacertfile',
      'auth_oauth2.signing_keys.**',
      'management.oauth_client_secret',
      'management.oauth_resource_servers.$name.oauth_client_secret',
    ],
    reason: 'is not accepted by Amazon MQ',
  },
];

/** Keys of those families whose values Amazon MQ takes only if they start so. Source: as above. */
export const AMAZON_URLS: { readonly keys: readonly string[]; readonly type: ValueType } = {
  keys: [
    'management.oauth_metadata_url',
    'management.oauth_provider_url',
    'management.oauth_resource_servers.$name.oauth_metadata_url',
    'management.oauth_resource_servers.$name.oauth_provider_url',
  ],
  type: ':https',
};
