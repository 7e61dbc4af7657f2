import { Bytes } from '../pattern/bytes.js';
import { Pattern } from '../pattern/pattern.js';

/*
 * How MQTT is brought to AMQP: topics are routing keys of one topic exchange, and what a client subscribes to
 * is bound to queues of its own. Source: rabbitmq/rabbitmq-server at the tags v3.13.0 to v4.3.5,
 * rabbit_mqtt_util (`mqtt_to_amqp`, `queue_name_bin`) and rabbit_mqtt_processor; tried on 4.0.5 and 4.3.6.
 */

/** The exchange of all topics, unless the broker's `mqtt.exchange` names another one. */
export const MQTT_EXCHANGE = Pattern.literal('amq.topic');

/** The beginning of the queues of all clients. */
const QUEUES = Bytes.fromText('mqtt-subscription-');

/** The queue of one client, of which there are two at most. */
const QUEUE_OF_CLIENT = /^mqtt-subscription-(.*)qos[01]$/s;

/** The levels of the service that a client can have a queue for; who asks for 2 gets 1. */
export const QOS = ['0', '1'] as const;

/** The routing key that the broker makes of a topic or a filter: a `.` of it stays as it is. */
export function keyOfTopic(topic: Pattern): Pattern {
  return each(topic, { '/': '.', '+': '*' });
}

/** A topic or filter of which the broker makes a routing key. */
export function topicOfKey(key: Pattern): Pattern {
  return each(key, { '.': '/', '*': '+' });
}

function each({ literals }: Pattern, instead: Readonly<Record<string, string>>): Pattern {
  return Pattern.fromBytes(literals.map((literal) => literal.with(instead)));
}

/** Why something is no topic, or no filter, of MQTT. */
export type TopicProblem =
  /** It is empty. */
  | 'empty'
  /** A topic has no wildcards of MQTT. */
  | 'filter'
  /** `+` is a whole level of a filter, and `#` the whole of its last. */
  | 'part-of-level';

/** Why a pattern is no topic or filter; undefined where it is one. Source: MQTT 5.0, section 4.7. */
export function topicProblem(
  { literals, isLiteral, first }: Pattern,
  what: 'topic' | 'filter',
): TopicProblem | undefined {
  if (isLiteral && first.length === 0) return 'empty';
  // A wildcard of ours may be any text, and is no level by itself.
  const text = literals.map(({ binary }) => binary).join('\u0100');
  if (what === 'topic') return /[+#]/.test(text) ? 'filter' : undefined;
  const levels = text.split('/');
  const isWhole = levels.every((level, at) => {
    if (level.includes('#')) return level === '#' && at === levels.length - 1;
    return !level.includes('+') || level === '+';
  });
  return isWhole ? undefined : 'part-of-level';
}

/**
 * The queues of clients.
 *
 * @param clients the ids of the clients; undefined for every client
 * @param qos the level of the service, or any
 */
export function queuesOfClients(
  clients: Pattern | undefined,
  qos: (typeof QOS)[number] | 'any',
): Pattern {
  const { literals, last } = clients ?? Pattern.any;
  const from = literals.map((literal, at) =>
    at === 0 ? Bytes.joined([QUEUES, literal], Bytes.empty) : literal,
  );
  // What begins as their names do is theirs, however it ends.
  if (literals.length > 1 && last.length === 0) return Pattern.fromBytes(from);
  const ends = Bytes.joined([from.at(-1) ?? QUEUES, Bytes.fromText('qos')], Bytes.empty);
  const before = from.slice(0, -1);
  return qos === 'any'
    ? Pattern.fromBytes([...before, ends, Bytes.empty])
    : Pattern.fromBytes([...before, Bytes.joined([ends, Bytes.fromText(qos)], Bytes.empty)]);
}

/** The id of the client whose queue has a name: the inverse of {@link queuesOfClients}; undefined for other queues. */
export function clientOfQueue(name: string): string | undefined {
  return QUEUE_OF_CLIENT.exec(name)?.[1];
}
