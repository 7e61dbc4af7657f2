import { Bytes } from '../../pattern/bytes.js';
import { glob, type NameSet } from '../../pattern/name-set.js';
import { mayMeet } from '../../pattern/overlap.js';
import { Pattern } from '../../pattern/pattern.js';
import type { Resource } from '../../policy/resources/resources.js';
import { builtInExchanges } from '../../rabbitmq/built-in.js';
import type { Permission } from '../../rabbitmq/scope.js';
import type { Reach } from '../../access/reach.js';
import { Effort, nameOf, spotsHolding, type Spot } from './spot.js';
import {
  ownExchange,
  ownQueue,
  ownSpots,
  publishing,
  routingSources,
  type Fed,
  type Search,
  type MessageSource,
} from './sources.js';
import type { WalkStep, Walk } from './step.js';

/** Where messages must not get: an exchange of some names, with some keys. */
export interface Target {
  readonly vhosts: readonly NameSet[];
  readonly names: readonly NameSet[];
  readonly keys: NameSet;
}

const ANY_KEY = glob(Pattern.any);
const [DEFAULT] = builtInExchanges.map(({ pattern }) => glob(pattern));

/** What a queue of one's own needs: to be made with a dead-letter exchange, and to be bound besides. */
const UNBOUND: readonly Permission[] = ['configure', 'read'];
const BOUND: readonly Permission[] = [...UNBOUND, 'write'];

/** How far declared alternate and dead-letter exchanges are followed one after the other. */
const DEEPEST = 4;

/** What is known of a way before its vhost is chosen. */
interface Found {
  readonly vhosts: readonly NameSet[];
  readonly exchange: Bytes;
  readonly key: Bytes;
  readonly steps: readonly WalkStep[];
}

/**
 * A way in which a role can make a message of its own arrive at an exchange with a key, without
 * publishing it there: the broker checks routing keys where a client publishes, and no more where
 * it passes a message on by a binding, to an alternate exchange or to a dead-letter exchange.
 */
export function walkTo(target: Target, search: Search): Walk | undefined {
  return firstOf(waysTo(target, search, DEEPEST)) ?? walkUnasked(target, search);
}

/**
 * As `walkTo`, but only by what the broker does not ask for over AMQP 1.0: a way to an exchange on which the
 * role has no right at all.
 */
export function walkUnasked(target: Target, search: Search): Walk | undefined {
  if (!search.isAlternateFree) return undefined;
  return firstOf(byFreeAlternate(target, { ...search, effort: new Effort() }));
}

function firstOf(ways: Iterable<Found>): Walk | undefined {
  for (const found of ways) {
    if (!isConsistent(found.steps)) continue;
    const vhost = nameOf(found.vhosts, [glob(Pattern.literal(''))]);
    if (vhost !== undefined) return { ...found, vhost, arrives: true };
  }
  return undefined;
}

/** Whether nothing is made in the place of what the way needs as it is declared. */
function isConsistent(steps: readonly WalkStep[]): boolean {
  return steps.every(
    (made) =>
      (made.kind !== 'exchange' && made.kind !== 'queue') ||
      !steps.some(
        (step) =>
          step.kind === 'declared' &&
          (step.what === 'alternate') === (made.kind === 'exchange') &&
          step.from.binary === made.name.binary,
      ),
  );
}

/** Where a way of one step or more has to end, and how it may be written to. */
interface Arrival {
  readonly spot: Spot;
  readonly exchange: Bytes;
  readonly keys: NameSet;
}

function* waysTo(target: Target, search: Search, deep: number): Iterable<Found> {
  const { given, effort, declared } = search;
  for (const spot of spotsHolding(['write'], { ...target, by: [] }, given, effort)) {
    const exchange = existing(spot, declared);
    if (exchange === undefined) continue;
    const arrival = { spot, exchange, keys: target.keys };
    for (const ways of [byAlternate, byBinding, byDeadLetter]) yield* ways(arrival, search, deep);
  }
  yield* byDeclared(target, search, deep);
}

/** An exchange of one's own, made over AMQP 1.0 with an alternate exchange that one has no right on. */
function* byFreeAlternate(target: Target, search: Search): Iterable<Found> {
  const exchange = existing(target, search.declared);
  const key = nameOf([target.keys], []);
  if (exchange === undefined || key === undefined) return;
  for (const spot of ownSpots(['configure', 'write'], target.vhosts, search)) {
    const name = ownExchange(spot, exchange, search);
    const [configure, write] = spot.by;
    if (name === undefined || configure === undefined || write === undefined) continue;
    const made: WalkStep = {
      kind: 'exchange',
      name,
      alternate: exchange,
      unasked: true,
      by: [configure],
    };
    const steps = [made, publishing(name, key, [write])];
    yield { vhosts: spot.vhosts, exchange, key, steps };
  }
}

/** A name of a spot that something declared has, if there is any. */
function existing(
  { names }: Pick<Spot, 'names'>,
  declared: readonly Resource[],
): Bytes | undefined {
  for (const { kind, pattern } of declared) {
    const name = kind === 'exchange' ? nameOf([...names, glob(pattern)], []) : undefined;
    if (name !== undefined) return name;
  }
  return undefined;
}

/** An exchange of one's own that routes nothing, and so hands everything on. */
function* byAlternate({ spot: target, exchange, keys }: Arrival, search: Search): Iterable<Found> {
  for (const spot of ownSpots(['configure', 'read', 'write'], target.vhosts, search)) {
    const name = ownExchange(spot, exchange, search);
    const key = nameOf([keys], []);
    const write = spot.by[2];
    if (name === undefined || key === undefined || write === undefined) continue;
    const by = [...spot.by.slice(0, 2), ...target.by];
    const made: WalkStep = { kind: 'exchange', name, alternate: exchange, by };
    const publish = publishing(name, key, [write]);
    yield { vhosts: spot.vhosts, exchange, key, steps: [made, publish] };
  }
}

/** A binding of the exchange to another one. */
function* byBinding(
  { spot: target, exchange, keys }: Arrival,
  search: Search,
  deep: number,
): Iterable<Found> {
  for (const source of routingSources(target.vhosts, keys, exchange, search, fedBy(search, deep))) {
    const { vhosts, keys: pair } = source;
    const steps = through(source, 'exchange', exchange, target.by, false);
    yield { vhosts, exchange, key: pair.key, steps };
  }
}

/**
 * A queue of one's own that gives what expires in it another key: of any name where the default exchange
 * puts messages into it, and of one that may be written to where a binding does.
 */
function* byDeadLetter(
  { spot: target, exchange, keys }: Arrival,
  search: Search,
  deep: number,
): Iterable<Found> {
  const key = nameOf([keys], []);
  if (key === undefined) return;
  for (const bound of [false, true])
    for (const spot of ownSpots(bound ? BOUND : UNBOUND, target.vhosts, search)) {
      const name = ownQueue(spot, search);
      if (name === undefined) continue;
      const [configure, read, ...writes] = spot.by;
      const made: WalkStep = {
        kind: 'queue',
        name,
        deadLetter: exchange,
        deadLetterKey: key,
        by: [configure, read, ...target.by].filter((reach) => reach !== undefined),
      };
      const ways = bound
        ? byBindingTo({ ...spot, by: writes }, name, undefined, search, deep)
        : byDefault(spot, name, undefined, search);
      for (const { vhosts, steps } of ways)
        yield { vhosts, exchange, key, steps: [made, ...steps] };
    }
}

/** Messages put into a queue by the default exchange. */
function* byDefault(
  { vhosts: within }: Pick<Spot, 'vhosts'>,
  name: Bytes,
  keys: NameSet | undefined,
  { given, effort }: Search,
): Iterable<Omit<Found, 'exchange'>> {
  const here = { vhosts: within, names: DEFAULT === undefined ? [] : [DEFAULT], by: [] };
  for (const { vhosts, by } of spotsHolding(['write'], here, given, effort)) {
    const cc = keys && nameOf([keys], []);
    if (keys !== undefined && cc === undefined) continue;
    const isKey = cc === undefined || cc.binary === name.binary;
    const publish: WalkStep = {
      ...publishing(Bytes.empty, name, by),
      cc: isKey ? undefined : cc,
      expires: true,
    };
    yield { vhosts, key: cc ?? name, steps: [publish] };
  }
}

/** Messages put into a queue that may be written to by a binding. */
function* byBindingTo(
  { vhosts, by }: Pick<Spot, 'vhosts' | 'by'>,
  name: Bytes,
  keys: NameSet | undefined,
  search: Search,
  deep: number,
): Iterable<Omit<Found, 'exchange'>> {
  const fed = fedBy(search, deep);
  for (const source of routingSources(vhosts, keys ?? ANY_KEY, Bytes.empty, search, fed)) {
    const steps = through(source, 'queue', name, by, true);
    yield { vhosts: source.vhosts, key: source.keys.key, steps };
  }
}

/** Messages put into a queue that is there, with its name. */
function* intoQueue(
  queue: Pick<Spot, 'vhosts' | 'names'>,
  keys: NameSet,
  search: Search,
  deep: number,
): Iterable<Omit<Found, 'exchange'> & { readonly name: Bytes }> {
  const any = nameOf(queue.names, []);
  if (any === undefined) return;
  for (const found of byDefault(queue, any, keys, search)) yield { ...found, name: any };
  const here = { ...queue, by: [] };
  for (const spot of spotsHolding(['write'], here, search.given, search.effort)) {
    const name = nameOf(spot.names, []);
    if (name === undefined) continue;
    for (const found of byBindingTo(spot, name, keys, search, deep)) yield { ...found, name };
  }
}

/** What is declared already and carries messages on with their keys. */
function* byDeclared(target: Target, search: Search, deep: number): Iterable<Found> {
  if (deep <= 0) return;
  const keys = target.keys.pattern.key;
  for (const item of search.declared) {
    if (item.other === undefined) continue;
    if (search.followed.some((one) => one.item === item && one.keys === keys)) continue;
    const followed = [...search.followed, { item, keys }];
    yield* byItem(item, target, { ...search, followed }, deep - 1);
  }
}

function* byItem(
  { other, kind, pattern, vhosts, exchangeType, otherPlace: place }: Resource,
  target: Target,
  search: Search,
  deep: number,
): Iterable<Found> {
  if (other === undefined || kind === 'stream') return;
  if (!target.names.every((set) => mayMeet(set, glob(other)))) return;
  const exchange = nameOf([...target.names, glob(other)], []);
  if (exchange === undefined) return;
  const here = { vhosts: [...target.vhosts, glob(vhosts)], names: [glob(pattern)] };
  if (kind === 'exchange') {
    if (nameOf(here.names, [glob(Pattern.fromBytes([exchange]))]) === undefined) return;
    const next = { ...here, keys: target.keys };
    const what = 'alternate';
    for (const found of [...published(next, exchangeType, search), ...waysTo(next, search, deep)]) {
      const step: WalkStep = { kind: 'declared', from: found.exchange, what, to: exchange, place };
      yield { ...found, exchange, steps: [...found.steps, step] };
    }
    return;
  }
  for (const { name, ...found } of intoQueue(here, target.keys, search, deep)) {
    const step: WalkStep = {
      kind: 'declared',
      from: name,
      what: 'dead-letter',
      to: exchange,
      place,
    };
    yield { ...found, exchange, steps: [...found.steps, step] };
  }
}

/** A message published with a key to an exchange that is there. */
function* published(
  { vhosts, names, keys }: Target,
  exchangeType: string | undefined,
  { given, effort }: Search,
): Iterable<Found> {
  for (const spot of spotsHolding(['write'], { vhosts, names, by: [] }, given, effort)) {
    const written = spot.by[0]?.keys;
    if (exchangeType === 'topic' && written === undefined) continue;
    const key = nameOf(exchangeType === 'topic' && written ? [keys, written] : [keys], []);
    const exchange = nameOf(spot.names, []);
    if (key === undefined || exchange === undefined) continue;
    yield { vhosts: spot.vhosts, exchange, key, steps: [publishing(exchange, key, spot.by)] };
  }
}

/** Finds what is declared to bring messages to an exchange. */
function fedBy(search: Search, deep: number): Fed {
  return (vhosts, name, keys) => byDeclared({ vhosts, names: [name], keys }, search, deep);
}

/** A message that goes from a source to what is bound to it. */
function through(
  { name: source, keys, made, feed, reads }: MessageSource,
  end: 'queue' | 'exchange',
  name: Bytes,
  writes: readonly Reach[],
  expires: boolean,
): readonly WalkStep[] {
  const by = [...writes, ...reads];
  const binding: WalkStep = { kind: 'binding', end, name, source, key: keys.binding, by };
  const fed = feed.map((step) =>
    step.kind === 'publish' && expires ? { ...step, expires } : step,
  );
  return [...made, binding, ...fed];
}
