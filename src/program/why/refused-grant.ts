import { Bytes } from '../../pattern/bytes.js';
import { Pattern } from '../../pattern/pattern.js';
import { glob } from '../../pattern/name-set.js';
import type { ReadRefusal } from '../../prove/refusal/read.js';
import { MADE_NAMES, type MadeName } from '../../access/protocols/made-names.js';
import { serverNamedQueues } from '../../rabbitmq/built-in.js';
import {
  clientOfQueue,
  keyOfTopic,
  MQTT_EXCHANGE,
  topicOfKey,
  topicProblem,
} from '../../rabbitmq/mqtt.js';
import { patternText } from '../../policy/phrases/phrase-text.js';
import { Suggester } from '../../diagnostics/nearest.js';
import { PERMISSIONS } from '../../rabbitmq/scope.js';
import { TAGS } from '../../rabbitmq/tags.js';
import { answerOn, grantFor } from '../query/answer.js';
import type { AskedOn } from '../query/ask.js';
import { quoted, refusedPhrase } from './refused-phrase.js';
import { refusedKey } from './refused-key.js';
import { isKeyed } from './why.js';

/** The operation that a client most likely tried, by the permission and what it is on. */
const LIKELY: Readonly<Record<string, string>> = {
  'write exchange': 'publish',
  'read queue': 'consume',
  'configure queue': 'declare',
  'configure exchange': 'declare',
};

/**
 * What else a client may have done, with what it takes, by the permission and what it is on: the text is the same.
 * `Q` and `E` stand for what it declares or binds, `X` for the exchange at the other end.
 */
const OTHERWISE: Readonly<
  Record<string, readonly (readonly [does: string, phrase: (name: string) => string])[]>
> = {
  'write exchange': [
    [
      'declares a queue `Q` with it for dead letters',
      (name) => `declare queue Q dead-letter ${name}`,
    ],
    [
      'declares an exchange `E` with it as the alternate',
      (name) => `declare exchange E alternate ${name}`,
    ],
    ['binds it to the exchange `X`', (name) => `bind exchange ${name} to exchange X key KEY`],
  ],
  'read exchange': [
    ['binds the queue `Q` to it', (name) => `bind queue Q to exchange ${name} key KEY`],
    [
      'declares it with the alternate exchange `X`',
      (name) => `declare exchange ${name} alternate X`,
    ],
  ],
  'read queue': [
    ['declares it with `X` for dead letters', (name) => `declare queue ${name} dead-letter X`],
  ],
  'write queue': [
    ['binds it to the exchange `X`', (name) => `bind queue ${name} to exchange X key KEY`],
  ],
};

/** Stands for the routing keys of a grant where the message names none. */
const KEY = 'KEY';

/** Stands for the filters of a subscription, which the names of its queues do not tell. */
const FILTER = 'FILTER';

/**
 * The phrase to grant for a permission that was refused: the operation that is most likely meant, and the
 * permission itself where several may be. A name of the server is new each time, so that all are granted.
 */
export function phraseToGrant(refusal: ReadRefusal, one: AskedOn): string | undefined {
  const { kind, permission = '', resource = 'exchange', name = '' } = refusal;
  if (kind !== 'resource' && kind !== 'topic') return undefined;
  if (isOfServer(refusal)) {
    const verb = LIKELY[`${permission} queue`] ?? permission;
    return `${verb} queue ${patternText(serverNamedQueues)}`;
  }
  const client = clientOf(refusal);
  if (client !== undefined) return `subscribe mqtt ${FILTER} client ${quoted(client)}`;
  const made = madeOf(refusal);
  const needed = PERMISSIONS.find((one) => one === permission);
  if (made !== undefined && needed !== undefined) return made.grant(quoted(name), needed);
  const verb = LIKELY[`${permission} ${resource}`];
  if (verb === undefined) return undefined;
  if (kind === 'topic')
    return refusedPhrase(refusal, one.on.policy.broker.engine).replace(permission, verb);
  const keyed = verb === 'publish' && isKeyed(one) ? ` key ${KEY}` : '';
  return `${verb} ${resource} ${quoted(name)}${keyed}`;
}

/** What to know of the phrase that is offered. */
export function grantRemarks(refusal: ReadRefusal, asked: readonly AskedOn[]): readonly string[] {
  if (refusal.kind === 'tag')
    return TAGS.flatMap(({ name, asked = '' }) => (name === refusal.tag ? [asked] : []));
  if (isOfServer(refusal))
    return [
      "The server makes up a new name at every declaration, and a right on `amq.gen-*` is one on everybody's queues. Better is a queue with a name of the role's own: let the client declare `ROLE.reply.1` or the like, and grant `declare, consume queue ROLE.reply.*`.",
    ];
  const granting = asked.filter((one) => isGranting(refusal, one));
  const client = clientOf(refusal);
  if (client !== undefined) {
    const whose = `The queue is that of the MQTT client \`${client}\`.${nearClient(client, asked)}`;
    const filter = `\`${FILTER}\` stands for the filters that it subscribes to: the message names none.`;
    return [granting.length === 0 ? whose : `${whose} ${filter}`];
  }
  const made = madeOf(refusal);
  if (made !== undefined) return [made.remark];
  const phrases = granting.map((one) => phraseToGrant(refusal, one));
  const keyed = phrases.some((phrase) => phrase?.endsWith(` key ${KEY}`))
    ? [`\`${KEY}\` stands for the routing keys that it publishes with: the message names none yet.`]
    : [];
  return [
    ...keyed,
    ...(asked.some((one) => !answerOn(one).allowed) ? otherRemarks(refusal) : []),
    ...new Set(asked.flatMap((one) => topicRemarks(refusal, one))),
  ];
}

/** What to grant instead where the client did something else for which the text is the same. */
function otherRemarks({
  kind,
  permission = '',
  resource = '',
  name = '',
}: ReadRefusal): readonly string[] {
  const others = kind === 'resource' ? OTHERWISE[`${permission} ${resource}`] : undefined;
  if (others === undefined) return [];
  const ways = others.map(([does, phrase]) => `if it ${does}, grant \`${phrase(quoted(name))}\``);
  return [`The text does not tell what the client did: ${ways.join('; ')}.`];
}

/** The client that was probably meant, where the role may subscribe as one whose id is nearly the same. */
function nearClient(client: string, asked: readonly AskedOn[]): string {
  const ids = asked.flatMap((one) => {
    if (!one.ok) return [];
    const own = one.on.policy.grants.filter(({ role }) => role === one.role);
    return own.flatMap(({ right }) => {
      const id = right.type === 'operation' ? right.client?.pattern : undefined;
      return id?.isLiteral === true && id.first.text !== undefined ? [id.first.text] : [];
    });
  });
  const near = ids.includes(client) ? undefined : new Suggester().nearest(client, new Set(ids));
  return near === undefined
    ? ''
    : ` Did you mean the client \`${near}\`, as which the role may subscribe?`;
}

/** Whether the phrase to grant is what the answer offers: nothing is where it is permitted. */
function isGranting(refusal: ReadRefusal, one: AskedOn): boolean {
  const phrase = phraseToGrant(refusal, one);
  const offered = phrase === undefined ? undefined : grantFor(one, answerOn(one), phrase);
  return phrase !== undefined && offered?.phrases.includes(phrase) === true;
}

/** What to grant a client of MQTT, by which the broker does the same as by other protocols. */
function topicRemarks(
  { kind, permission, name = '', key = '' }: ReadRefusal,
  { on }: AskedOn,
): readonly string[] {
  if (kind !== 'topic' || Pattern.literal(name).key !== MQTT_EXCHANGE.key) return [];
  const routingKey = Pattern.literal(refusedKey(key, on.policy.broker.engine));
  const topic = topicOfKey(routingKey);
  const what = permission === 'write' ? 'topic' : 'filter';
  // A key of no topic is none of a client of MQTT.
  if (keyOfTopic(topic).key !== routingKey.key || topicProblem(topic, what) !== undefined)
    return [];
  return [
    what === 'topic'
      ? `For a client of MQTT it is \`publish mqtt ${patternText(topic)}\`.`
      : `For a client of MQTT it is \`subscribe mqtt ${patternText(topic)} client ID\`, with the id by which it connects.`,
  ];
}

/** What a refusal names. */
type Refused = Pick<ReadRefusal, 'kind' | 'resource' | 'name'>;

/** Whether a refusal is about something that the broker or a link gave its name, and no client declares passively. */
export function isOfNoClient(refusal: Refused): boolean {
  return isOfServer(refusal) || clientOf(refusal) !== undefined || madeOf(refusal) !== undefined;
}

/** The MQTT client whose queue a refusal is about. */
function clientOf({ kind, resource, name = '' }: Refused): string | undefined {
  return kind === 'resource' && resource === 'queue' ? clientOfQueue(name) : undefined;
}

/** What is known of a name that no client chose, where a refusal is about one. */
function madeOf({ kind, name = '' }: Refused): MadeName | undefined {
  if (kind !== 'resource') return undefined;
  return MADE_NAMES.find(({ names }) => glob(names).has(Bytes.fromText(name)));
}

/** Whether a refusal is about a queue that the server named. */
function isOfServer({ kind, resource, name = '' }: Refused): boolean {
  return (
    kind === 'resource' && resource === 'queue' && glob(serverNamedQueues).has(Bytes.fromText(name))
  );
}
