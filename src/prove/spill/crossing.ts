import { firstFit } from '../../pattern/name-set.js';
import type { Pattern } from '../../pattern/pattern.js';
import { meet, type Resource } from '../../policy/resources/resources.js';
import { DEFAULT_EXCHANGE } from '../../rabbitmq/built-in.js';
import { isRaw } from '../asked.js';
import type { Context } from '../../access/context.js';
import type { Given } from '../../access/given.js';
import type { Granted } from '../../access/granted.js';
import type { HeldRights } from '../../access/held-rights.js';
import { phraseText } from '../../policy/phrases/phrase-text.js';
import { possible } from '../possible/possible.js';
import { isOperation, synthetic, type FoundSpill, type OperationGrant } from './found.js';

/** What a grant reaches as one end of a binding. */
interface End {
  readonly grant: OperationGrant;
  readonly things: readonly Resource[];
}

/** Bindings of declared things, as pairs. */
class Pairs {
  readonly #known = new Map<Resource, Set<Resource>>();

  /** Adds a pair; false where it is known. */
  add(destination: Resource, source: Resource): boolean {
    const sources = this.#known.get(destination);
    if (sources === undefined) this.#known.set(destination, new Set([source]));
    else if (sources.has(source)) return false;
    else sources.add(source);
    return true;
  }

  addAll(destinations: readonly Resource[], sources: readonly Resource[]): void {
    for (const destination of destinations)
      for (const source of sources) this.add(destination, source);
  }
}

/**
 * The bindings between declared things that a role is permitted and no phrase asks for: the broker
 * knows what a role may write to and what it may read from, not which of them belong together.
 */
export function crossings(
  { grants, given }: Granted,
  held: HeldRights,
  context: Context,
): readonly FoundSpill[] {
  const operations = grants.filter(isOperation);
  const sources = operations.flatMap((grant) => endsOf(grant, 'read', held, context));
  if (sources.length === 0) return [];
  const destinations = operations.flatMap((grant) => endsOf(grant, 'write', held, context));
  const known = askedPairs(destinations, sources);
  const from = eachOnce(sources);
  return eachOnce(destinations).flatMap((destination) =>
    from.flatMap((source) => crossing(destination, source, known, given, context)),
  );
}

/** The declared things that a grant may write to, or the declared exchanges that it may read from. */
function endsOf(
  grant: OperationGrant,
  permission: 'write' | 'read',
  held: HeldRights,
  { resourcesOf }: Context,
): readonly End[] {
  return held
    .checksOf(grant.right)
    .filter((check) => check.permission === permission)
    .filter(({ kind }) => permission === 'write' || kind !== 'queue')
    .map(({ kind, name }) => {
      const here = resourcesOf(grant.right.vhost);
      const things = here.meeting(name, permission === 'read' ? 'exchange' : kind);
      return { grant, things: things.filter(canBeBound) };
    })
    .filter(({ things }) => things.length > 0);
}

/** Nothing can be bound to the default exchange, nor can it be bound. */
function canBeBound({ pattern }: Resource): boolean {
  return pattern.key !== DEFAULT_EXCHANGE.key;
}

/** Each phrase asks for its own binding, raw permissions for all that they permit together. */
function askedPairs(destinations: readonly End[], sources: readonly End[]): Pairs {
  const pairs = new Pairs();
  const sourcesOf = new Map(sources.map((source) => [source.grant, source]));
  const ofSuperStreams = sources.filter(({ grant }) => grant.right.kind === 'super-stream');
  const raw = sources.filter(({ grant }) => isRaw(grant.right));
  for (const { grant, things } of destinations) {
    pairs.addAll(things, sourcesOf.get(grant)?.things ?? []);
    for (const source of ofSuperStreams)
      if (ofOneSuperStream(grant, source.grant)) pairs.addAll(things, source.things);
    if (isRaw(grant.right)) for (const source of raw) pairs.addAll(things, source.things);
  }
  return pairs;
}

/** The partitions of a super stream are bound to its exchange already, whoever did that. */
function ofOneSuperStream(a: OperationGrant, b: OperationGrant): boolean {
  const [one, other] = [a.right, b.right];
  return (
    one.kind === 'super-stream' &&
    other.kind === 'super-stream' &&
    one.name.pattern.key === other.name.pattern.key
  );
}

/** The ends without those things that one before them reaches in the same vhosts. */
function eachOnce(ends: readonly End[]): readonly End[] {
  const seen = new Map<string, Set<Resource>>();
  return ends.flatMap(({ grant, things }) => {
    const { key } = grant.right.vhost;
    const before = seen.get(key) ?? new Set();
    seen.set(key, before);
    const fresh = things.filter((thing) => !before.has(thing));
    for (const thing of fresh) before.add(thing);
    return fresh.length === 0 ? [] : [{ grant, things: fresh }];
  });
}

function crossing(
  destination: End,
  source: End,
  known: Pairs,
  given: Given,
  context: Context,
): readonly FoundSpill[] {
  const { grant } = destination;
  if (!shareVhost(grant.right.vhost, source.grant.right.vhost)) return [];
  const found: FoundSpill[] = [];
  for (const end of destination.things)
    for (const from of source.things) {
      if (end === from || !known.add(end, from)) continue;
      const kind = end.kind === 'exchange' ? 'exchange' : 'queue';
      const subject = { kind, name: end.pattern, to: from.pattern } as const;
      const operation = synthetic('bind', subject, grant.right);
      const answer = possible(operation, given, context);
      if (answer.kind !== 'yes') continue;
      const phrase = phraseText(operation, answer.permitted.example);
      found.push({ kind: 'crossing', grant, phrase, reached: from, together: source.grant });
    }
  return found;
}

function shareVhost(a: Pattern, b: Pattern): boolean {
  return a.key === b.key || meet(firstFit(a), firstFit(b));
}
