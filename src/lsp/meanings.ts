import { exampleEngine, exampleRelease, newestLine } from '../rabbitmq/engines.js';

/*
 * What the words of the language mean, a sentence each, for hovers and completion. The language reference
 * says more.
 */

/** What each setting of a broker says. */
export const settingMeanings: Readonly<Record<string, string>> = {
  engine: `The product and version of the broker: \`${exampleEngine()}\`, \`rabbitmq ${newestLine('rabbitmq')}\`, or with a patch level \`rabbitmq ${exampleRelease()}\`. Without one every claim has to hold on every known patch level.`,
  account: 'The AWS account of the broker and its roles; known as `${account}`.',
  region: 'The AWS region of the broker; known as `${region}`.',
  partition: 'The AWS partition, `aws` unless given; known as `${partition}`.',
  id: 'The id of the broker at Amazon MQ, `b-…`, where an API right names it.',
  configuration: 'The id of the configuration at Amazon MQ, `c-…`, where an API right names it.',
  issuer: 'The URL of the token issuer: each AWS account has one of its own.',
  audience: "Whom a token must be for: the broker's name unless given.",
  'scope-prefix':
    'What begins every scope of this broker: the audience and a dot unless given; never empty.',
  token:
    'The signing algorithms (`ES384`, `RS256`) and the longest life of a token, 1 to 60 minutes: `ES384 max 15m` unless given.',
  'internal-users':
    "`on` or `off`: whether the broker's own users can still sign in. They are outside every proof.",
};

/** What the words that open declarations, rules and phrases without a name say. */
export const keywordMeanings: Readonly<Record<string, string>> = {
  broker: 'A broker, or several: a target of compilation. Blocks of one broker add up.',
  role: 'An IAM role by its ARN, with its path.',
  group: 'A name for several roles or groups, or for several brokers.',
  profile: 'A reusable set of phrases, used as `NAME(arguments)`.',
  vhost: 'A virtual host, or by wildcard several. Blocks of one add up, over all files.',
  exchange: 'An exchange that exists. Declarations create nothing.',
  queue: 'A queue that exists. Declarations create nothing.',
  stream: 'A stream that exists. A stream is a queue: what holds for queues holds for it.',
  topology: "Takes the vhost's exchanges and queues from a definitions export of RabbitMQ (JSON).",
  allow: 'Grants every role of the subject every phrase.',
  never: 'Proved at every check: no role of the subject can do any of it, whatever the names.',
  can: 'Proved at every check: each role of the subject can do all of it.',
  test: 'Claims about what the policy gives, under a title.',
  on: 'What is inside counts for these brokers alone.',
  let: 'A variable of the broker, for `${NAME}`.',
  settings: 'Further lines of `rabbitmq.conf`, checked against what the engine accepts.',
  connect: 'Access to the vhost and nothing in it. Every other right in a vhost implies it.',
  tag: 'User tags, which are about the broker and no vhost.',
};

/** What each verb of a phrase lets a role do. */
export const verbMeanings: Readonly<Record<string, string>> = {
  configure: 'The raw permission `configure`: to declare and delete.',
  write: 'The raw permission `write`; it gives topic permission only with `key`.',
  read: 'The raw permission `read`; it gives topic permission only with `key`.',
  publish:
    'To publish messages to an exchange, or by the stream protocol to a stream or a super stream.',
  consume: 'To get messages from a queue.',
  purge: 'To empty a queue. The broker has one right for this and for consuming.',
  declare: 'To declare, or to delete: the broker has one right for both.',
  delete: 'To delete, or to declare: the broker has one right for both.',
  bind: 'To bind a queue or an exchange to an exchange.',
  unbind: 'To take a binding away. The broker has the same rights for this and for binding.',
};

/** What each right on the Amazon MQ API that has a name of its own is for. */
export const apiMeanings: Readonly<Record<string, string>> = {
  deploy: 'To give the broker another configuration and to reboot it.',
  observe: 'To read everything about the broker and its configuration.',
  reboot: 'To reboot the broker.',
  create: 'To create a broker of this name and its configuration.',
};

/** What the words inside of declarations and phrases say. */
const clauseMeanings: Readonly<Record<string, string>> = {
  'super-stream': 'An exchange and the streams that are its partitions, `NAME-*`.',
  resource: 'A queue or an exchange, as the broker sees it.',
  key: 'The routing keys that it is about. They count on topic exchanges.',
  to: 'The exchange that it is bound to.',
  from: 'The exchange that it is unbound from.',
  'dead-letter': 'The exchange that takes what the queue drops.',
  alternate: 'The exchange that takes what finds no queue.',
  anyone: 'Every role that is declared.',
  except: 'All but the roles and groups that follow.',
  where: 'The conditions under which the rights before it hold.',
  'request-tag': 'A tag that the request gives to what it creates.',
  max: 'The longest life of a token, 1 to 60 minutes.',
};

/** What a word of the language means, wherever it can stand. */
export function meaningOf(word: string): string | undefined {
  return [keywordMeanings, verbMeanings, apiMeanings, settingMeanings, clauseMeanings]
    .map((meanings) => meanings[word])
    .find((meaning) => meaning !== undefined);
}
