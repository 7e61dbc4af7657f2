import { builtInExchange, builtInExchanges, builtInQueues } from '../../rabbitmq/built-in.js';
import { display } from '../../pattern/display.js';
import { intersection } from '../../pattern/intersect.js';
import { MeetIndex } from '../../pattern/meet-index.js';
import { recalled, type Priced } from '../../pattern/meter.js';
import { findName } from '../../pattern/witness.js';
import type { Reading } from '../../pattern/match.js';
import { glob, NameSet } from '../../pattern/name-set.js';
import { mayMeet } from '../../pattern/overlap.js';
import { Pattern } from '../../pattern/pattern.js';
import { plainName } from '../../pattern/spell.js';
import type { Place } from '../../source/source.js';
import type { ResourceKind } from '../../syntax/tree.js';

/** An exchange, queue or stream that a policy or a topology file says exists. */
export interface Resource {
  readonly kind: 'exchange' | 'queue' | 'stream';
  /** The vhosts that it is declared for, of which a wildcard takes in any. */
  readonly vhosts: Pattern;
  /** Its name; in a declaration a wildcard stands for any text. */
  readonly pattern: Pattern;
  /** The declared type of an exchange. */
  readonly exchangeType: string | undefined;
  /** The dead-letter exchange of a queue, or the alternate exchange of an exchange. */
  readonly other: Pattern | undefined;
  /** Whether one of the broker's own policies may name another, which a topology file holds beside it. */
  readonly mayBeForwarded?: boolean;
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
  const [other, place] = [undefined, undefined];
  return { kind, vhosts: Pattern.any, pattern, exchangeType, other, place };
}

/** Which kinds of declared things a kind of phrase can be about: a stream is a queue too. */
const meant: Readonly<Record<ResourceKind, readonly Resource['kind'][]>> = {
  exchange: ['exchange'],
  queue: ['queue', 'stream'],
  stream: ['stream'],
  // It has the name of its exchange.
  'super-stream': ['exchange'],
  // Its messages go through an exchange.
  mqtt: ['exchange'],
  resource: ['exchange', 'queue', 'stream'],
};

/** What a name is that of by itself: of a super stream, and of MQTT, an exchange. */
export function namedKind(kind: ResourceKind): Exclude<ResourceKind, 'super-stream' | 'mqtt'> {
  return kind === 'super-stream' || kind === 'mqtt' ? 'exchange' : kind;
}

/** Whether a kind of phrase can be about a declared thing. */
export function isOfKind({ kind }: Resource, wanted: ResourceKind): boolean {
  return meant[wanted].includes(kind);
}

/** What is declared for some vhosts, made to be searched by name. */
export class Resources {
  readonly #byName = new MeetIndex<Resource>();
  readonly #kinds = new Set<Resource['kind']>();
  readonly #byLiteral = new Map<string, readonly Resource[]>();
  readonly #found = new Map<string, Priced<readonly Resource[]>>();
  readonly #typed = new Map<string, Priced<readonly Resource[]>>();
  readonly #names = new Map<ResourceKind, readonly string[]>();

  /** @param isWhole whether these are all declarations, as far as is known */
  constructor(
    readonly declared: readonly Resource[],
    private readonly isWhole = true,
  ) {
    for (const item of [...declared, ...builtIn]) {
      if (item.place !== undefined) this.#kinds.add(item.kind);
      this.#byName.add(item.pattern, item);
    }
  }

  /** Everything that is there: what is declared, and then what needs no declaration. */
  get all(): readonly Resource[] {
    return [...this.declared, ...builtIn];
  }

  /**
   * Whether names are checked against the declarations: so it is where any thing of the kind is
   * declared, for a `resource` where both an exchange and a queue are, unless some declaration could not
   * be read.
   */
  isClosed(kind: ResourceKind): boolean {
    if (!this.isWhole) return false;
    const queues = this.#kinds.has('queue') || this.#kinds.has('stream');
    const named = namedKind(kind);
    if (named === 'queue') return queues;
    if (named === 'resource') return queues && this.#kinds.has('exchange');
    return this.#kinds.has(named);
  }

  /** The things of a kind that a pattern can name, read as the broker reads it or as any text. */
  meeting(
    pattern: Pattern,
    kind: ResourceKind,
    reading: Reading = 'first-fit',
  ): readonly Resource[] {
    if (pattern.isLiteral) return this.#named(pattern).filter((item) => isOfKind(item, kind));
    const asked = `${reading}:${kind}:${pattern.key}`;
    const find = (meets: typeof meet): readonly Resource[] => {
      const names = NameSet.of(pattern, reading);
      const near = this.#byName.near(pattern).filter((item) => isOfKind(item, kind));
      return near.filter((item) => meets(names, glob(item.pattern)));
    };
    return recalled(
      this.#found.get(asked),
      () => find(meet),
      (found) => this.#found.set(asked, found),
      () => find(mayMeet),
    );
  }

  /**
   * The exchanges that tell what types those of a pattern can have. What every vhost has keeps its
   * type whatever is declared, so a wildcard says nothing of it.
   */
  typed(pattern: Pattern, reading: Reading = 'first-fit'): readonly Resource[] {
    const find = (): readonly Resource[] =>
      this.meeting(pattern, 'exchange', reading).filter(
        (item) => item.place === undefined || speaksBesides(item, NameSet.of(pattern, reading)),
      );
    if (pattern.isLiteral) return find();
    const asked = reading + pattern.key;
    return recalled(
      this.#typed.get(asked),
      find,
      (found) => this.#typed.set(asked, found),
      () => this.meeting(pattern, 'exchange', reading),
    );
  }

  /** The things that can have a name, of every kind. */
  #named(name: Pattern): readonly Resource[] {
    const known = this.#byLiteral.get(name.key);
    if (known !== undefined) return known;
    const found = this.#byName
      .near(name)
      .filter(({ pattern }) => pattern.isLiteral || glob(pattern).has(name.first));
    this.#byLiteral.set(name.key, found);
    return found;
  }

  /** The names of what is declared of a kind, as a policy writes them. */
  names(kind: ResourceKind): readonly string[] {
    const known = this.#names.get(kind);
    if (known !== undefined) return known;
    const names = this.all
      .filter((item) => isOfKind(item, kind))
      .map((item) => display(item.pattern));
    this.#names.set(kind, names);
    return names;
  }
}

/** Whether a declared exchange shares a name with some that is not one of what every vhost has. */
function speaksBesides({ pattern }: Resource, names: NameSet): boolean {
  if (pattern.isLiteral) return builtInExchange(pattern) === undefined;
  const near = builtInExchanges.filter((one) => glob(pattern).has(one.pattern.first));
  if (near.length === 0) return true;
  if (names.pattern.isLiteral) return builtInExchange(names.pattern) === undefined;
  const none = near.map((one) => glob(one.pattern));
  return findName({ all: [names, glob(pattern)], none }).kind !== 'none';
}

/** Whether a pattern may mean a thing: what the broker has by itself only where its prefix stands. */
export function isMeant({ place }: Resource, pattern: Pattern): boolean {
  return place !== undefined || pattern.first.binary.startsWith('amq.');
}

/** Whether two sets of names have one in common; where that is too hard to tell, yes. */
export function meet(a: NameSet, b: NameSet): boolean {
  if (!mayMeet(a, b)) return false;
  if (a.pattern.isLiteral || b.pattern.isLiteral) return true;
  return plainName([a, b]) !== undefined || intersection(a, b).kind !== 'none';
}
