import { lineEnd } from './tokens.js';

/*
 * Words and signs that people bring along from neighbouring worlds, a row each: whose they are, where they
 * are written, and what is written in Warren.
 */

/**
 * Where such a word is written: as the first word of an item, as the kind of a phrase or the word of a
 * clause; before a kind, a clause, the type of an exchange or the names of a subject, where it is too much;
 * for a subject, for `except`, for the comma of a list; in the middle of a list, as a condition; or behind a
 * declaration that is complete.
 */
export type NeighbourPlace =
  | 'item'
  | 'kind'
  | 'clause'
  | 'before-kind'
  | 'before-clause'
  | 'before-type'
  | 'before-subject'
  | 'subject'
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
  { words: ['team', 'roles', 'users'], at: 'item', world: IAM, write: 'group' },
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
    words: ['dlx', 'deadletter', 'dead_letter', 'dead-letter-exchange'],
    at: 'clause',
    world: CLIENTS,
    write: 'dead-letter',
  },
  { words: ['into', 'onto'], at: 'clause', world: 'English', write: 'to' },
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

/** Signs that start a comment elsewhere, each with what ends it; a line's end where that is undefined. */
const comments: readonly (readonly [opens: string, closes: string | undefined])[] = [
  ['//', undefined],
  ['--', undefined],
  ['/*', '*/'],
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
  const found = comments.find(([opens]) => text.startsWith(opens, offset));
  if (found === undefined) return undefined;
  const [opens, closes] = found;
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
