import type { RefusalText } from './text.js';

/*
 * Refusals that name a permission or a vhost. Source: rabbit_access_control, whose words AMQP 0-9-1,
 * AMQP 1.0, MQTT, STOMP and the management API pass on; rabbit_mqtt_processor, rabbit_stream_reader,
 * rabbit_amqp1_0_reader (3.13); rabbit_shovel_util, rabbit_shovel_parameters and
 * rabbit_federation_parameters; rabbit_web_dispatch_access_control.
 */

/** Names have at most 255 bytes; without a bound a search in garbage would take minutes. */
const NAME = '.{0,255}';
/** An ARN has at most 2,048 characters, and those of roles far fewer. */
const USER = '.{0,700}';

/** The beginning of a refusal of a permission. */
const PERMISSION = '(?<permission>configure|write|read) access to';

/** What the management API says of a user without a tag, and the least tag that is enough. */
const TAG_REFUSALS = [
  ['Not management user', 'management'],
  ['Not monitor user', 'monitoring'],
  ['Not administrator user', 'administrator'],
] as const;

/** Refusals that name what was refused. */
export const permissionTexts: readonly RefusalText[] = [
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
  // Older releases name no permission.
  {
    kind: 'resource',
    pattern: new RegExp(
      `(?<!(?:configure|write|read) )access to (?<resource>exchange|queue) '(?<name>${NAME})' in vhost '(?<vhost>${NAME})' refused for user '(?<user>.*)`,
      'u',
    ),
  },
  {
    kind: 'other',
    pattern: new RegExp(
      `access to vhost '${NAME}' refused for user '${USER}': (?:vhost '${NAME}' is down|(?:vhost )?connection limit)`,
      'u',
    ),
    meaning:
      'The vhost is down or has as many connections as it may have. No permission changes that: look at `rabbitmqctl list_vhost_limits` and at the state of the vhost.',
  },
  {
    kind: 'vhost',
    pattern: new RegExp(`access to vhost '(?<vhost>${NAME})' refused for user '(?<user>.*)`, 'u'),
  },
  {
    kind: 'vhost',
    pattern: new RegExp(
      `access refused for user '(?<user>${USER})' to vhost '(?<vhost>${NAME})'`,
      'u',
    ),
  },
  {
    kind: 'vhost',
    pattern: new RegExp(
      `user '(?<user>${USER})' is not allowed to access virtual host '(?<vhost>${NAME})'`,
      'u',
    ),
  },
  // Whoever declares a shovel or a federation upstream has to be able to enter the vhost of its URI.
  {
    kind: 'vhost',
    pattern: new RegExp(
      `user "(?<user>${USER})" may not connect to vhost "(?<vhost>${NAME})"`,
      'u',
    ),
  },
  ...TAG_REFUSALS.map(([words, tag]) => ({
    kind: 'tag' as const,
    tag,
    pattern: new RegExp(`HTTP access denied: user '(?<user>${USER})' - ${words}`, 'u'),
  })),
];

/** The words with which a refusal of a permission begins, though it be cut off after them. */
export const REFUSAL_START = new RegExp(
  `${PERMISSION}\\b ?(?:(?<resource>exchange|queue|topic)(?: '(?<name>${NAME}))?)?|(?<!granted )access to vhost '`,
  'u',
);
