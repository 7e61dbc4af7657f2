import type { Phrase, Policy } from './policy.js';

/**
 * A policy without some of the things that its lists hold, which are counted from 0 in a fixed order.
 * The result need not be a policy that compiles.
 */
export function pruned(policy: Policy, keeps: (thing: number) => boolean): Policy {
  let count = 0;
  // What stands inside a thing is counted before it, also where the thing itself goes.
  const left = <T>(things: readonly T[]): T[] => things.filter(() => keeps(count++));
  const phrases = (list: readonly Phrase[]): Phrase[] =>
    left(
      list.map((phrase) => {
        if (phrase.type === 'tag') return { ...phrase, tags: left(phrase.tags) };
        if (phrase.type !== 'resource') return phrase;
        const [verbs, names] = [left(phrase.verbs), left(phrase.names)];
        return { ...phrase, verbs, names, others: left(phrase.others), keys: left(phrase.keys) };
      }),
    );
  const { brokers, roles, groups, profiles, blocks } = policy;
  return {
    brokers: left(brokers.map((broker) => ({ ...broker, lets: left(broker.lets) }))),
    roles: left(roles),
    groups: left(groups.map((group) => ({ ...group, members: left(group.members) }))),
    profiles: left(profiles.map((one) => ({ ...one, phrases: phrases(one.phrases) }))),
    blocks: left(
      blocks.map((block) => ({
        ...block,
        on: left(block.on),
        declarations: left(block.declarations),
        allows: left(
          block.allows.map((allow) => ({
            ...allow,
            on: left(allow.on),
            subjects: left(allow.subjects),
            phrases: phrases(allow.phrases),
          })),
        ),
      })),
    ),
  };
}

/** How many things the lists of a policy hold. */
export function sizeOf(policy: Policy): number {
  let size = 0;
  pruned(policy, (thing) => {
    size = thing + 1;
    return true;
  });
  return size;
}
