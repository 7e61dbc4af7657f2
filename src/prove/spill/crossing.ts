import { firstFit } from '../../pattern/name-set.js';
import { meet, type Resource } from '../../policy/resources/resources.js';
import { builtInExchanges } from '../../rabbitmq/built-in.js';
import { isRaw } from '../asked.js';
import { checksOf } from '../../access/checks.js';
import type { Context } from '../../access/context.js';
import type { Given } from '../../access/given.js';
import type { Granted } from '../../access/granted.js';
import { isOperation, type OperationGrant } from './operation-grants.js';
import { phraseText } from '../../policy/phrases/phrase-text.js';
import { possible } from '../possible/possible.js';
import type { FoundSpill } from './spill.js';
import { synthetic } from './synthetic.js';

/** What a grant reaches as one end of a binding. */
interface End {
  readonly grant: OperationGrant;
  readonly things: readonly Resource[];
}

/** Bindings of declared things, as pairs. */
class Pairs {
  readonly #known = new Map<Resource, Set<Resource>>();

  add(destinations: readonly Resource[], sources: readonly Resource[]): void {
    for (const destination of destinations) {
      const known = this.#known.get(destination) ?? new Set();
      this.#known.set(destination, known);
      for (const source of sources) known.add(source);
    }
  }

  has(destination: Resource, source: Resource): boolean {
    return this.#known.get(destination)?.has(source) ?? false;
  }
}

/**
 * The bindings between declared things that a role is permitted and no phrase asks for: the broker
 * knows what a role may write to and what it may read from, not which of them belong together.
 */
export function crossings({ grants, given }: Granted, context: Context): readonly FoundSpill[] {
  const operations = grants.filter(isOperation);
  const destinations = operations.flatMap((grant) => endsOf(grant, 'write', context));
  const sources = operations.flatMap((grant) => endsOf(grant, 'read', context));
  if (sources.length === 0) return [];
  const known = askedPairs(destinations, sources);
  return destinations.flatMap((destination) =>
    sources.flatMap((source) => crossing(destination, source, known, given, context)),
  );
}

/** The declared things that a grant may write to, or the declared exchanges that it may read from. */
function endsOf(
  grant: OperationGrant,
  permission: 'write' | 'read',
  { resourcesOf }: Context,
): readonly End[] {
  return checksOf(grant.right)
    .filter((check) => check.permission === permission)
    .filter(({ kind }) => permission === 'write' || kind !== 'queue')
    .map(({ kind, name }) => {
      const here = resourcesOf(grant.right.vhost);
      const things = here.meeting(name, permission === 'read' ? 'exchange' : kind);
      return { grant, things: things.filter(canBeBound) };
    })
    .filter(({ things }) => things.length > 0);
}

const [defaultExchange] = builtInExchanges;

/** Nothing can be bound to the default exchange, nor can it be bound. */
function canBeBound({ pattern }: Resource): boolean {
  return pattern.key !== defaultExchange?.pattern.key;
}

/** Each phrase asks for its own binding, raw permissions for all that they permit together. */
function askedPairs(destinations: readonly End[], sources: readonly End[]): Pairs {
  const pairs = new Pairs();
  const sourcesOf = new Map(sources.map((source) => [source.grant, source]));
  for (const { grant, things } of destinations) {
    pairs.add(things, sourcesOf.get(grant)?.things ?? []);
    for (const source of sources)
      if (ofOneSuperStream(grant, source.grant)) pairs.add(things, source.things);
    if (isRaw(grant.right))
      for (const source of sources) if (isRaw(source.grant.right)) pairs.add(things, source.things);
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

function crossing(
  destination: End,
  source: End,
  known: Pairs,
  given: Given,
  context: Context,
): readonly FoundSpill[] {
  const { grant } = destination;
  const vhosts = [firstFit(grant.right.vhost), firstFit(source.grant.right.vhost)] as const;
  if (!meet(...vhosts)) return [];
  const found: FoundSpill[] = [];
  for (const end of destination.things)
    for (const from of source.things) {
      if (end === from || known.has(end, from)) continue;
      known.add([end], [from]);
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
