/**
 * The kinds of words that an editor colours. All are the protocol's standard ones, which every colour
 * theme knows; on the right what they stand for here.
 */
export const tokenTypes = [
  'comment',
  'keyword',
  'decorator', // @expect
  'namespace', // brokers and vhosts
  'class', // roles
  'type', // groups
  'function', // profiles
  'parameter', // of a profile
  'variable', // ${…} and let
  'interface', // exchanges
  'struct', // queues and streams
  'event', // routing keys
  'property', // settings, and keys of rabbitmq.conf
  'enumMember', // tags, codes, exchange types, API rights, algorithms
  'string', // titles, ARNs and values
  'number', // versions and durations
  'operator', // the wildcard
] as const;

/** One of the kinds. */
export type TokenType = (typeof tokenTypes)[number];

/** What can be said of a word besides. */
export const tokenModifiers = ['declaration'] as const;
