import type { Box } from '../../pattern/boxes.js';
import { includes } from '../../pattern/include.js';
import { glob, type NameSet } from '../../pattern/name-set.js';
import type { Pattern } from '../../pattern/pattern.js';
import { meet, type Resource } from '../../policy/resources/resources.js';
import { DEFAULT_EXCHANGE } from '../../rabbitmq/built-in.js';
import type { Context } from '../../access/context.js';
import { keyPair } from '../routing/topic-key.js';
import { EVERY, isAbout, keysOn, kindOf, type Permit, type Point, type Region } from './ends.js';
import { lookThrough } from './example.js';
import { flowsOf, inner, unchanged, type Flow } from './flows.js';

/** Messages of exchanges with keys, which a role may get. */
interface Got {
  readonly vhosts: NameSet;
  readonly names: NameSet;
  /** Texts of binding keys by which it gets them. */
  readonly keys: NameSet;
}

/** Where a role may put messages of its own. */
interface Put {
  readonly vhosts: NameSet;
  readonly kind: 'queue' | 'exchange';
  readonly names: NameSet;
  readonly keys: NameSet;
}

/** By what messages get from one place to another. */
interface Ways {
  readonly flows: readonly Flow[];
  readonly got: readonly Got[];
  readonly put: readonly Put[];
  /** The permissions to read queues. */
  readonly reads: readonly Permit[];
}

/** How many effects of each sort are followed from one to the next. */
const MOST = 200;

const AMQP_WILDCARD = /(^|\.)[*#](\.|$)/;

/**
 * What a role brings about by what its phrases ask. Messages of an exchange arrive in a queue or an
 * exchange by its bindings and dead letters, or as it gets them and puts them there itself.
 *
 * A phrase asks for its permissions on its kind of thing. A binding key `order.#` takes the key `order`
 * as well; who asks for `order.*` counts as having asked for that.
 */
export class Effects {
  readonly #flows: readonly Flow[];
  readonly #got: readonly Got[];
  readonly #put: readonly Put[];
  readonly #reads: readonly Permit[];
  readonly #reached = new Map<string, readonly Box[]>();

  private constructor({ flows, got, put, reads }: Ways) {
    this.#flows = flows;
    this.#got = got;
    this.#put = put;
    this.#reads = reads;
  }

  /** What is brought about by the grants that some permits are of. */
  static of(permits: readonly Permit[], context: Context): Effects {
    const reads = permits.filter(
      ({ check }) => check.permission === 'read' && isAbout(check, 'queue'),
    );
    const flows = flowsOf(permits, reads, context);
    return new Effects({
      flows,
      got: gotBy(flows, reads),
      put: putBy(permits, flows, context),
      reads,
    });
  }

  /** The same for the messages of some exchanges alone, where the role has all of these already. */
  having(vhosts: NameSet, names: NameSet): Effects {
    const got = [{ vhosts, names, keys: EVERY }];
    return new Effects({ flows: this.#flows, got, put: this.#put, reads: this.#reads });
  }

  /** Whether the role may read all queues of some names. */
  reads(vhosts: NameSet, names: NameSet): boolean {
    return this.#reads.some((read) => holds(read, vhosts, names));
  }

  /** Whether it gets all messages of some exchanges with some binding keys, told by one way alone. */
  gets({ vhosts, source, keys }: Region): boolean {
    return this.#got.some((got) => holds(got, vhosts, source) && includes(got.keys, keys));
  }

  /** Whether it may put messages with the keys into all of the destination, told by one way alone. */
  puts({ vhosts, thing, destination, keys }: Region): boolean {
    return this.#put.some(
      (put) =>
        put.kind === kindOf(thing) &&
        holds(put, vhosts, destination) &&
        (!countsKeys(thing) || (includes(put.keys, keys) && takes(put.keys, keys))),
    );
  }

  /** Whether it may put messages into queues of some names. */
  putsInto(vhosts: NameSet, names: NameSet): boolean {
    return this.#put.some((put) => put.kind === 'queue' && holds(put, vhosts, names));
  }

  /** Whether messages that it gets arrive in the exchanges of some names. */
  handsOn({ vhosts, source, keys }: Omit<Region, 'thing' | 'destination'>, to: Pattern): boolean {
    const names = glob(to);
    const flows = this.#flows.some((flow) => {
      const alike = unchanged(flow);
      return (
        flow.from.kind === 'exchange' &&
        flow.to.kind === 'exchange' &&
        includes(flow.vhosts, vhosts) &&
        includes(flow.from.names, source) &&
        alike !== undefined &&
        includes(alike, keys) &&
        includes(flow.to.names, names)
      );
    });
    const puts = this.#put.some(
      (put) => put.kind === 'exchange' && holds(put, vhosts, names) && includes(put.keys, keys),
    );
    return includes(source, names) || flows || puts;
  }

  /**
   * All that is brought about of the sort that a region is of, as vhosts, exchanges, keys and destinations.
   * Many boxes are much to look through for each region, so they count as moves.
   */
  reached({ thing, keys }: Region): readonly Box[] {
    const [kind, counts] = [kindOf(thing), countsKeys(thing)];
    const isMany = counts && takesMany(keys);
    const key = `${kind} ${counts} ${isMany}`;
    const boxes = this.#reached.get(key) ?? this.#boxes(kind, counts, isMany);
    this.#reached.set(key, boxes);
    lookThrough(boxes);
    return boxes;
  }

  #boxes(kind: 'queue' | 'exchange', counts: boolean, isMany: boolean): readonly Box[] {
    const boxes: Box[] = [];
    for (const flow of this.#flows) {
      const { vhosts, from, to } = flow;
      const keys = counts ? unchanged(flow) : flow.keys;
      if (from.kind === 'exchange' && to.kind === kind && keys !== undefined)
        boxes.push([vhosts, from.names, keys, to.names]);
    }
    for (const got of this.#got)
      for (const put of this.#put) {
        const vhosts = put.kind === kind ? inner(got.vhosts, put.vhosts) : undefined;
        const held = counts ? put.keys : EVERY;
        if (vhosts === undefined || (isMany && isOnlyText(held))) continue;
        const keys = inner(got.keys, held);
        if (keys !== undefined) boxes.push([vhosts, got.names, keys, put.names]);
      }
    return boxes;
  }

  /** Whether the messages of an exchange with a key may be had. */
  getsAt([vhost, source, key]: Point): boolean {
    return this.#got.some(
      (got) => got.vhosts.has(vhost) && got.names.has(source) && got.keys.has(key),
    );
  }

  /** The keys with which messages may be put into something; undefined where none may be at all. */
  keysInto([vhost, , , name]: Point, thing: Resource): readonly NameSet[] | undefined {
    const here = this.#put.filter(
      (put) => put.kind === kindOf(thing) && put.vhosts.has(vhost) && put.names.has(name),
    );
    return here.length === 0 ? undefined : here.map(({ keys }) => keys);
  }
}

/** Whether something holds all of some names in all of some vhosts. */
function holds(
  outer: { readonly vhosts: NameSet; readonly names: NameSet },
  vhosts: NameSet,
  names: NameSet,
): boolean {
  return includes(outer.vhosts, vhosts) && includes(outer.names, names);
}

/** Keys count where a client may be refused for them: on what may be a topic exchange. */
function countsKeys({ kind, exchangeType }: Resource): boolean {
  return kind === 'exchange' && (exchangeType === undefined || exchangeType === 'topic');
}

/** A binding key with `#` takes more than itself: a right to publish that very text is none to those. */
function takes(held: NameSet, wanted: NameSet): boolean {
  return !(isOnlyText(held) && takesMany(wanted));
}

/** Whether keys that may be published have a text that takes many as a binding key, and are not all keys. */
function isOnlyText(held: NameSet): boolean {
  return isWide(held) && held.key !== EVERY.key;
}

/** Whether binding keys take more than one key. */
function takesMany(wanted: NameSet): boolean {
  return isWide(wanted) || !wanted.pattern.isLiteral;
}

function isWide({ pattern }: NameSet): boolean {
  return pattern.literals.some(({ binary }) => AMQP_WILDCARD.test(binary));
}

/** What is got: what flows to a queue that is read, be it on the way through others. */
function gotBy(flows: readonly Flow[], reads: readonly Permit[]): readonly Got[] {
  const got: Got[] = [];
  const add = (flow: Flow, vhosts: NameSet | undefined, keys: NameSet | undefined): void => {
    if (vhosts === undefined || keys === undefined || flow.from.kind === 'queue') return;
    const { names } = flow.from;
    const isKnown = got.some((one) => holds(one, vhosts, names) && includes(one.keys, keys));
    if (!isKnown && got.length < MOST) got.push({ vhosts, names, keys });
  };
  for (const flow of flows)
    if (flow.to.kind === 'queue')
      for (const read of reads)
        if (meet(read.names, flow.to.names)) add(flow, inner(read.vhosts, flow.vhosts), flow.keys);
  return got;
}

/** Where messages may be put: by publishing, and on from there. */
function putBy(
  permits: readonly Permit[],
  flows: readonly Flow[],
  { resourcesOf }: Context,
): readonly Put[] {
  const put: Put[] = [];
  const add = (one: Put): void => {
    if (put.length >= MOST) return;
    const isKnown = put.some(
      (known) =>
        known.kind === one.kind &&
        holds(known, one.vhosts, one.names) &&
        includes(known.keys, one.keys),
    );
    if (!isKnown) put.push(one);
  };
  const declared = permits.filter(
    ({ check }) => check.permission === 'configure' && isAbout(check, 'exchange'),
  );
  for (const { grant, check, vhosts, names, keys } of permits) {
    if (check.permission !== 'write') continue;
    // A stream is published to as it is.
    if (grant.right.word === 'publish' && check.kind === 'queue')
      add({ vhosts, kind: 'queue', names, keys: EVERY });
    if (!isAbout(check, 'exchange')) continue;
    // Who declares an exchange chooses its type, and so whether keys count.
    const isOwn = declared.some((one) => holds(one, vhosts, names));
    const free = isOwn ? EVERY : keys;
    if (free !== undefined) add({ vhosts, kind: 'exchange', names, keys: free });
    for (const thing of resourcesOf(grant.right.vhost).meeting(check.name, 'exchange')) {
      const part = inner(names, glob(thing.pattern));
      if (part !== undefined && keysOn(thing, keys) === EVERY)
        add({ vhosts, kind: 'exchange', names: part, keys: EVERY });
    }
    if (names.has(DEFAULT_EXCHANGE.first))
      add({ vhosts, kind: 'queue', names: EVERY, keys: EVERY });
  }
  for (let at = 0; at < put.length; at++) {
    const from = put[at];
    if (from === undefined) continue;
    for (const flow of flows) {
      if (flow.from.kind !== from.kind || !meet(flow.from.names, from.names)) continue;
      const vhosts = inner(from.vhosts, flow.vhosts);
      if (vhosts === undefined) continue;
      const keys = keysThrough(from, flow);
      if (keys !== undefined) add({ vhosts, kind: flow.to.kind, names: flow.to.names, keys });
    }
  }
  return put;
}

/** The keys with which messages that are put come out of a flow; undefined where it takes none of them. */
function keysThrough({ keys: put }: Put, { keys, to, out }: Flow): NameSet | undefined {
  const isEvery = keys.key === EVERY.key;
  const set = isEvery ? put : inner(put, keys);
  const isKnown = set !== undefined && (isEvery || !isWide(set));
  if (isKnown && out === undefined) return set;
  if (to.kind === 'exchange' && (out === undefined || isWide(out))) return undefined;
  // A pattern holds the messages that its texts take as binding keys; one text may take others.
  const meets = keys.pattern.isLiteral ? keyPair([put], keys) !== undefined : meet(put, keys);
  return isKnown || meets ? (out ?? put) : undefined;
}
