import { lineEnd } from './tokens.js';
import type { ResourceKind } from './tree.js';

/*
 * Words and signs that people bring along from neighbouring worlds, a row each: whose they are, where they
 * are written, and what is written in Warren.
 */

/**
 * Where such a word is written: as the first word of an item, as the kind of a phrase or the word of a
 * clause; before a kind, a clause, the type of an exchange, a topic or the names of a subject, where it is too much;
 * for a subject, for one that is denied something, for `except`, for the comma of a list; in the middle of a list, as a condition; or behind a
 * declaration that is complete.
 */
export type NeighbourPlace =
  | 'item'
  | 'kind'
  | 'clause'
  | 'before-kind'
  | 'before-clause'
  | 'before-type'
  | 'before-topic'
  | 'before-subject'
  | 'subject'
  | 'denied'
  | 'except'
  | 'comma'
  | 'condition'
  | 'rest';

/** A word of another world. */
export interface Neighbour {
  readonly words: readonly string[];
  readonly at: NeighbourPlace;
  /** Whose word it is, behind "a word of". */
  readonly world: string;
  /** The word of Warren in its place; undefined where it is to be left out. */
  readonly write: string | undefined;
  /** What else there is to know, in a sentence. */
  readonly why?: string;
}

const IAM = 'IAM policies';
const SQL = 'SQL';
const CLIENTS = 'client libraries';
const CODE = 'programming languages';

/** Where a phrase says for which broker or vhost it counts. */
export const ELSEWHERE =
  'What counts for some brokers alone stands in an `on BROKER { … }` block, and what is about a vhost in a `vhost NAME { … }` block.';

const rows: readonly Neighbour[] = [
  {
    words: ['deny', 'forbid', 'refuse', 'reject', 'prohibit', 'disallow', 'block'],
    at: 'item',
    world: IAM,
    write: 'never',
    why: 'Nothing is granted that no line grants, and `never` makes the compiler prove it.',
  },
  { words: ['revoke'], at: 'item', world: SQL, write: 'never' },
  { words: ['permit', 'grant', 'let-role', 'enable'], at: 'item', world: IAM, write: 'allow' },
  { words: ['cannot', 'must-not', 'refute'], at: 'item', world: 'test libraries', write: 'never' },
  {
    words: ['assert', 'expect', 'should', 'must'],
    at: 'item',
    world: 'test libraries',
    write: 'can',
  },
  {
    words: ['get', 'receive', 'pull', 'fetch', 'listen', 'poll', 'dequeue', 'ack'],
    at: 'item',
    world: CLIENTS,
    write: 'consume',
  },
  {
    words: ['send', 'produce', 'emit', 'push', 'put', 'enqueue', 'dispatch'],
    at: 'item',
    world: CLIENTS,
    write: 'publish',
  },
  { words: ['drain', 'empty'], at: 'item', world: CLIENTS, write: 'purge' },
  { words: ['remove', 'drop', 'destroy'], at: 'item', world: SQL, write: 'delete' },
  {
    words: ['user', 'principal', 'identity', 'account-role'],
    at: 'item',
    world: IAM,
    write: 'role',
  },
  { words: ['team', 'roles', 'users'], at: 'item', world: 'other systems', write: 'group' },
  {
    words: ['virtualhost', 'virtual-host', 'virtual_host', 'vh'],
    at: 'item',
    world: 'rabbitmqctl',
    write: 'vhost',
  },
  {
    words: ['var', 'variable', 'const', 'set', 'local', 'def'],
    at: 'item',
    world: CODE,
    write: 'let',
  },
  {
    words: ['macro', 'template', 'function', 'module', 'mixin'],
    at: 'item',
    world: CODE,
    write: 'profile',
  },
  { words: ['version', 'product'], at: 'item', world: 'templates', write: 'engine' },
  {
    words: [
      'rabbitmqctl',
      'rabbitmqadmin',
      'set_permissions',
      'set_topic_permissions',
      'set_user_tags',
      'add_user',
      'add_vhost',
    ],
    at: 'item',
    world: 'rabbitmqctl',
    write: undefined,
    why: 'Here a role stands for a user: `vhost NAME { allow ROLE { … } }`. `warren import` makes a policy of what a broker has.',
  },
  {
    words: ['import', 'include', 'use', 'require', 'source'],
    at: 'item',
    world: CODE,
    write: undefined,
    why: 'All `.warren` files of a folder are one policy, so that nothing is imported. Remove the line; a definitions export is read with `topology "FILE"` in a vhost.',
  },
  {
    words: ['binding', 'bindings'],
    at: 'item',
    world: 'definitions exports',
    write: undefined,
    why: 'Bindings are not declared. The right to make one is `bind queue NAME to exchange NAME` in an `allow`.',
  },
  {
    words: ['topic', 'direct', 'fanout', 'headers'],
    at: 'item',
    world: CLIENTS,
    write: undefined,
    why: 'The type of an exchange stands behind its name: `exchange NAME topic`.',
  },
  {
    words: ['topic', 'topics', 'exchanges'],
    at: 'kind',
    world: 'other brokers',
    write: 'exchange',
    why: 'To the broker a topic is an exchange whose type is `topic`.',
  },
  { words: ['channel', 'queues'], at: 'kind', world: 'other brokers', write: 'queue' },
  { words: ['super_stream', 'superstream'], at: 'kind', world: CLIENTS, write: 'super-stream' },
  {
    words: ['routing-key', 'routing_key', 'routingkey', 'with-key', 'binding-key', 'binding_key'],
    at: 'clause',
    world: CLIENTS,
    write: 'key',
  },
  {
    words: [
      ...['dlx', 'dlq', 'dle', 'deadletter', 'dead_letter', 'dead-letter-exchange'],
      ...['x-dead-letter-exchange', 'dead-letter-queue', 'dead-letter-to', 'dead-letters'],
    ],
    at: 'clause',
    world: CLIENTS,
    write: 'dead-letter',
  },
  {
    words: ['alternate-exchange', 'alternate_exchange', 'x-alternate-exchange', 'ae', 'alt'],
    at: 'clause',
    world: CLIENTS,
    write: 'alternate',
  },
  { words: ['into', 'onto'], at: 'clause', world: 'English', write: 'to' },
  { words: ['with'], at: 'clause', world: 'English', write: 'key' },
  { words: ['->', '=>', '-->', '→', '⇒', '<-', '←'], at: 'clause', world: 'diagrams', write: 'to' },
  {
    words: ['to', 'from', 'on', 'in', 'into', 'the', 'a', 'an', 'any', 'all', 'of'],
    at: 'before-kind',
    world: 'English',
    write: undefined,
    why: 'The kind stands directly behind the verb: `publish exchange NAME`.',
  },
  {
    words: ['with', 'by', 'using', 'routing', 'and', 'for', 'where'],
    at: 'before-clause',
    world: 'English',
    write: undefined,
    why: 'The word of the clause stands alone: `key order.created`.',
  },
  {
    words: ['type', 'type:', 'kind', 'of', 'as'],
    at: 'before-type',
    world: CLIENTS,
    write: undefined,
    why: 'The type stands directly behind the name: `exchange NAME topic`.',
  },
  {
    words: ['topic', 'topics', 'filter', 'filters'],
    at: 'before-topic',
    world: CLIENTS,
    write: undefined,
    why: 'The topic stands directly behind `mqtt`: `publish mqtt sensors/1`.',
  },
  {
    words: ['role', 'roles', 'group', 'user', 'principal', 'service', 'to', 'for'],
    at: 'before-subject',
    world: IAM,
    write: undefined,
    why: 'Roles and groups stand there by their names alone.',
  },
  {
    words: ['all', 'everyone', 'everybody', 'any', 'anybody', '*'],
    at: 'subject',
    world: IAM,
    write: 'anyone',
  },
  {
    words: ['nobody', 'noone', 'no-one', 'none', 'others', 'everyone-else'],
    at: 'denied',
    world: 'English',
    write: 'anyone',
  },
  {
    words: ['but', 'without', 'not', 'excluding', 'save'],
    at: 'except',
    world: 'English',
    write: 'except',
  },
  { words: ['and', 'or', '&', '&&', '|', '||', '+'], at: 'comma', world: 'English', write: ',' },
  {
    words: ['if', 'when', 'unless', 'where', 'provided'],
    at: 'condition',
    world: IAM,
    write: undefined,
    why: 'The broker knows no conditions: a phrase names what may be reached, and an `on` block for which brokers it counts.',
  },
  {
    words: ['in', 'on', 'at', 'inside', 'within', 'under'],
    at: 'condition',
    world: 'English',
    write: undefined,
    why: ELSEWHERE,
  },
  {
    words: [
      'durable',
      'type',
      'quorum',
      'classic',
      'exclusive',
      'auto-delete',
      'auto_delete',
      'transient',
      'lazy',
      'arguments',
      'internal',
      'ttl',
      'max-length',
      'args',
    ],
    at: 'rest',
    world: CLIENTS,
    write: undefined,
    why: 'A declaration says that a name exists, and not how it is made. Of arguments it tells `dead-letter` and `alternate` alone.',
  },
];

/** Words for several rights at once, or for one that depends on what it is about. */
const wide: readonly (readonly [
  words: readonly string[],
  queue: readonly string[],
  exchange: readonly string[],
])[] = [
  [['use', 'access', 'reach', 'connect-to', 'operate'], ['consume'], ['publish']],
  [
    ['manage', 'make', 'add', 'setup', 'update', 'modify', 'alter', 'edit', 'create', 'ensure'],
    ['declare'],
    ['declare'],
  ],
  [
    ['full', 'own', 'admin', 'control', 'everything', 'any', 'all', '*', 'rw', 'readwrite'],
    ['declare', 'consume'],
    ['declare', 'publish'],
  ],
];

/** The verbs that are meant by a word for several rights, by the kind of what it is about. */
export function wideVerbs(word: string): ((kind: ResourceKind) => readonly string[]) | undefined {
  const row = wide.find(([words]) => words.includes(word.toLowerCase()));
  return row && ((kind) => (kind === 'exchange' ? row[2] : row[1]));
}

/** A method of AMQP 0-9-1, as the protocol or a client library names it. */
const METHOD = /^(basic|queue|exchange)[._-]?([a-z]+)$/i;
const VERBS_OF_METHODS: Readonly<Record<string, string>> = {
  consume: 'consume',
  get: 'consume',
  ack: 'consume',
  nack: 'consume',
  reject: 'consume',
  publish: 'publish',
  declare: 'declare',
  delete: 'delete',
  purge: 'purge',
  bind: 'bind',
  unbind: 'unbind',
};

/** The phrase's verb and kind for a method of AMQP, such as `basic.consume`; undefined for any other word. */
export function amqpMethod(
  word: string,
): { readonly verb: string; readonly kind: 'queue' | 'exchange' } | undefined {
  const [, about, method] = METHOD.exec(word) ?? [];
  const verb = VERBS_OF_METHODS[method?.toLowerCase() ?? ''];
  if (about === undefined || verb === undefined) return undefined;
  const isOfExchange = verb === 'publish' || about.toLowerCase() === 'exchange';
  return { verb, kind: isOfExchange ? 'exchange' : 'queue' };
}

const byPlace = new Map<NeighbourPlace, Map<string, Neighbour>>();
for (const row of rows) {
  const words = byPlace.get(row.at) ?? new Map<string, Neighbour>();
  byPlace.set(row.at, words);
  for (const word of row.words) words.set(word, row);
}

/** The row of a word that another world has in such a place, in capitals too; undefined for any other. */
export function neighbourAt(word: string, at: NeighbourPlace): Neighbour | undefined {
  return byPlace.get(at)?.get(word.toLowerCase());
}

/**
 * Signs that start a comment elsewhere, or a remark in English, each with what ends it; a line's end where that
 * is undefined. Those that may as well stand in a name, or be a list's, need a blank behind them.
 */
const comments: readonly (readonly [opens: RegExp, closes: string | undefined])[] = [
  [/\/{2,}/y, undefined],
  [/-{2,}(?!>)/y, undefined],
  [/;+(?=[ \t])/y, undefined],
  [/[—–]/y, undefined],
  [/(?:-|%|•)(?=[ \t])/y, undefined],
  [/<!--/y, '-->'],
  [/\/\*/y, '*/'],
];

/** A comment of another language. */
export interface ForeignComment {
  readonly opens: string;
  /** The offset at which it ends. */
  readonly end: number;
  /** What it says, where it is one line and nothing follows it there. */
  readonly line: string | undefined;
}

/**
 * The comment of another language that starts at an offset; none where the sign touches what it would say
 * nothing about, as in a name.
 */
export function foreignComment(text: string, offset: number): ForeignComment | undefined {
  for (const [sign, closes] of comments) {
    sign.lastIndex = offset;
    const [opens] = sign.exec(text) ?? [];
    if (opens !== undefined) return commentAt(text, offset, opens, closes);
  }
  return undefined;
}

function commentAt(
  text: string,
  offset: number,
  opens: string,
  closes: string | undefined,
): ForeignComment {
  const line = lineEnd(text, offset);
  if (closes === undefined)
    return { opens, end: line, line: text.slice(offset + opens.length, line).trim() };
  const closed = text.indexOf(closes, offset + opens.length);
  const end = closed < 0 ? text.length : closed + closes.length;
  const isLine = closed >= 0 && end <= line && text.slice(end, line).trim() === '';
  return {
    opens,
    end,
    line: isLine ? text.slice(offset + opens.length, closed).trim() : undefined,
  };
}

/** What a character says to whoever writes it in a bare name, as a sentence to follow another. */
export function habitOf(character: string): string {
  if (character === '?') return ' It is no wildcard: `*` stands for any text, and is the only one.';
  if ('^|\\+()[]'.includes(character))
    return ' Names are no regular expressions: `*` stands for any text.';
  if (character === '%' || character === '<' || character === '~')
    return ' A variable is written `${name}`.';
  return '';
}
