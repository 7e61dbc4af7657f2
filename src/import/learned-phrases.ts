import { Pattern, WILDCARD } from '../pattern/pattern.js';
import { patternText } from '../policy/phrases/phrase-text.js';
import { builtInExchange } from '../rabbitmq/built-in.js';
import { clientOfQueue, MQTT_EXCHANGE, topicOfKey, topicProblem } from '../rabbitmq/mqtt.js';
import { checkKey, checkName } from '../rabbitmq/names.js';
import type { Doings, Evidence, Sighting } from './evidence.js';
import type { PresentRights } from './present-rights.js';
import type { Publish } from './publishes.js';
import { queueKey } from './sample.js';
import { inRow } from '../source/counted.js';

/** A phrase of a learned policy. */
export interface LearnedPhrase {
  readonly text: string;
  /** What was seen, for the comment behind it. */
  readonly evidence: string;
  /** Lines of comment above it. */
  readonly above: readonly string[];
  /** Whether it was seen; else it is likely, or possible. */
  readonly isSeen: boolean;
  /** The queues and exchanges that have to be declared for it, by their patterns. */
  readonly queues: readonly NamedQueue[];
  readonly exchanges: readonly string[];
}

/** A queue or a stream that a phrase names. */
export interface NamedQueue {
  readonly kind: 'queue' | 'stream';
  readonly pattern: Pattern;
}

/** What phrases are made of. */
export interface LearnedFrom {
  readonly evidence: Evidence;
  readonly rights: PresentRights;
  /** What was told of the keys that arrive from an exchange, by `queueKey`, as many publish to one. */
  readonly arriving: Map<string, string>;
}

/** What a name made up at each start ends in: a UUID, or a long run of letters and digits of Base64 or hex. */
const MADE_UP =
  /(?:[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}|[0-9a-f]{12,}|(?=[\w-]*\d)(?=[\w-]*[A-Z])[\w-]{22})$/;

/** The phrases that permit what a user did in a vhost, in the order of their words; one at least. */
export function learnedPhrases(
  doings: Doings,
  publishes: readonly Publish[],
  from: LearnedFrom,
): readonly LearnedPhrase[] {
  const phrases = [
    ...publishes.flatMap((publish) => publishPhrase(doings, publish, publishes, from)),
    ...queuePhrases(doings, from),
    ...streamPhrases(doings, from),
    ...mqttPhrases(doings, from),
  ];
  if (phrases.length > 0) return phrases;
  const evidence = seen(doings.connected, from.evidence);
  return [{ text: 'connect', evidence, above: [], isSeen: true, queues: [], exchanges: [] }];
}

/** How often something was seen, in words: `seen: 2 connections, 11 of 12 samples`. */
function seen({ connections, samples }: Sighting, evidence: Evidence): string {
  const count = connections.size === 1 ? '1 connection' : `${connections.size} connections`;
  if (evidence.samples === 1) return `seen: ${count}`;
  return `seen: ${count}, ${samples.size} of ${evidence.samples} samples`;
}

function publishPhrase(
  { user, vhost }: Doings,
  { exchange, sighting, how }: Publish,
  all: readonly Publish[],
  { evidence, rights, arriving }: LearnedFrom,
): readonly LearnedPhrase[] {
  const name = exchangePattern(exchange);
  if (checkName(name) !== undefined) return [];
  const type = evidence.exchanges.get(queueKey(vhost, exchange))?.type;
  const said = patternText(name);
  const others = all.filter((one) => one.how === 'possible').length;
  const what = {
    counted: seen(sighting, evidence),
    only: `${seen(sighting, evidence)}; by elimination`,
    possible: `possible: published to one or more of ${others} exchanges`,
  }[how];
  const mayDeclare =
    exchange !== '' &&
    builtInExchange(name) === undefined &&
    rights.knows(user) &&
    rights.allows(user, vhost, 'configure', exchange);
  const base = {
    above: mayDeclare ? [`If it declares what it publishes to: declare exchange ${said}`] : [],
    isSeen: how !== 'possible',
    queues: [],
    exchanges: exchange === '' ? [] : [exchange],
  };
  if (type !== 'topic') return [{ ...base, text: `publish exchange ${said}`, evidence: what }];
  const { keys, remark } = publishKeys(user, vhost, exchange, rights);
  const key = queueKey(vhost, exchange);
  const told = remark ?? arriving.get(key) ?? keysFrom(vhost, exchange, evidence);
  if (remark === undefined) arriving.set(key, told);
  return [
    {
      ...base,
      text: `publish exchange ${said} key ${keys}`,
      evidence: `${what}; ${told}`,
    },
  ];
}

/** The keys that a user may publish with now, as no API shows those that it does. */
function publishKeys(
  user: string,
  vhost: string,
  exchange: string,
  rights: PresentRights,
): { readonly keys: string; readonly remark: string | undefined } {
  const present = rights.keys(user, vhost, 'write', exchange);
  if (present === undefined || present.patterns.length === 0)
    return { keys: '*', remark: undefined };
  return {
    keys: present.patterns.map(patternText).join(', '),
    remark: 'keys are not shown: these are those of its topic permission',
  };
}

/** Which keys arrive somewhere: what a reader may narrow the keys to. */
function keysFrom(vhost: string, exchange: string, evidence: Evidence): string {
  const keys = evidence.from(vhost, exchange).map(({ routingKey }) => routingKey);
  const told = [...new Set(keys)].sort();
  if (told.length === 0) return 'keys are not shown, and nothing is bound';
  return `keys are not shown; bound are ${inRow(told.map(quoted), 5)}`;
}

function quoted(key: string): string {
  return key === '' ? '""' : key;
}

/** A queue name as it will be at the next start too, which stands for several. */
interface Consumed extends NamedQueue {
  /** The names that were seen. */
  readonly names: string[];
  readonly consumed: Sighting;
  readonly owned: Sighting;
}

function queuePhrases(doings: Doings, from: LearnedFrom): readonly LearnedPhrase[] {
  const { vhost, consumed, owned } = doings;
  const all = new Map<string, Consumed>();
  for (const name of [...new Set([...consumed.keys(), ...owned.keys()])].sort()) {
    if (clientOfQueue(name) !== undefined) continue;
    const pattern = lastingName(vhost, name, from.evidence);
    if (checkName(pattern) !== undefined) continue;
    const known: Consumed = all.get(pattern.key) ?? {
      kind: kindOf(vhost, name, from.evidence),
      pattern,
      names: [],
      consumed: { connections: new Set<string>(), samples: new Set<number>() },
      owned: { connections: new Set<string>(), samples: new Set<number>() },
    };
    known.names.push(name);
    addTo(known.consumed, consumed.get(name));
    addTo(known.owned, owned.get(name));
    all.set(pattern.key, known);
  }
  return [...all.values()].flatMap((one) => [
    ...consumePhrase(one, from),
    ...declarePhrase(doings, one, from),
    ...bindPhrases(doings, one, from),
  ]);
}

function addTo(all: Sighting, more: Sighting | undefined): void {
  for (const connection of more?.connections ?? []) all.connections.add(connection);
  for (const sample of more?.samples ?? []) all.samples.add(sample);
}

/** What a queue is called at the next start: one that goes with its connection may have a name made up. */
function lastingName(vhost: string, name: string, { queues }: Evidence): Pattern {
  if (name.startsWith('amq.gen-')) return Pattern.fromParts(['amq.gen-', WILDCARD]);
  const queue = queues.get(queueKey(vhost, name));
  const goes = queue?.exclusive === true || queue?.autoDelete === true;
  const madeUp = goes ? MADE_UP.exec(name) : null;
  if (madeUp === null || madeUp.index === 0) return Pattern.literal(name);
  return Pattern.fromParts([name.slice(0, madeUp.index), WILDCARD]);
}

function consumePhrase(
  { kind, pattern, names, consumed }: Consumed,
  { evidence }: LearnedFrom,
): readonly LearnedPhrase[] {
  if (consumed.samples.size === 0) return [];
  const [name = ''] = names;
  const isPlain = pattern.isLiteral || name.startsWith('amq.gen-');
  const such = isPlain ? '' : `; such as ${name}`;
  return [
    {
      text: `consume queue ${patternText(pattern)}`,
      evidence: `${seen(consumed, evidence)}${such}`,
      above: [],
      isSeen: true,
      queues: [{ kind, pattern }],
      exchanges: [],
    },
  ];
}

/** Who consumes a queue is the likeliest to declare it; who has it alone has. */
function declarePhrase(
  { user, vhost }: Doings,
  { kind, pattern, names, owned }: Consumed,
  { evidence, rights }: LearnedFrom,
): readonly LearnedPhrase[] {
  const [name = ''] = names;
  const isOwn = owned.samples.size > 0;
  const isServerNamed = name.startsWith('amq.gen-');
  if (name.startsWith('amq.') && !isServerNamed) return [];
  if (!isOwn && !rights.allows(user, vhost, 'configure', name)) return [];
  const said = patternText(pattern);
  const other = evidence.queues.get(queueKey(vhost, name))?.arguments['x-dead-letter-exchange'];
  const deadLetter =
    typeof other === 'string' &&
    !isServerNamed &&
    checkName(exchangePattern(other)) === undefined &&
    rights.allows(user, vhost, 'read', name) &&
    rights.allows(user, vhost, 'write', other)
      ? other
      : undefined;
  const clause =
    deadLetter === undefined ? '' : ` dead-letter ${patternText(exchangePattern(deadLetter))}`;
  return [
    {
      // No policy says that somebody declares a name that only the server gives.
      text: `${isServerNamed ? 'configure' : 'declare'} queue ${said}${clause}`,
      evidence: isOwn
        ? `${seen(owned, evidence)}; exclusive to it`
        : 'likely: it consumes the queue; who declares one is not shown',
      above: [],
      isSeen: isOwn,
      queues: [{ kind, pattern }],
      exchanges: deadLetter === undefined || deadLetter === '' ? [] : [deadLetter],
    },
  ];
}

/** Who consumes a queue is the likeliest to bind it. */
function bindPhrases(
  { user, vhost }: Doings,
  { kind, pattern, names }: Consumed,
  { evidence, rights }: LearnedFrom,
): readonly LearnedPhrase[] {
  const bound = names
    .flatMap((name) => evidence.to(vhost, name))
    .filter(
      ({ destination, source }) =>
        rights.allows(user, vhost, 'write', destination) &&
        rights.allows(user, vhost, 'read', source),
    );
  const sources = [...new Set(bound.map(({ source }) => source))].sort();
  return sources.flatMap((source) => {
    const isTopic = evidence.exchanges.get(queueKey(vhost, source))?.type === 'topic';
    const keys = bound
      .filter(
        (one) =>
          one.source === source &&
          checkKey(Pattern.literal(one.routingKey)) === undefined &&
          (!isTopic || rights.allowsKey(user, vhost, source, one.routingKey)),
      )
      .map(({ routingKey }) => routingKey);
    if (keys.length === 0) return [];
    const clause = isTopic
      ? ` key ${[...new Set(keys)]
          .sort()
          .map((key) => patternText(Pattern.literal(key)))
          .join(', ')}`
      : '';
    return [
      {
        text: `bind queue ${patternText(pattern)} to exchange ${patternText(exchangePattern(source))}${clause}`,
        evidence: 'likely: it is bound so; who binds is not shown',
        above: [],
        isSeen: false,
        queues: [{ kind, pattern }],
        exchanges: [source],
      },
    ];
  });
}

/** What is published to streams by their own protocol. */
function streamPhrases({ streams }: Doings, { evidence }: LearnedFrom): readonly LearnedPhrase[] {
  return [...streams]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, sighting]) => {
      const pattern = Pattern.literal(name);
      if (checkName(pattern) !== undefined) return [];
      return [
        {
          text: `publish stream ${patternText(pattern)}`,
          evidence: seen(sighting, evidence),
          above: [],
          isSeen: true,
          queues: [{ kind: 'stream', pattern }],
          exchanges: [],
        },
      ];
    });
}

function kindOf(vhost: string, name: string, { queues }: Evidence): NamedQueue['kind'] {
  return queues.get(queueKey(vhost, name))?.type === 'stream' ? 'stream' : 'queue';
}

/** What an MQTT client subscribes to: its queues are bound by the keys that the filters become. */
function mqttPhrases({ vhost, mqtt }: Doings, { evidence }: LearnedFrom): readonly LearnedPhrase[] {
  const bound = evidence.from(vhost, MQTT_EXCHANGE.first.binary);
  return [...mqtt]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([client, sighting]): readonly LearnedPhrase[] => {
      const filters = bound
        .filter(({ destination }) => clientOfQueue(destination) === client)
        .map(({ routingKey }) => Pattern.literal(routingKey))
        .filter((key) => checkKey(key) === undefined)
        .map(topicOfKey)
        .filter((filter) => topicProblem(filter, 'filter') === undefined);
      const id = Pattern.literal(client);
      if (filters.length === 0 || checkName(id) !== undefined) return [];
      const texts = [...new Set(filters.map(patternText))].sort().join(', ');
      return [
        {
          text: `subscribe mqtt ${texts} client ${patternText(id)}`,
          evidence: `${seen(sighting, evidence)}; MQTT`,
          above: [],
          isSeen: true,
          queues: [],
          exchanges: [],
        },
      ];
    });
}

function exchangePattern(name: string): Pattern {
  return Pattern.literal(name === '' ? 'amq.default' : name);
}
