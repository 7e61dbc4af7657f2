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
    const whose = `The queue is that of the MQTT client \`${client}\`.`;
    const filter = `\`${FILTER}\` stands for the filters that it subscribes to: the message names none.`;
    return [granting.length === 0 ? whose : `${whose} ${filter}`];
  }
  const made = madeOf(refusal);
  if (made !== undefined) return [made.remark];
  const phrases = granting.map((one) => phraseToGrant(refusal, one));
  const keyed = phrases.some((phrase) => phrase?.endsWith(` key ${KEY}`))
    ? [`\`${KEY}\` stands for the routing keys that it publishes with: the message names none yet.`]
    : [];
  return [...keyed, ...new Set(asked.flatMap((one) => topicRemarks(refusal, one)))];
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
