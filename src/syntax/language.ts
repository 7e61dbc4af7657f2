import type { NamedRight } from '../aws/mq-rights.js';
import { PARTITIONS } from '../aws/partitions.js';
import { REGIONS } from '../aws/regions.js';
import { exampleEngine, exampleRelease, newestLine, PRODUCTS } from '../rabbitmq/engines.js';
import type { Clause, Item, ResourceKind, RuleBlock, TagWord } from './tree.js';

/*
 * The words of the language, a row each. What the parser, the editor features and the highlighting know
 * of words is derived from here; the language reference says more of what they mean.
 */

/** The rule of the grammar that reads what follows an item's first word. */
export type Opens =
  | 'phrase'
  | 'connect'
  | 'tag'
  | 'api'
  | 'role'
  | 'rule'
  | 'vhost'
  | 'exchange'
  | 'queue'
  | 'topology'
  | 'group'
  | 'profile'
  | 'test'
  | 'on'
  | 'broker'
  | 'let'
  | 'settings'
  | 'token'
  | 'engine'
  | 'setting';

/** What an item's first word says about it. */
export interface Opener {
  readonly opens: Opens;
  readonly type: Item['type'];
}

/**
 * What a word is inside of an item: a verb or a kind of a phrase, a right on the Amazon MQ API, the word
 * of a clause or that of a condition in a `where`.
 */
export type Use = 'verb' | 'kind' | 'right' | 'clause' | 'condition';

/** What a word is highlighted as where nothing but the text is known. */
export type Colour =
  'declaration' | 'rule' | 'kind' | 'verb' | 'right' | 'clause' | 'subject' | 'setting';

/** What there is to know of a word. */
export interface Row {
  /** Whether it can be no bare name, wherever it stands; others are words in their places alone. */
  readonly reserved: boolean;
  /** The item that it opens; of a setting in a broker alone. */
  readonly opener: Opener | undefined;
  readonly uses: readonly Use[];
  readonly colour: Colour;
  /** A sentence or two about it, in Markdown, for hovers and completion. */
  readonly meaning: string;
  /** What is written where it is chosen from a list, with stops, `$1`; the word alone without one. */
  readonly snippet?: string;
  /** What to write in the place of a word that opens no item yet looks as if it did, in a sentence. */
  readonly instead?: string;
  /** What a verb can be about; of verbs alone. */
  readonly about?: Verb;
  /** Values that a setting can have, or how they start, each with what it is. */
  readonly values?: readonly (readonly [value: string, what: string])[];
}

/** A word that opens a declaration or block of its own kind. */
function declaration(type: Item['type'] & Opens, snippet: string, meaning: string) {
  const opener: Opener = { opens: type, type };
  return { reserved: true, opener, uses: [], colour: 'declaration', meaning, snippet } as const;
}

function rule(type: 'allow' | 'can' | 'never', meaning: string) {
  const opener: Opener = { opens: 'rule', type };
  const snippet = `${type} \${1:role} {\n  $0\n}`;
  return { reserved: true, opener, uses: [], colour: 'rule', meaning, snippet } as const;
}

/** A kind of resource that a phrase can be about; some are declared by the same word. */
function kind(opener: Opener | undefined, meaning: string) {
  return { reserved: true, opener, uses: ['kind'], colour: 'kind', meaning } as const;
}

/** What a verb can be about, and which clauses it takes. What it needs at the broker is the matter of `access`. */
export interface Verb {
  /** The clauses that it takes, by the kind that it is about; other kinds it cannot be about. */
  readonly kinds: Readonly<Partial<Record<ResourceKind, readonly Clause['type'][]>>>;
  /** A clause without which the phrase says nothing. */
  readonly requires?: Clause['type'];
}

function verb(about: Verb, meaning: string) {
  const opener: Opener = { opens: 'phrase', type: 'phrase' };
  return { reserved: true, opener, uses: ['verb'], colour: 'verb', meaning, about } as const;
}

/** The raw permission of a name that keys can count for. */
const onKeys: Verb = { kinds: { queue: [], stream: [], exchange: ['key'], resource: ['key'] } };

/** A binding that is made or taken away. */
function binding(target: 'to' | 'from'): Verb {
  const clauses = [target, 'key'] as const;
  return { kinds: { queue: clauses, stream: clauses, exchange: clauses }, requires: target };
}

/** A right on the Amazon MQ API. */
function right(meaning: string) {
  const opener: Opener = { opens: 'api', type: 'api' };
  return { reserved: true, opener, uses: ['right'], colour: 'right', meaning } as const;
}

function clause(meaning: string) {
  return {
    reserved: true,
    opener: undefined,
    uses: ['clause'],
    colour: 'clause',
    meaning,
  } as const;
}

/** A word in one place, such as `except`, which opens nothing. */
function particle(colour: Colour, meaning: string) {
  return { reserved: true, opener: undefined, uses: [], colour, meaning } as const;
}

/** A setting of a broker that has one value. */
function setting(meaning: string, values: Row['values'] = []) {
  const opener: Opener = { opens: 'setting', type: 'setting' };
  return { reserved: false, opener, uses: [], colour: 'setting', meaning, values } as const;
}

/** The words that the tree and the table of rights have types for, each of which must have a row. */
type Named = NamedRight | ResourceKind | Clause['type'] | TagWord | RuleBlock['type'];

/** The words in the order in which they are offered. */
export const language = {
  broker: declaration(
    'broker',
    `broker \${1:name} {\n  engine \${2:${exampleEngine()}}\n  $0\n}`,
    'A broker, or several: a target of compilation. Blocks of one broker add up.',
  ),
  role: declaration('role', 'role ${1:name} = ${2:arn}', 'An IAM role by its ARN, with its path.'),
  group: declaration(
    'group',
    'group ${1:name} = $0',
    'A name for several roles or groups, or for several brokers.',
  ),
  profile: declaration(
    'profile',
    'profile ${1:name}(${2:parameter}) {\n  $0\n}',
    'A reusable set of phrases, used as `NAME(arguments)`.',
  ),
  vhost: declaration(
    'vhost',
    'vhost ${1:name} {\n  $0\n}',
    'A virtual host, or by wildcard several. Blocks of one add up, over all files.',
  ),
  exchange: kind(
    { opens: 'exchange', type: 'exchange' },
    'An exchange that exists. Declarations create nothing.',
  ),
  queue: kind(
    { opens: 'queue', type: 'queue' },
    'A queue that exists. Declarations create nothing.',
  ),
  stream: kind(
    { opens: 'queue', type: 'stream' },
    'A stream that exists. A stream is a queue: what holds for queues holds for it.',
  ),
  'super-stream': {
    ...kind(undefined, 'An exchange and the streams that are its partitions, `NAME-*`.'),
    instead:
      'A super stream is declared as what it is made of: `exchange NAME direct` and `stream NAME-*`.',
  },
  resource: kind(undefined, 'A queue or an exchange, as the broker sees it.'),
  mqtt: {
    ...kind(
      undefined,
      "A topic of MQTT, or for `subscribe` a filter, as MQTT writes it: `/` between levels, `+` and `#` in quotes. `*` is Warren's wildcard.",
    ),
    reserved: false,
  },
  topology: declaration(
    'topology',
    'topology "$1"',
    "Takes the vhost's exchanges and queues from a definitions export of RabbitMQ (JSON).",
  ),
  allow: rule('allow', 'Grants every role of the subject every phrase.'),
  can: rule('can', 'Proved at every check: each role of the subject can do all of it.'),
  never: rule(
    'never',
    'Proved at every check: no role of the subject can do any of it, whatever the names.',
  ),
  test: declaration(
    'test',
    'test "${1:title}" {\n  $0\n}',
    'Claims about what the policy gives, under a title.',
  ),
  on: declaration(
    'on',
    'on ${1:broker} {\n  $0\n}',
    'What is inside counts for these brokers alone.',
  ),
  let: declaration('let', 'let ${1:name} = $0', 'A variable of the broker, for `${NAME}`.'),
  settings: declaration(
    'settings',
    'settings {\n  $0\n}',
    'Further lines of `rabbitmq.conf`, checked against what the engine accepts.',
  ),
  connect: {
    reserved: true,
    opener: { opens: 'connect', type: 'connect' },
    uses: [],
    colour: 'verb',
    meaning: 'Access to the vhost and nothing in it. Every other right in a vhost implies it.',
  },
  tag: {
    reserved: true,
    opener: { opens: 'tag', type: 'tag' },
    uses: ['condition'],
    colour: 'right',
    meaning: 'User tags, which are about the broker and no vhost.',
  },
  configure: verb(
    { kinds: { queue: [], stream: [], exchange: [], resource: [] } },
    'The raw permission `configure`: to declare and delete.',
  ),
  write: verb(onKeys, 'The raw permission `write`; it gives topic permission only with `key`.'),
  read: verb(onKeys, 'The raw permission `read`; it gives topic permission only with `key`.'),
  publish: verb(
    { kinds: { exchange: ['key'], stream: [], 'super-stream': [], mqtt: [] } },
    'To publish messages to an exchange, by the stream protocol to a stream or a super stream, or by MQTT to a topic.',
  ),
  consume: verb(
    { kinds: { queue: [], stream: [], 'super-stream': [] } },
    'To get messages from a queue.',
  ),
  subscribe: verb(
    { kinds: { mqtt: ['client'] } },
    'To get the messages of topics by MQTT. The messages of a queue or a stream are for `consume`.',
  ),
  purge: verb(
    { kinds: { queue: [], stream: [] } },
    'To empty a queue. The broker has one right for this and for consuming.',
  ),
  declare: verb(
    { kinds: { queue: ['dead-letter'], stream: [], 'super-stream': [], exchange: ['alternate'] } },
    'To declare, or to delete: the broker has one right for both.',
  ),
  delete: verb(
    { kinds: { queue: [], stream: [], 'super-stream': [], exchange: [] } },
    'To delete, or to declare: the broker has one right for both.',
  ),
  bind: verb(binding('to'), 'To bind a queue or an exchange to an exchange.'),
  unbind: verb(
    binding('from'),
    'To take a binding away. The broker has the same rights for this and for binding.',
  ),
  deploy: right('To give the broker another configuration and to reboot it.'),
  observe: right('To read everything about the broker and its configuration.'),
  reboot: right('To reboot the broker.'),
  create: right('To create a broker of this name and its configuration.'),
  key: clause('The routing keys that it is about. They count on topic exchanges.'),
  to: clause('The exchange that it is bound to.'),
  from: clause('The exchange that it is unbound from.'),
  'dead-letter': clause('The exchange that takes what the queue drops.'),
  alternate: clause('The exchange that takes what finds no queue.'),
  client: {
    ...clause(
      'The ids of the MQTT clients: each has queues of its own, `mqtt-subscription-IDqosN`.',
    ),
    reserved: false,
  },
  anyone: particle('subject', 'Every role that is declared.'),
  except: particle('subject', 'All but the roles and groups that follow.'),
  max: particle('clause', 'The longest life of a token, 1 to 60 minutes.'),
  where: {
    ...particle('clause', 'The conditions under which the rights before it hold.'),
    reserved: false,
  },
  'request-tag': {
    reserved: false,
    opener: undefined,
    uses: ['condition'],
    colour: 'clause',
    meaning: 'A tag that the request gives to what it creates.',
  },
  engine: {
    ...setting(
      `The product and version of the broker: \`${exampleEngine()}\`, \`rabbitmq ${newestLine('rabbitmq')}\`, or with a patch level \`rabbitmq ${exampleRelease()}\`. Without one every claim has to hold on every known patch level.`,
      PRODUCTS.map((product) => [product, 'engine'] as const),
    ),
    opener: { opens: 'engine', type: 'setting' },
  },
  account: setting('The AWS account of the broker and its roles; known as `${account}`.'),
  region: setting(
    'The AWS region of the broker; known as `${region}`.',
    REGIONS.map((region) => [region, 'region'] as const),
  ),
  partition: setting(
    'The AWS partition, `aws` unless given; known as `${partition}`.',
    PARTITIONS.map(({ id, title }) => [id, title] as const),
  ),
  id: setting('The id of the broker at Amazon MQ, `b-…`, where an API right names it.', [
    ['b-', "the broker's id at Amazon MQ"],
  ]),
  configuration: setting(
    'The id of the configuration at Amazon MQ, `c-…`, where an API right names it.',
    [['c-', "the configuration's id at Amazon MQ"]],
  ),
  issuer: setting('The URL of the token issuer: each AWS account has one of its own.'),
  audience: setting("Whom a token must be for: the broker's name unless given."),
  'scope-prefix': setting(
    'What begins every scope of this broker: the audience and a dot unless given; never empty.',
  ),
  token: {
    ...setting(
      'The signing algorithms (`ES384`, `RS256`) and the longest life of a token, 1 to 60 minutes: `ES384 max 15m` unless given.',
    ),
    opener: { opens: 'token', type: 'token' },
  },
  'internal-users': setting(
    "`on` or `off`: whether the broker's own users can still sign in. They are outside every proof.",
    [
      ['on', 'the internal users stay, and no proof is about them'],
      ['off', 'nobody gets in without a token'],
    ],
  ),
} as const satisfies Readonly<Record<string, Row>> & Readonly<Record<Named, Row>>;

/** A word of the language. */
export type LanguageWord = keyof typeof language;

/** The words that have a use inside of items. */
export type WordUsedAs<Used extends Use> = {
  [Word in LanguageWord]: Used extends (typeof language)[Word]['uses'][number] ? Word : never;
}[LanguageWord];

/** The words of one colour; `setting` are the settings of a broker. */
export type WordOfColour<Of extends Colour> = {
  [Word in LanguageWord]: (typeof language)[Word]['colour'] extends Of ? Word : never;
}[LanguageWord];
