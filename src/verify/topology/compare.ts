import { counted } from '../../source/counted.js';
import { Bytes } from '../../pattern/bytes.js';
import { patternText } from '../../policy/phrases/phrase-text.js';
import { glob } from '../../pattern/name-set.js';
import { Pattern } from '../../pattern/pattern.js';
import type { Resource, Resources } from '../../policy/resources/resources.js';
import type { Vhosts } from '../../policy/resources/vhosts.js';
import type { Place } from '../../source/source.js';
import type { Difference } from './finding.js';
import { alternateOf, deadLetterOf, type Forwarding, type Policies } from './forwarding.js';
import type { LiveExchange, LiveQueue } from '../../management/topology.js';
import type { RunningBroker } from './running.js';

/** What came of comparing declarations with a broker. */
export interface Compared {
  readonly differences: readonly Difference[];
  /** How much of what the policy declares by name and the broker has was held against each other. */
  readonly counts: { readonly vhosts: number; readonly exchanges: number; readonly queues: number };
  /** What the broker has of a kind that the policy declares nothing of, vhost by vhost. */
  readonly uncompared: readonly Uncompared[];
}

/** Things of one vhost that are there, where the policy declares none of their kind. */
export interface Uncompared {
  readonly vhost: string;
  readonly kind: 'exchange' | 'queue';
  readonly count: number;
}

/** What a broker has of one vhost. */
interface VhostContent {
  readonly exchanges: LiveExchange[];
  readonly queues: LiveQueue[];
}

/** Holds what a policy declares for a broker against what runs, in the order of the policy. */
export function compareTopology(declared: Vhosts, running: RunningBroker): Compared {
  const contents = contentsOf(running);
  const policies: Policies = new Map(
    running.policies?.map((one) => [JSON.stringify([one.vhost, one.name]), one.definition]),
  );
  const differences: Difference[] = [];
  if (running.seesAll) differences.push(...missingVhosts(declared, contents));
  const uncompared: Uncompared[] = [];
  const counts = { vhosts: 0, exchanges: 0, queues: 0 };
  const blocks = [...declared.declared];
  for (const [vhost, content] of contents) {
    if (running.hidden.has(vhost)) continue;
    const name = Bytes.fromText(vhost);
    const spoken = blocks.filter(({ pattern }) => glob(pattern).has(name));
    const own = content.exchanges.length + content.queues.length;
    const block = spoken.find(({ pattern }) => pattern.isLiteral) ?? spoken[0];
    if (block === undefined) {
      if (own > 0) differences.push(undeclaredVhost(vhost, content));
      continue;
    }
    counts.vhosts++;
    const around = { vhost, place: block.place, resources: declared.of(Pattern.literal(vhost)) };
    differences.push(...missingThings(around, content));
    counts.exchanges += content.exchanges.length;
    counts.queues += content.queues.length;
    for (const [kind, things] of [
      ['exchange', content.exchanges],
      ['queue', content.queues],
    ] as const) {
      if (!around.resources.isClosed(kind)) {
        if (things.length > 0) uncompared.push({ vhost, kind, count: things.length });
        continue;
      }
      for (const thing of things) differences.push(...differencesOf(thing, kind, around, policies));
    }
  }
  return { differences, counts, uncompared };
}

/** What is compared in one vhost. */
interface Around {
  readonly vhost: string;
  readonly resources: Resources;
  /** The block that speaks of the vhost. */
  readonly place: Place | undefined;
}

/** The broker's own names stand in no policy, and neither do those that it gives to queues. */
function isOwnName(name: string): boolean {
  return name === '' || name.startsWith('amq.');
}

function contentsOf({ vhosts, exchanges, queues }: RunningBroker): Map<string, VhostContent> {
  const contents = new Map<string, VhostContent>();
  for (const name of vhosts) contents.set(name, { exchanges: [], queues: [] });
  for (const one of eachOnce(exchanges)) contents.get(one.vhost)?.exchanges.push(one);
  for (const one of eachOnce(queues)) contents.get(one.vhost)?.queues.push(one);
  return contents;
}

/** Each that is not the broker's own, once: what comes or goes while pages are read may be on two of them. */
function eachOnce<T extends { readonly vhost: string; readonly name: string }>(
  all: readonly T[],
): Iterable<T> {
  const others = all.filter(({ name }) => !isOwnName(name));
  return new Map(others.map((one) => [JSON.stringify([one.vhost, one.name]), one])).values();
}

function missingVhosts(
  declared: Vhosts,
  contents: ReadonlyMap<string, VhostContent>,
): readonly Difference[] {
  return [...declared.declared].flatMap(({ pattern, place, resources }) => {
    const name = pattern.isLiteral ? pattern.first.text : undefined;
    if (name === undefined || contents.has(name)) return [];
    const at = place ?? resources[0]?.place;
    return [
      { kind: 'missing-vhost', vhost: name, name: undefined, declared: '', found: '', place: at },
    ];
  });
}

function undeclaredVhost(vhost: string, { exchanges, queues }: VhostContent): Difference {
  const found = [[queues.length, 'queue'] as const, [exchanges.length, 'exchange'] as const]
    .filter(([count]) => count > 0)
    .map(([count, noun]) => counted(count, noun))
    .join(' and ');
  return {
    kind: 'undeclared-vhost',
    vhost,
    name: undefined,
    declared: '',
    found,
    place: undefined,
  };
}

/** What is declared by name for a vhost, and is not there. */
function missingThings(
  { vhost, resources }: Around,
  { exchanges, queues }: VhostContent,
): readonly Difference[] {
  const there = {
    exchange: new Set(exchanges.map(({ name }) => name)),
    queue: new Set(queues.map(({ name }) => name)),
  };
  const seen = new Set<string>();
  return resources.declared.flatMap(({ kind, pattern, place }) => {
    const name = pattern.isLiteral ? pattern.first.text : undefined;
    if (name === undefined || isOwnName(name)) return [];
    const among = kind === 'exchange' ? 'exchange' : 'queue';
    // Two blocks may both speak of the vhost and declare it.
    const key = `${among}:${name}`;
    if (there[among].has(name) || seen.has(key)) return [];
    seen.add(key);
    return [{ kind: `missing-${kind}` as const, vhost, name, declared: '', found: '', place }];
  });
}

function differencesOf(
  thing: LiveExchange | LiveQueue,
  kind: 'exchange' | 'queue',
  around: Around,
  policies: Policies,
): readonly Difference[] {
  const { vhost, resources } = around;
  const { name } = thing;
  const meeting = resources
    .meeting(Pattern.literal(name), kind, 'glob')
    .filter(({ place }) => place !== undefined);
  // Whoever names it knows more of it than a pattern.
  const named = meeting.filter(({ pattern }) => pattern.isLiteral);
  const speaking = named.length > 0 ? named : meeting;
  const [first] = speaking;
  const of = { vhost, name };
  if (first === undefined)
    return [{ ...of, kind: `undeclared-${kind}`, declared: '', found: '', place: around.place }];
  const differences: Difference[] = [];
  if (!speaking.some((one) => isOfType(one, thing)))
    differences.push({
      ...of,
      kind: kind === 'exchange' ? 'exchange-type' : 'queue-kind',
      declared: first.exchangeType ?? first.kind,
      found: thing.type,
      place: first.place,
    });
  const forwarding =
    'effectivePolicy' in thing ? deadLetterOf(thing) : alternateOf(thing, policies);
  if (!speaking.some((one) => isForwarded(one, forwarding)))
    differences.push({
      ...of,
      kind: kind === 'exchange' ? 'alternate' : 'dead-letter',
      declared: first.other === undefined ? '' : patternText(first.other),
      found: forwarding === undefined ? '' : forwardingText(forwarding),
      place: first.otherPlace ?? first.place,
    });
  return differences;
}

function isOfType(declared: Resource, { type }: LiveExchange | LiveQueue): boolean {
  if (declared.kind === 'exchange')
    return declared.exchangeType === undefined || declared.exchangeType === type;
  return (declared.kind === 'stream') === (type === 'stream');
}

function isForwarded(
  { other: declared, mayBeForwarded }: Resource,
  found: Forwarding | undefined,
): boolean {
  if (declared === undefined || found === undefined)
    return (
      declared === undefined &&
      (found === undefined || (mayBeForwarded === true && found.isByPolicy))
    );
  return glob(declared).has(Bytes.fromText(found.to));
}

function forwardingText({ to, by }: Forwarding): string {
  return `\`${patternText(Pattern.literal(to))}\` by ${by}`;
}
