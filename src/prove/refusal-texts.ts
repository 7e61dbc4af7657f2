/** What a refusal is about, as far as its text tells. */
export type RefusalKind = 'resource' | 'topic' | 'vhost' | 'management' | 'other';

/** How one kind of refusal reads. */
export interface RefusalText {
  readonly kind: RefusalKind;
  /**
   * Finds it in a line. The groups `permission`, `resource`, `name`, `key` and `vhost` are what was
   * refused; `user` is all that follows the user's opening quote.
   */
  readonly pattern: RegExp;
  /** What it means, in a sentence, where no permission decides it. */
  readonly meaning?: string;
}

/** Names have at most 255 bytes; without a bound a search in garbage would take minutes. */
const NAME = '.{0,255}';
const PERMISSION = '(?<permission>configure|write|read) access to';

/**
 * How RabbitMQ words its refusals, the most telling first. Source: rabbitmq/rabbitmq-server at its
 * tags v3.13.0 to v4.3.5: rabbit_access_control for permissions, whose words AMQP 0-9-1, AMQP 1.0,
 * MQTT, STOMP and the management API pass on; rabbit_reader, rabbit_amqp_reader,
 * rabbit_amqp1_0_reader, rabbit_mqtt_processor, rabbit_stream_reader and rabbit_stomp_processor for
 * connections; rabbit_auth_backend_oauth2 for tokens; rabbit_web_dispatch_access_control for HTTP.
 */
export const REFUSAL_TEXTS: readonly RefusalText[] = [
  {
    kind: 'topic',
    pattern: new RegExp(
      `${PERMISSION} topic '(?<key>${NAME})' in exchange (?:exchange )?'(?<name>${NAME})' in vhost '(?<vhost>${NAME})' refused for user '(?<user>.*)`,
      'u',
    ),
  },
  {
    kind: 'resource',
    pattern: new RegExp(
      `${PERMISSION} (?<resource>exchange|queue) '(?<name>${NAME})' in vhost '(?<vhost>${NAME})' refused for user '(?<user>.*)`,
      'u',
    ),
  },
  {
    kind: 'other',
    pattern:
      /access to vhost '.{0,255}' refused for user '.{0,700}': (?:vhost '.{0,255}' is down|connection limit)/u,
    meaning:
      'The vhost is down or has as many connections as it may have. No permission changes that.',
  },
  {
    kind: 'vhost',
    pattern: /access to vhost '(?<vhost>.{0,255})' refused for user '(?<user>.*)/u,
  },
  {
    kind: 'vhost',
    pattern: /access refused for user '(?<user>.{0,700})' to vhost '(?<vhost>.{0,255})'/u,
  },
  {
    kind: 'management',
    pattern: /HTTP access denied: user '(?<user>.{0,700})' - Not management user/u,
  },
  {
    kind: 'other',
    pattern: /token has expired|[Cc]redential (?:has )?expired|[Tt]oken expired/u,
    meaning:
      'The token has expired. The permissions were not looked at: connect with a fresh token, or renew it on the connection in time.',
  },
  {
    kind: 'other',
    pattern: /invalid_aud|no_matching_aud/u,
    meaning:
      'The token is meant for another audience than the broker. Ask for one with the audience of the broker in question.',
  },
  {
    kind: 'other',
    pattern: /signature_invalid|provided token is invalid/u,
    meaning:
      'The broker could not verify the token: it is no whole token, or was signed with a key or an algorithm that the broker does not take. The permissions were not looked at.',
  },
  {
    kind: 'other',
    pattern: /can only (?:connect|log in) via localhost/u,
    meaning: 'That user may connect from the machine of the broker alone. It is an internal user.',
  },
  {
    kind: 'other',
    pattern: /operation not permitted on the default exchange|deletion of system/u,
    meaning: 'Nobody may do that to what the broker has by itself. No permission changes that.',
  },
  {
    kind: 'other',
    pattern: /in exclusive use|exclusive access to locked queue/u,
    meaning: 'Another connection holds the queue for itself alone. No permission changes that.',
  },
  {
    kind: 'other',
    pattern: /[Nn]ot management user/u,
    meaning:
      'The user has no tag for the management plugin: `management` or `monitoring` is enough. The text does not say which user it is; the log does.',
  },
  {
    kind: 'other',
    pattern: /User not authori[sz]ed(?: to access (?:virtual host|object))?/u,
    meaning:
      'Over HTTP the user lacks access to the vhost, or a tag for what it asked for. The text does not say which; ask `warren explain ROLE connect --vhost V`.',
  },
  {
    kind: 'other',
    pattern:
      /login refused|Login was refused|failed to authenticate|Not_Authori[sz]ed|Access refused for user|Access for user '.{0,700}' was refused|authentication failed|virtual host access not allowed|Virtual host '.{0,255}' access denied|Access refused\./u,
    meaning:
      'The login was refused, so no permission of a queue or an exchange was looked at: most often the token has expired, is for another audience or comes from another account, or its role has no access to the vhost. The log of the broker says which.',
  },
];

/** The words with which a refusal of a permission begins, though it be cut off after them. */
export const REFUSAL_START = new RegExp(
  `${PERMISSION} (?:exchange|queue|topic)|access to vhost '`,
  'u',
);
