import { anyText, firstFit } from './matching.js';
import { meanings } from './meaning.js';
import { isUnwritable, keyOf, meant, single } from './names.js';
import type { Name } from './names.js';
import type { Block, Broker, Declaration, Phrase, Policy } from './policy.js';
import { isRefused } from './refusals.js';
import { brokerVariables, counts } from './variables.js';
import { isOfOtherType, vhostBlocks, worldOf } from './world.js';

/** A policy without what the compiler must refuse on any of its brokers. */
export function withoutRefused(policy: Policy): Policy {
  const somewhere = {
    ...policy,
    blocks: policy.blocks.map((block) => withoutNowhere(block, policy)),
  };
  const written = {
    ...policy,
    blocks: somewhere.blocks.filter((block) => isWritable(block, policy)),
  };
  const found = {
    ...written,
    blocks: written.blocks.filter((block) => !losesVhosts(block, written)),
  };
  return withoutPhrases(withoutDeclarations(found));
}

/** Without what stands in two `on` blocks that have no broker in common. */
function withoutNowhere(block: Block, policy: Policy): Block {
  const isSomewhere = ({ on }: { readonly on: readonly string[] }): boolean =>
    policy.brokers.some((broker) => counts(block.on, broker, policy) && counts(on, broker, policy));
  const { declarations, allows } = block;
  return {
    ...block,
    declarations: declarations.filter(isSomewhere),
    allows: allows.filter(isSomewhere),
  };
}

function isWritable({ vhost }: Block, { brokers }: Policy): boolean {
  return brokers.every(
    (broker) => vhost === undefined || !isUnwritable(meant(vhost, brokerVariables(broker)), 'name'),
  );
}

/** Another block's vhost fits the pattern of this one, and RabbitMQ does not find it. */
function losesVhosts(block: Block, policy: Policy): boolean {
  return policy.brokers.some((broker) => {
    const blocks = vhostBlocks(policy, broker);
    const vhost = blocks.find((one) => one.block === block)?.vhost;
    return blocks.some((other) => {
      const name = single(other.vhost);
      return (
        vhost !== undefined && name !== undefined && anyText(vhost, name) && !firstFit(vhost, name)
      );
    });
  });
}

/** Without declarations that cannot be, or are there already. */
function withoutDeclarations(policy: Policy): Policy {
  const taken = policy.brokers.map(() => new Set<string>());
  const stays = (declaration: Declaration, block: Block): boolean =>
    policy.brokers.every((broker, at) => {
      const { kind, name, exchangeType } = declaration;
      const variables = brokerVariables(broker);
      const known = taken[at];
      const applies = counts(block.on, broker, policy) && counts(declaration.on, broker, policy);
      if (block.vhost === undefined || known === undefined || !applies) return true;
      const read: Name = meant(name, variables);
      const space = kind === 'exchange' ? kind : 'queue';
      const key = [space, keyOf(meant(block.vhost, variables)), keyOf(read)].join();
      const isWrong = kind === 'exchange' && isOfOtherType(read, exchangeType);
      const stands = !isUnwritable(read, 'name') && !known.has(key) && !isWrong;
      known.add(key);
      return stands;
    });
  const blocks = policy.blocks.map((block) => ({
    ...block,
    declarations: block.declarations.filter((declaration) => stays(declaration, block)),
  }));
  return { ...policy, blocks };
}

function withoutPhrases(policy: Policy): Policy {
  const refused = new Set(policy.brokers.flatMap((broker) => refusedPhrases(policy, broker)));
  const left = <T extends { readonly phrases: readonly Phrase[] }>(rule: T): T => ({
    ...rule,
    phrases: rule.phrases.filter((phrase) => !refused.has(phrase)),
  });
  return {
    ...policy,
    profiles: policy.profiles.map(left),
    blocks: policy.blocks.map((block) => ({ ...block, allows: block.allows.map(left) })),
  };
}

function refusedPhrases(policy: Policy, broker: Broker): Phrase[] {
  const singles = meanings(policy, broker).flatMap((meaning) => meaning.singles);
  const worlds = new Map(
    singles.map(({ vhost }) => [keyOf(vhost), worldOf(vhost, policy, broker)]),
  );
  return singles
    .filter((one) => isRefused(one, worlds.get(keyOf(one.vhost)) ?? []))
    .map(({ phrase }) => phrase);
}
