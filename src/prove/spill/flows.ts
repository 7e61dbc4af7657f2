import { Bytes } from '../../pattern/bytes.js';
import { includes } from '../../pattern/include.js';
import { glob, type NameSet } from '../../pattern/name-set.js';
import { meet } from '../../policy/resources/resources.js';
import type { Context } from '../../access/context.js';
import { isRaw } from '../asked.js';
import { EVERY, isAbout, keysOn, type Permit } from './ends.js';
import type { OperationGrant } from './found.js';

/** One end of a flow. */
interface Basin {
  readonly kind: 'queue' | 'exchange';
  readonly names: NameSet;
}

/** Messages that go from one place to another by what a role asks. */
export interface Flow {
  readonly vhosts: NameSet;
  readonly from: Basin;
  /** Texts of binding keys; every one where keys do not count. */
  readonly keys: NameSet;
  readonly to: Basin;
  /** The keys of which the role may give them any on the way; undefined where they keep theirs. */
  readonly out: NameSet | undefined;
}

/** The binding key that takes every message of a topic exchange. */
const ALL_KEYS = Bytes.fromText('#');

/** How many flows are followed from one to the next. */
const MOST = 200;

/** The set that lies in the other one; undefined where neither does. */
export function inner(a: NameSet, b: NameSet): NameSet | undefined {
  if (includes(a, b)) return b;
  return includes(b, a) ? a : undefined;
}

/**
 * What flows by what a role asks, directly and through one another: by its bindings, by the dead-letter
 * and alternate exchanges that it sets, and out of queues that it reads, as it can reject what they hold,
 * to the dead-letter exchanges that these have by their declarations.
 *
 * @param reads the permissions to read queues
 */
export function flowsOf(
  permits: readonly Permit[],
  reads: readonly Permit[],
  context: Context,
): readonly Flow[] {
  const flows: Flow[] = [];
  const byGrant = new Map<OperationGrant, Permit[]>();
  for (const permit of permits) {
    const known = byGrant.get(permit.grant);
    if (known === undefined) byGrant.set(permit.grant, [permit]);
    else known.push(permit);
  }
  for (const [grant, own] of byGrant) flows.push(...flowsOfGrant(grant, own, context));
  const raw = permits.filter(({ grant }) => isRaw(grant.right));
  const ofSuperStreams = permits.filter(({ grant }) => grant.right.kind === 'super-stream');
  flows.push(...between(raw, raw, context), ...ofWholes(ofSuperStreams));
  for (const read of reads) flows.push(...deadLetters(read, context));
  return joined(flows);
}

function flowsOfGrant(
  { right }: OperationGrant,
  own: readonly Permit[],
  context: Context,
): readonly Flow[] {
  const { other, kind } = right;
  // A subscription binds the queues of the client.
  if (right.kind === 'mqtt') return between(own, own, context);
  if (other === undefined) return [];
  if (other.clause === 'to' || other.clause === 'from') return between(own, own, context);
  const target = own.find(({ check }) => check.on === 'other');
  const start = own.find(({ check }) => check.on === 'name');
  if (target === undefined || start === undefined) return [];
  const from: Basin = { kind: kind === 'exchange' ? 'exchange' : 'queue', names: start.names };
  const to: Basin = { kind: 'exchange', names: target.names };
  // A queue may be given a dead-letter routing key, which nothing checks.
  return [
    { vhosts: start.vhosts, from, keys: EVERY, to, out: from.kind === 'queue' ? EVERY : undefined },
  ];
}

/** What bindings between things that some permits write to and exchanges that some read from bring. */
function between(
  writes: readonly Permit[],
  reads: readonly Permit[],
  { resourcesOf }: Context,
): readonly Flow[] {
  return reads.flatMap((read): readonly Flow[] => {
    const { check, grant } = read;
    if (check.permission !== 'read' || !isAbout(check, 'exchange')) return [];
    const meeting = resourcesOf(grant.right.vhost).meeting(check.name, 'exchange');
    const others = meeting.filter(({ exchangeType }) => exchangeType !== 'topic');
    const isTopic = meeting.length > 0 && others.length === 0;
    const keys = isTopic ? read.keys : (read.keys ?? EVERY);
    const from: Basin = { kind: 'exchange', names: read.names };
    return writes.flatMap((write): readonly Flow[] => {
      const vhosts =
        write.check.permission === 'write' ? inner(read.vhosts, write.vhosts) : undefined;
      if (vhosts === undefined) return [];
      return (['queue', 'exchange'] as const)
        .filter((kind) => isAbout(write.check, kind))
        .flatMap((kind): readonly Flow[] => {
          const flow = { vhosts, to: { kind, names: write.names }, out: undefined };
          const plain = keys === undefined ? [] : [{ ...flow, from, keys: everyIfAll(keys) }];
          // Keys count for nothing on what is no topic exchange, though the phrase may name some.
          const unkeyed = others
            .filter((thing) => keysOn(thing, keys) === EVERY && keys !== EVERY)
            .map(({ pattern }) => inner(read.names, glob(pattern)))
            .flatMap((names) =>
              names === undefined ? [] : [{ ...flow, from: { ...from, names }, keys: EVERY }],
            );
          return [...plain, ...unkeyed];
        });
    });
  });
}

function everyIfAll(keys: NameSet): NameSet {
  return keys.has(ALL_KEYS) ? EVERY : keys;
}

/** The partitions of a super stream are bound to its exchange already, whoever did that. */
function ofWholes(permits: readonly Permit[]): readonly Flow[] {
  const flows = new Map<string, Flow>();
  for (const { grant, check, names, vhosts } of permits) {
    if (check.on !== 'partitions') continue;
    const whole = grant.right.name.pattern;
    const from: Basin = { kind: 'exchange', names: glob(whole) };
    const to: Basin = { kind: 'queue', names };
    flows.set(`${vhosts.key}\0${whole.key}`, { vhosts, from, keys: EVERY, to, out: undefined });
  }
  return [...flows.values()];
}

/** What is rejected goes to the dead-letter exchange of its queue. */
function deadLetters(
  { check, grant, vhosts, names }: Permit,
  { resourcesOf }: Context,
): readonly Flow[] {
  return resourcesOf(grant.right.vhost)
    .meeting(check.name, 'queue')
    .flatMap((thing): readonly Flow[] => {
      const at = inner(names, glob(thing.pattern));
      const there = inner(vhosts, glob(thing.vhosts));
      if (thing.other === undefined || at === undefined || there === undefined) return [];
      const to: Basin = { kind: 'exchange', names: glob(thing.other) };
      return [
        { vhosts: there, from: { kind: 'queue', names: at }, keys: EVERY, to, out: undefined },
      ];
    });
}

/** The flows, and those through several of them. */
function joined(flows: readonly Flow[]): readonly Flow[] {
  const all = [...flows];
  for (let at = 0; at < all.length; at++) {
    const one = all[at];
    if (one === undefined) continue;
    for (const next of flows) {
      if (all.length >= MOST) return all;
      if (next.from.kind !== one.to.kind || !meet(next.from.names, one.to.names)) continue;
      const vhosts = inner(one.vhosts, next.vhosts);
      const passing = inner(one.out ?? one.keys, next.keys);
      if (vhosts === undefined || passing === undefined) continue;
      // Whoever gives messages keys brings them through any binding that takes those.
      const [keys, held] = one.out === undefined ? [passing, undefined] : [one.keys, passing];
      const flow = { vhosts, from: one.from, keys, to: next.to, out: next.out ?? held };
      if (!all.some((known) => covers(known, flow))) all.push(flow);
    }
  }
  return all;
}

/** The keys with which messages leave a place and arrive with the same key at the end of a flow. */
export function unchanged({ keys, out }: Flow): NameSet | undefined {
  return out === undefined ? keys : inner(keys, out);
}

function covers(known: Flow, { vhosts, from, keys, to, out }: Flow): boolean {
  return (
    known.from.kind === from.kind &&
    known.to.kind === to.kind &&
    (known.out === undefined ? out === undefined : includes(known.out, out ?? keys)) &&
    includes(known.vhosts, vhosts) &&
    includes(known.from.names, from.names) &&
    includes(known.keys, keys) &&
    includes(known.to.names, to.names)
  );
}
