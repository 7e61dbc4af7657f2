import { builtInExchanges, builtInQueues } from '../rabbitmq/built-in.js';
import type { Bytes } from '../pattern/bytes.js';
import { display } from '../pattern/display.js';
import { intersection } from '../pattern/intersect.js';
import type { Reading } from '../pattern/match.js';
import { glob, NameSet } from '../pattern/name-set.js';
import { mayMeet } from '../pattern/overlap.js';
import { Pattern } from '../pattern/pattern.js';
import type { Place } from '../source/source.js';
import type { ResourceKind } from '../syntax/tree.js';

/** An exchange, queue or stream that a policy or a topology file says exists. */
export interface Resource {
  readonly kind: 'exchange' | 'queue' | 'stream';
  /** Its name; in a declaration a wildcard stands for any text. */
  readonly pattern: Pattern;
  /** The declared type of an exchange. */
  readonly exchangeType: string | undefined;
  /** The dead-letter exchange of a queue, or the alternate exchange of an exchange. */
  readonly other: Pattern | undefined;
  /** Where that exchange is named; what a topology file names is nowhere. */
  readonly otherPlace?: Place | undefined;
  /** Where it is declared; built-in ones are nowhere. */
  readonly place: Place | undefined;
}

/** What is there on every vhost without a declaration. */
const builtIn: readonly Resource[] = [
  ...builtInExchanges.map(({ pattern, type }) => resource('exchange', pattern, type)),
  ...builtInQueues.map((pattern) => resource('queue', pattern, undefined)),
];

function resource(
  kind: Resource['kind'],
  pattern: Pattern,
  exchangeType: string | undefined,
): Resource {
  return { kind, pattern, exchangeType, other: undefined, place: undefined };
}

/** Which kinds of declared things a kind of phrase can be about: a stream is a queue too. */
const meant: Readonly<Record<ResourceKind, readonly Resource['kind'][]>> = {
  exchange: ['exchange'],
  queue: ['queue', 'stream'],
  stream: ['stream'],
  resource: ['exchange', 'queue', 'stream'],
};

/** What is declared for some vhosts, made to be searched: literal names by name, patterns one by one. */
export class Resources {
  readonly #named = new Map<string, Resource[]>();
  readonly #patterned: Resource[] = [];
  readonly #kinds = new Set<Resource['kind']>();
  readonly #found = new Map<string, readonly Resource[]>();
  #sorted: readonly Resource[] | undefined;

  constructor(readonly declared: readonly Resource[]) {
    for (const item of [...declared, ...builtIn]) {
      if (item.place !== undefined) this.#kinds.add(item.kind);
      if (!item.pattern.isLiteral) this.#patterned.push(item);
      else {
        const name = item.pattern.first.binary;
        const same = this.#named.get(name);
        if (same === undefined) this.#named.set(name, [item]);
        else same.push(item);
      }
    }
  }

  /**
   * Whether names are checked against the declarations: so it is where any thing of the kind is
   * declared, for a `resource` where both an exchange and a queue are.
   */
  isClosed(kind: ResourceKind): boolean {
    const queues = this.#kinds.has('queue') || this.#kinds.has('stream');
    if (kind === 'queue') return queues;
    if (kind === 'resource') return queues && this.#kinds.has('exchange');
    return this.#kinds.has(kind);
  }

  /** The things of a kind that a pattern can name, read as the broker reads it or as any text. */
  meeting(
    pattern: Pattern,
    kind: ResourceKind,
    reading: Reading = 'first-fit',
  ): readonly Resource[] {
    const key = `${reading}:${kind}:${pattern.key}`;
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const kinds = meant[kind];
    const names = NameSet.of(pattern, reading);
    const found = this.#candidates(pattern).filter(
      (item) => kinds.includes(item.kind) && meet(names, glob(item.pattern)),
    );
    this.#found.set(key, found);
    return found;
  }

  /** The names of what is declared of a kind, as a policy writes them. */
  names(kind: ResourceKind): readonly string[] {
    return [...this.declared, ...builtIn]
      .filter((item) => meant[kind].includes(item.kind))
      .map((item) => display(item.pattern));
  }

  /** Only literal names that start as the pattern does need a closer look. */
  #candidates(pattern: Pattern): readonly Resource[] {
    const start: Bytes = pattern.first;
    if (pattern.isLiteral) return [...(this.#named.get(start.binary) ?? []), ...this.#patterned];
    this.#sorted ??= [...this.#named.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([, items]) => items);
    const from = lowerBound(this.#sorted, start.binary);
    const found: Resource[] = [...this.#patterned];
    for (let at = from; at < this.#sorted.length; at++) {
      const item = this.#sorted[at];
      if (item === undefined || !item.pattern.first.binary.startsWith(start.binary)) break;
      found.push(item);
    }
    return found;
  }
}

/** Whether an exchange that fits a pattern can be a topic exchange; one of unknown type can. */
export function mayBeTopic(resources: Resources, pattern: Pattern): boolean {
  const types = resources.meeting(pattern, 'exchange').map((item) => item.exchangeType);
  return types.length === 0 || types.some((type) => type === undefined || type === 'topic');
}

/** Whether two sets of names have one in common; where that is too hard to tell, yes. */
export function meet(a: NameSet, b: NameSet): boolean {
  if (!mayMeet(a, b)) return false;
  if (a.pattern.isLiteral || b.pattern.isLiteral) return true;
  return intersection(a, b).kind !== 'none';
}

function lowerBound(items: readonly Resource[], name: string): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.pattern.first.binary ?? '') < name) low = middle + 1;
    else high = middle;
  }
  return low;
}
