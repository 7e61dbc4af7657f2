import type { TemplateRole, WordRole } from '../../syntax/children.js';

/**
 * The kinds of words that an editor colours: standard ones of the protocol, which every colour theme
 * knows.
 */
export const tokenTypes = [
  'comment',
  'keyword',
  'decorator',
  'namespace',
  'class',
  'type',
  'function',
  'parameter',
  'variable',
  'interface',
  'struct',
  'event',
  'property',
  'enumMember',
  'string',
  'number',
  'operator',
] as const;

/** One of the kinds. */
export type TokenType = (typeof tokenTypes)[number];

/** What can be said of a word besides. */
export const tokenModifiers = ['declaration'] as const;

/** What a word or template is coloured as, by what it stands for; names in phrases by their kind. */
export const typeOf: Readonly<Record<WordRole | Exclude<TemplateRole, 'name'>, TokenType>> = {
  keyword: 'keyword',
  verb: 'keyword',
  kind: 'keyword',
  clause: 'keyword',
  broker: 'namespace',
  on: 'namespace',
  vhost: 'namespace',
  role: 'class',
  subject: 'class',
  member: 'class',
  group: 'type',
  profile: 'function',
  call: 'function',
  parameter: 'parameter',
  let: 'variable',
  exchange: 'interface',
  alternate: 'interface',
  'dead-letter': 'interface',
  to: 'interface',
  from: 'interface',
  queue: 'struct',
  stream: 'struct',
  key: 'event',
  client: 'string',
  setting: 'property',
  'settings-key': 'property',
  tag: 'enumMember',
  api: 'enumMember',
  algorithm: 'enumMember',
  'expect-code': 'enumMember',
  'exchange-type': 'enumMember',
  duration: 'number',
  topology: 'string',
  title: 'string',
  arn: 'string',
  argument: 'string',
  'tag-key': 'property',
  'tag-value': 'string',
  'let-value': 'string',
  'setting-value': 'string',
  'settings-value': 'string',
  'expect-reason': 'string',
};

/** What gives something its name where it stands. */
export const declaring: ReadonlySet<WordRole | TemplateRole> = new Set([
  'broker',
  'role',
  'group',
  'profile',
  'parameter',
  'let',
  'exchange',
  'queue',
  'stream',
]);
