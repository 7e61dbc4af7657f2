import { MeetIndex } from '../../pattern/meet-index.js';
import { oncePerObject } from '../../pattern/memo.js';
import { glob, type NameSet } from '../../pattern/name-set.js';
import { meet, type Resource, type Resources } from '../../policy/resources/resources.js';
import type { Context } from '../../access/context.js';
import type { Effects } from './effects.js';
import { isAbout, type End, type Permit, type Region } from './ends.js';
import type { OperationGrant } from './found.js';

/**
 * The exchanges of which all messages are a role's own, if no other role may put any there: those of queues
 * that it reads, dead-lettered by their declarations or by the role, and those that it publishes itself.
 *
 * An exchange of which nothing says how messages get there is none: its publishers are unknown.
 */
export class OwnMessages {
  readonly #writes: readonly Permit[];
  readonly #known = new Map<string, Effects | undefined>();

  constructor(
    permits: readonly Permit[],
    private readonly effects: () => Effects,
    private readonly context: Context,
  ) {
    this.#writes = permits.filter(
      ({ check }) => check.permission === 'write' && isAbout(check, 'exchange'),
    );
  }

  /** What the role brings about as it has the messages of a source already; undefined where it may not. */
  effectsOf({ thing }: End, { vhosts, source }: Region): Effects | undefined {
    // What every vhost has gets messages of the broker itself as well.
    if (thing.place === undefined || !isPlain(source)) return undefined;
    const key = `${vhosts.key}\0${source.key}`;
    if (!this.#known.has(key)) {
      const had = this.#areOwn(vhosts, source) ? this.effects().having(vhosts, source) : undefined;
      this.#known.set(key, had);
    }
    return this.#known.get(key);
  }

  #areOwn(vhosts: NameSet, source: NameSet): boolean {
    const puts = this.#writes.filter(
      (write) => write.names.has(source.pattern.first) && meet(write.vhosts, vhosts),
    );
    if (!puts.every(({ grant }) => putsItsOwn(grant))) return false;
    const fed = feedersOf(this.context.resourcesOf(vhosts.pattern))
      .near(source.pattern)
      .filter(({ other }) => other !== undefined && meet(glob(other), source));
    if (puts.length === 0 && fed.length === 0) return false;
    return fed.every(
      ({ kind, pattern }) => kind === 'queue' && this.effects().reads(vhosts, glob(pattern)),
    );
  }
}

function isPlain({ pattern }: NameSet): boolean {
  return pattern.isLiteral && !pattern.first.binary.startsWith('amq.');
}

/** Whether a grant to write to an exchange is for messages that the role has: not for those of a binding. */
function putsItsOwn({ right: { word, kind, other } }: OperationGrant): boolean {
  if (word === 'publish') return kind === 'exchange';
  // Who declares a queue with a dead-letter exchange reads the queue.
  return other?.clause === 'dead-letter';
}

/** What is declared with a dead-letter or alternate exchange, by the name of that. */
const feedersOf = oncePerObject(({ declared }: Resources): MeetIndex<Resource> => {
  const feeders = new MeetIndex<Resource>();
  for (const thing of declared) if (thing.other !== undefined) feeders.add(thing.other, thing);
  return feeders;
});
