import { Pattern } from '#warren/pattern/pattern.js';
import type { Vhosts } from '#warren/policy/resources/vhosts.js';
import type { Witness } from './witness.js';

/** The exchange of a witness whose type decides whether keys count; undefined where there is none. */
export function keyedExchange({ right, name, other }: Witness): string | undefined {
  if (right.type === 'connect') return undefined;
  if (right.word === 'bind' || right.word === 'unbind') return other;
  const publishes = right.word === 'publish' && right.kind === 'exchange';
  return publishes || right.key !== undefined ? name : undefined;
}

/**
 * The type that an exchange of a witness has, of those that the policy's declarations leave open: for
 * something that is permitted one that is not topic if there is one, for something refused topic.
 */
export function typeFor(exchange: string, { vhost, answer }: Witness, vhosts: Vhosts): string {
  const declared = vhosts
    .of(Pattern.literal(vhost))
    .meeting(Pattern.literal(exchange), 'exchange', 'glob')
    .map(({ exchangeType }) => exchangeType ?? 'unknown');
  const types = declared.length === 0 ? ['unknown'] : declared;
  const isOpen = types.includes('unknown');
  const mayBeTopic = isOpen || types.includes('topic');
  const mayBeOther = isOpen || types.some((type) => type !== 'topic');
  // Every other type is as good as `direct`: the broker checks keys on topic exchanges alone.
  if (answer === 'allowed') return mayBeOther ? 'direct' : 'topic';
  return mayBeTopic ? 'topic' : 'direct';
}
