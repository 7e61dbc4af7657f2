import { meets, selections } from './matching.js';
import { STAR, keyOf, literals, meant, single } from './names.js';
import type { Name } from './names.js';
import type { Block, Broker, Declaration, Kind, Policy } from './policy.js';
import { brokerVariables, counts } from './variables.js';

/** What is declared for some vhosts of a broker, or is there without a declaration. */
export interface Thing {
  readonly kind: Declaration['kind'];
  /** Those of the block that declares it. */
  readonly vhosts: Name;
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
  ...Object.entries(exchanges).map(([name, type]) => builtIn('exchange', [name], type)),
  builtIn('queue', ['amq.gen-', STAR]),
  builtIn('queue', ['amq.rabbitmq.reply-to']),
];

function builtIn(kind: Thing['kind'], name: Name, exchangeType?: string): Thing {
  return { kind, vhosts: [STAR], name, exchangeType, builtIn: true };
}

/** The kinds of things that a phrase about a kind can mean. */
export const MEANT: Readonly<Record<Kind, readonly Thing['kind'][]>> = {
  exchange: ['exchange'],
  queue: ['queue', 'stream'],
  stream: ['stream'],
  'super-stream': ['exchange'],
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
          things.push({
            kind,
            vhosts: other.vhost,
            name: meant(name, variables),
            exchangeType,
            builtIn: false,
          });
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

/** What every vhost has is meant only where its prefix is written. */
export function isMeant(item: Thing, pattern: Name): boolean {
  return !item.builtIn || (literals(pattern)[0]?.startsWith('amq.') ?? false);
}

/** Whether a declared type is not the one that an exchange of every vhost keeps. */
export function isOfOtherType(name: Name, exchangeType: string | undefined): boolean {
  const known = Object.entries(exchanges).find(([builtIn]) => builtIn === single(name));
  return known !== undefined && exchangeType !== undefined && exchangeType !== known[1];
}

const BUILT_IN_NAMES = Object.keys(exchanges).map((name): Name => [name]);

/**
 * The exchanges that tell the types of a pattern's: what every vhost has keeps its own, so that what is
 * declared counts only where it shares another name with the pattern.
 */
function typed(pattern: Name, world: readonly Thing[]): Thing[] {
  return named(pattern, 'exchange', world).filter(
    (item) =>
      item.builtIn ||
      selections(pattern, [item.name, ...BUILT_IN_NAMES]).some(
        ([taken, ...ofVhost]) => taken === true && !ofVhost.includes(true),
      ),
  );
}

/**
 * Whether in some vhost of a pattern an exchange of another's names may be of type topic: either
 * something that is declared there has the name and may be, or nothing there has it.
 */
export function mayBeTopic(pattern: Name, vhost: Name, world: readonly Thing[]): boolean {
  const things = typed(pattern, world);
  const blocks = new Map(things.map(({ vhosts }) => [keyOf(vhosts), vhosts]));
  return selections(vhost, [...blocks.values()]).some((taken) => {
    const there = new Set([...blocks.keys()].filter((_, at) => taken[at]));
    const declared = things.filter(({ vhosts }) => there.has(keyOf(vhosts)));
    return declared.some(canBeTopic) || !declared.some((item) => isMeant(item, pattern));
  });
}

/** Whether a key on the pattern's names counts by something that is declared in any of the vhosts. */
export function hasTopicAmong(pattern: Name, world: readonly Thing[]): boolean {
  const things = typed(pattern, world);
  const undeclared = !isClosed(world, 'exchange') && single(pattern) === undefined;
  return things.length === 0 || undeclared || things.some(canBeTopic);
}

function canBeTopic({ exchangeType }: Thing): boolean {
  return exchangeType === undefined || exchangeType === 'topic';
}
