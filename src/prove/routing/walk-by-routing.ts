import { glob } from '../../pattern/name-set.js';
import { Pattern } from '../../pattern/pattern.js';
import { every } from '../../rabbitmq/claims.js';
import type { Operation, Right } from '../../policy/phrases/rights.js';
import { checksOf, namesOf, vhostsOf } from '../../access/checks.js';
import type { Context } from '../../access/context.js';
import type { Given } from '../../access/given.js';
import { nameOf, spotsHolding, Effort } from './spot.js';
import { isOpen, type Search } from './sources.js';
import type { WalkStep, Walk } from './step.js';
import { keyPair } from './topic-key.js';
import { walkTo, walkUnasked } from './walks.js';

/** What is found of ways by routing; a search that is too long does not say that there are none. */
export type Routed =
  | { readonly kind: 'walk'; readonly walk: Walk }
  | { readonly kind: 'none' }
  | { readonly kind: 'too-complex' };

/**
 * Looks for a way round a guardrail that holds for the operation itself. For one with a key: messages
 * that get to the exchange with the key by another way, or from it by another binding key. For one
 * without: messages that get to the exchange though the role has no right on it, where a broker does not
 * ask for one. Whether the operation is permitted is not asked here.
 */
export function walkByRouting(right: Right, given: Given, context: Context): Routed {
  if (right.type !== 'operation') return { kind: 'none' };
  const declared = context.resourcesOf(right.vhost).all;
  const search: Search = {
    given,
    declared,
    effort: new Effort(),
    isAlternateFree: !every(context.engine, 'alternateExchangeCheckedByAmqp10'),
    guarded: undefined,
    followed: [],
  };
  const walk = right.key === undefined ? unaskedWay(right, search) : keyedWay(right, search);
  if (walk !== undefined) return { kind: 'walk', walk: withTaken(walk, declared) };
  return { kind: search.effort.isComplete ? 'none' : 'too-complex' };
}

function keyedWay(right: Operation, search: Search): Walk | undefined {
  for (const { permission, key } of checksOf(right)) {
    if (key === undefined) continue;
    const walk = permission === 'write' ? walkIn(right, search, walkTo) : walkOut(right, search);
    if (walk !== undefined) return walk;
  }
  return undefined;
}

/** The words and kinds of phrases that bring messages to an exchange. */
const PUBLISHING = { words: ['publish', 'write'], kinds: ['exchange', 'resource'] } as const;

function unaskedWay(right: Operation, search: Search): Walk | undefined {
  const { words, kinds } = PUBLISHING;
  const publishes =
    words.some((word) => word === right.word) && kinds.some((kind) => kind === right.kind);
  return publishes ? walkIn(right, search, walkUnasked) : undefined;
}

function walkIn(
  { vhost, name, key }: Operation,
  search: Search,
  wayTo: typeof walkTo,
): Walk | undefined {
  const vhosts = [vhostsOf(vhost, 'glob')];
  const named = namesOf(name.pattern, 'glob');
  const keys = glob(key?.pattern ?? Pattern.any);
  for (const item of search.declared) {
    const { pattern, exchangeType, vhosts: where } = item;
    if (!isOpen(item) || (key !== undefined && exchangeType !== 'topic')) continue;
    const names = [named, glob(pattern)];
    if (nameOf(names, []) === undefined) continue;
    const walk = wayTo(
      { vhosts: [...vhosts, glob(where)], names, keys },
      { ...search, guarded: pattern.isLiteral ? glob(pattern) : undefined },
    );
    if (walk !== undefined) return walk;
  }
  return undefined;
}

/** Another binding key that takes the messages with the key. */
function walkOut({ vhost, name, other, key, word }: Operation, search: Search): Walk | undefined {
  if (word === 'unbind') return undefined;
  const { given, declared, effort } = search;
  const source = other ?? name;
  const keys = glob(key?.pattern ?? Pattern.any);
  for (const { kind, pattern, exchangeType, vhosts: where } of declared) {
    if (kind !== 'exchange' || exchangeType !== 'topic') continue;
    const vhosts = [vhostsOf(vhost, 'glob'), glob(where)];
    const names = [namesOf(source.pattern, 'glob'), glob(pattern)];
    for (const spot of spotsHolding(['read'], { vhosts, names, by: [] }, given, effort)) {
      const [read] = spot.by;
      const pair = read?.keys && keyPair([keys], read.keys);
      if (read === undefined || pair === undefined) continue;
      const bound = other === undefined ? [glob(Pattern.any)] : [namesOf(name.pattern, 'glob')];
      const ends = { vhosts: spot.vhosts, names: bound, by: [] };
      for (const end of spotsHolding(['write'], ends, given, effort)) {
        const exchange = nameOf(spot.names, []);
        const found = exchange && nameOf(end.names, [glob(Pattern.fromBytes([exchange]))]);
        const at = nameOf(end.vhosts, [glob(Pattern.literal(''))]);
        if (exchange === undefined || found === undefined || at === undefined) continue;
        const by = [...end.by, read];
        const step = {
          kind: 'binding',
          end: endOf(found, declared),
          name: found,
          source: exchange,
        } as const;
        return {
          vhost: at,
          arrives: false,
          exchange,
          key: pair.key,
          steps: [{ ...step, key: pair.binding, by }],
        };
      }
    }
  }
  return undefined;
}

/** Marks what is made under a name that something declared has. */
function withTaken(walk: Walk, declared: Search['declared']): Walk {
  const steps = walk.steps.map((step): WalkStep => {
    if (step.kind !== 'exchange' && step.kind !== 'queue') return step;
    const isTaken = declared.some(
      ({ kind, pattern, place }) =>
        place !== undefined &&
        (kind === 'exchange') === (step.kind === 'exchange') &&
        glob(pattern).has(step.name),
    );
    return isTaken ? { ...step, taken: true } : step;
  });
  return { ...walk, steps };
}

/** Whether a name is that of an exchange; else it is taken for a queue's. */
function endOf(
  name: Parameters<ReturnType<typeof glob>['has']>[0],
  declared: Search['declared'],
): 'queue' | 'exchange' {
  const isExchange = declared.some(
    (item) => item.kind === 'exchange' && glob(item.pattern).has(name),
  );
  return isExchange ? 'exchange' : 'queue';
}
