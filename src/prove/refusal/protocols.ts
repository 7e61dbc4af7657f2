import type { RefusalText } from './text.js';

/*
 * What clients of protocols other than AMQP are told, which is a code and no more. Source: the stream
 * protocol's response codes (rabbit_stream.hrl) and the words of rabbitmq-stream-js-client 1.0.0 and
 * rabbitmq-stream-java-client for them; MQTT 5.0, "Reason codes", with the words of mqtt.js 5.
 */

/** The response code 16 of the stream protocol. */
const CODE = String.raw`(?:error with code:? ?16\b|response code:? ?16\b|\b16 \(ACCESS_REFUSED\)|CODE_ACCESS_REFUSED)`;

const BY_STREAM =
  'The broker refused that over the stream protocol, by the response code 16. Neither the client nor the log is told more.';

/** Commands as clients name them, and the phrases that give them. */
const COMMANDS: readonly (readonly [words: string, phrases: string])[] = [
  [
    '(?:[Cc]reat|[Dd]elet)\\w* [Ss]uper ?[Ss]tream',
    '`declare super-stream P`, which is the right to delete it as well',
  ],
  [
    '(?:[Cc]reat|[Dd]elet)\\w* [Ss]tream',
    '`declare stream S`, which is the right to delete it as well',
  ],
  [
    '(?:[Pp]artitions|[Rr]oute)',
    '`publish super-stream P` for who publishes and `consume super-stream P` for who subscribes',
  ],
  [
    '(?:[Pp]ublisher|[Pp]ublishing) [Ss]equence',
    '`consume stream S`, as a publisher with a name reads there',
  ],
  [
    '(?:[Pp]ublisher|[Pp]roducer|[Pp]ublish)',
    '`publish stream S`, or `publish super-stream P` for the super stream that it is of',
  ],
  [
    '(?:[Cc]onsumer|[Ss]ubscri\\w*|[Oo]ffset)',
    '`consume stream S`, or `consume super-stream P` for the super stream that it is of',
  ],
];

/** What a client of streams or of MQTT says. */
export const protocolTexts: readonly RefusalText[] = [
  ...COMMANDS.map(([words, phrases]): RefusalText => ({
    kind: 'other',
    pattern: new RegExp(`${words}\\b.{0,80}${CODE}`, 'u'),
    meaning: `${BY_STREAM} It takes ${phrases}: ask \`warren explain ROLE PHRASE --vhost V\`.`,
  })),
  {
    kind: 'other',
    pattern: new RegExp(CODE, 'u'),
    meaning: `${BY_STREAM} Ask \`warren explain ROLE PHRASE --vhost V\`, with the phrase of what it did: \`publish\`, \`consume\` or \`declare\`, of \`stream S\` or \`super-stream P\`.`,
  },
  {
    kind: 'other',
    pattern: /Stream was not found on any node|STREAM_NOT_AVAILABLE|\bstream not allowed/u,
    meaning:
      'The broker does not tell the client where the stream is: it does not exist, or (from 4.2.9 and 4.3.3) the role may neither read nor write it. Ask `warren explain ROLE "publish stream S" --vhost V`, or `consume` for `publish`.',
  },
  {
    kind: 'other',
    pattern:
      /Subscribe error: (?:Not authorized|Unspecified error)|SUBACK\b.{0,40}\b(?:128|135|0x8[07])\b/u,
    meaning:
      'The broker refused a subscription over MQTT, and tells the client no more. It takes `subscribe mqtt F client C`, with the id by which the client connects: ask `warren explain ROLE "subscribe mqtt F client C" --vhost V`. The log of the broker names the permission, in a line `… access to … refused for user …`.',
  },
  {
    kind: 'other',
    pattern:
      /Publish error: Not authorized|PUBACK\b.{0,40}\b(?:135|0x87)\b|[Rr]eason ?[Cc]ode\W{0,4}(?:135|0x87)\b/u,
    meaning:
      'The broker refused something over MQTT, and tells the client no more. To publish takes `publish mqtt T`: ask `warren explain ROLE "publish mqtt T" --vhost V`. The log of the broker names the permission, in a line `… access to … refused for user …`.',
  },
  {
    kind: 'other',
    pattern: /^\W*(?:Error: )?(?:MQTT: )?[Cc]onnection (?:was )?closed\W*$/u,
    meaning:
      'That says only that the connection ended. To a client of MQTT that publishes what it may not the broker says nothing and closes the connection: ask `warren explain ROLE "publish mqtt T" --vhost V`. The log of the broker says why it did, in a line `… access to … refused for user …` where a permission lacked.',
  },
];
