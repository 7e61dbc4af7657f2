import type { Chance } from '../../random/chance.js';

/** What a scope's parts are put together from. Texts are bytes, as characters 0 to 255. */
export interface Alphabet {
  readonly pieces: readonly string[];
}

const COMMON = ['a', 'b', 'ab', 'ba', '*', '*', '*', '**', '.', '', 'a*', '*b'];
const ESCAPES = ['%61', '%2A', '%2F', '%2B', '+', '%20', '%C3%BC', '%fF', '%', '%4', '%zz', '%00'];

/** Texts that rabbitmq.conf takes as they are. */
export const PLAIN: Alphabet = { pieces: [...COMMON, ...COMMON, ...ESCAPES, '}', '%7B', '~', '@'] };

/** Texts that only advanced.config can hold besides. */
export const ANY: Alphabet = {
  pieces: [...PLAIN.pieces, ' ', '\xC3\xBC', '\xFF', '\0', '\n', '#', '"', '\\', "'", '$(a)', ','],
};

/** Texts that take claims of the token in, so that nobody can say what a scope with them gives. */
export const BRACES: Alphabet = { pieces: [...PLAIN.pieces, '{sub}', '{vhost}', '{'] };

const WORDS = ['configure', 'write', 'read'];
const TAGS = ['administrator', 'monitoring', 'policymaker', 'management', 'impersonator'];
const NO_WORDS = ['', 'Read:', 'read', ' read:', 'readwrite:', 'read::', 'configure'];
const NO_TAGS = ['', 'Administrator', 'nobody', 'administrator*', '\xC3\xBC'];

/**
 * The scopes of one alias without the prefix: from none to fifty, in a few vhosts so that they meet,
 * most of them right and some that the broker passes over.
 */
export function randomScopes(chance: Chance, { pieces }: Alphabet): string[] {
  const { maybe, pick, many } = chance;
  const most = pick([1, 2, 5, 12, 50]);
  const part = (): string => many(0, 4, () => pick(pieces)).join('');
  const vhosts = many(1, 3, part);
  const scope = (): string => {
    if (maybe(0.05)) return `tag:${pick(maybe(0.8) ? TAGS : NO_TAGS)}`;
    const word = maybe(0.04) ? pick(NO_WORDS) : `${pick(WORDS)}:`;
    const parts = maybe(0.05) ? many(0, 4, part) : many(1, 2, part);
    return word + [pick(vhosts), ...parts].join('/');
  };
  return many(maybe(0.1) ? 0 : 1, most, scope);
}
