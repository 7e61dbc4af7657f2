import { meets } from './matching.js';
import { STAR, keyOf, meant, single } from './names.js';
import type { Name } from './names.js';
import type { Block, Broker, Declaration, Kind, Policy } from './policy.js';
import { brokerVariables, counts } from './variables.js';

/** What is declared for some vhosts of a broker, or is there without a declaration. */
export interface Thing {
  readonly kind: Declaration['kind'];
  readonly name: Name;
  readonly exchangeType: string | undefined;
  readonly builtIn: boolean;
}

const exchanges = {
  'amq.default': 'direct',
  'amq.direct': 'direct',
  'amq.fanout': 'fanout',
  'amq.topic': 'topic',
  'amq.headers': 'headers',
  'amq.match': 'headers',
  'amq.rabbitmq.trace': 'topic',
};

/** What every vhost has. */
const BUILT_IN: readonly Thing[] = [
  ...Object.entries(exchanges).map(([name, type]) => thing('exchange', [name], type, true)),
  thing('queue', ['amq.gen-', STAR], undefined, true),
  thing('queue', ['amq.rabbitmq.reply-to'], undefined, true),
];

function thing(
  kind: Thing['kind'],
  name: Name,
  exchangeType: string | undefined,
  builtIn: boolean,
): Thing {
  return { kind, name, exchangeType, builtIn };
}

/** The kinds of things that a phrase about a kind can mean. */
export const MEANT: Readonly<Record<Kind, readonly Thing['kind'][]>> = {
  exchange: ['exchange'],
  queue: ['queue', 'stream'],
  stream: ['stream'],
  resource: ['exchange', 'queue', 'stream'],
};

/** The blocks of vhosts that count for a broker, with their patterns. */
export function vhostBlocks(
  policy: Policy,
  broker: Broker,
): { readonly block: Block; readonly vhost: Name }[] {
  const variables = brokerVariables(broker);
  return policy.blocks.flatMap((block) =>
    block.vhost !== undefined && counts(block.on, broker, policy)
      ? [{ block, vhost: meant(block.vhost, variables) }]
      : [],
  );
}

/** What the vhosts of a pattern may have: all that any block declares which shares a vhost with it. */
export function worldOf(vhost: Name, policy: Policy, broker: Broker): readonly Thing[] {
  const variables = brokerVariables(broker);
  const things = [...BUILT_IN];
  for (const other of vhostBlocks(policy, broker))
    if (keyOf(other.vhost) === keyOf(vhost) || meets(vhost, other.vhost))
      for (const { on, kind, name, exchangeType } of other.block.declarations)
        if (counts(on, broker, policy))
          things.push(thing(kind, meant(name, variables), exchangeType, false));
  return things;
}

/** Whether all that there is of a kind is declared. */
export function isClosed(world: readonly Thing[], kind: Kind): boolean {
  const declares = (one: Kind): boolean =>
    world.some((item) => !item.builtIn && MEANT[one].includes(item.kind));
  return kind === 'resource' ? declares('exchange') && declares('queue') : declares(kind);
}

/** The things of a kind that a pattern can name. */
export function named(pattern: Name, kind: Kind, world: readonly Thing[]): Thing[] {
  return world.filter((item) => MEANT[kind].includes(item.kind) && meets(pattern, item.name));
}

/** Whether some exchange of the pattern's names may be of type topic. */
export function mayBeTopic(pattern: Name, world: readonly Thing[]): boolean {
  const types = named(pattern, 'exchange', world).map((item) => item.exchangeType);
  const undeclared = !isClosed(world, 'exchange') && single(pattern) === undefined;
  return types.length === 0 || undeclared || types.includes(undefined) || types.includes('topic');
}
