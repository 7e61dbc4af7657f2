import { includes } from '../../pattern/include.js';
import { current } from '../../pattern/meter.js';
import { mayMeet } from '../../pattern/overlap.js';
import { Pattern } from '../../pattern/pattern.js';
import { phraseText } from '../../policy/phrases/phrase-text.js';
import type { Operation } from '../../policy/phrases/rights.js';
import { meet, type Resource } from '../../policy/resources/resources.js';
import type { Context } from '../../access/context.js';
import type { Given } from '../../access/given.js';
import { possible } from '../possible/possible.js';
import type { Effects } from './effects.js';
import {
  destinations,
  kindOf,
  sources,
  EVERY,
  type End,
  type Permit,
  type Point,
  type Region,
} from './ends.js';
import { pointBeyond } from './example.js';
import { inner } from './flows.js';
import {
  synthetic,
  type Arrival,
  type FoundSpill,
  type OperationGrant,
  type OwnSource,
  type Round,
  type Spilled,
} from './found.js';
import { OwnMessages } from './own-messages.js';

/**
 * The bindings between declared things that a role is permitted, and that make messages arrive where
 * the role could not bring them by what its phrases ask: the broker knows what a role may write to and
 * what it may read from, not which of them belong together. Once the moves of the work are used up, only
 * those found until then, which is not the whole.
 */
export function bindings(
  permits: readonly Permit[],
  effects: () => Effects,
  given: Given,
  context: Context,
): Spilled {
  const from = sources(permits, context);
  const own = new OwnMessages(permits, effects, context);
  const found: BindingSpill[] = [];
  let isWhole = true;
  if (from.length === 0) return { found, isWhole };
  for (const to of destinations(permits, context))
    for (const source of from) {
      // Pairs are many, and each is some work even where no question of it is answered any more.
      if (current().isExhausted) return { found, isWhole: false };
      const one = binding(to, source, effects, own, given, context);
      if (one === 'too-complex') isWhole = false;
      else if (one !== undefined) addOnce(found, one);
    }
  return { found, isWhole };
}

/** Of two that are alike the one that counts whatever other roles may do. */
function addOnce(found: BindingSpill[], one: BindingSpill): void {
  const at = found.findIndex((known) => known.isLike(one));
  if (at === -1) found.push(one);
  else if (one.unlessWritten === undefined) found[at] = one;
}

/** A binding that spills. Of most only the number is told, so they are put in words when they are looked at. */
class BindingSpill implements FoundSpill {
  readonly grant: OperationGrant;
  readonly misread: OperationGrant | undefined;
  readonly together: OperationGrant | undefined;
  readonly reached: Resource;
  readonly arrival: Arrival;
  #operation: Operation | undefined;
  #phrase: string | undefined;

  constructor(
    { grant, isAsked, thing }: End,
    from: End,
    readonly round: Round,
    keys: readonly Pattern[],
    readonly point: Point,
    readonly unlessRead: Resource | undefined,
    readonly unlessWritten: OwnSource | undefined,
  ) {
    const [, source, key, destination] = point;
    const isKeyed = from.keys !== EVERY || from.thing.exchangeType === 'topic';
    const misread = isAsked ? (from.isAsked ? undefined : from.grant) : grant;
    const other = from.grant === grant ? undefined : from.grant;
    // It is told where the cause is.
    const isOther = other !== undefined && misread === other;
    this.misread = misread;
    this.grant = isOther ? other : grant;
    this.together = isOther ? grant : other;
    this.reached = from.thing.place === undefined ? thing : from.thing;
    this.arrival = { source, destination, to: kindOf(thing), key, isKeyed, keys };
  }

  get operation(): Operation {
    return (this.#operation ??= bind(this.grant, this.arrival, this.point));
  }

  get phrase(): string {
    const { key, isKeyed } = this.arrival;
    return (this.#phrase ??= phraseText(this.operation, isKeyed ? { key } : {}));
  }

  isLike({ point, arrival }: BindingSpill): boolean {
    return (
      arrival.to === this.arrival.to &&
      arrival.isKeyed === this.arrival.isKeyed &&
      point.every(
        (name, at) => (at === 2 && !arrival.isKeyed) || name.binary === this.point[at]?.binary,
      )
    );
  }
}

function bind(
  { right }: OperationGrant,
  { source, destination, to }: Pick<Arrival, 'source' | 'destination' | 'to'>,
  [vhost]: Point,
): Operation {
  const [name, from] = [Pattern.fromBytes([destination]), Pattern.fromBytes([source])];
  return synthetic('bind', { kind: to, name, to: from, vhost: Pattern.fromBytes([vhost]) }, right);
}

function binding(
  to: End,
  from: End,
  effects: () => Effects,
  own: OwnMessages,
  given: Given,
  context: Context,
): BindingSpill | 'too-complex' | undefined {
  const region = regionOf(to, from);
  if (region === undefined) return undefined;
  const isWhole = includes(to.vhosts, from.vhosts) || includes(from.vhosts, to.vhosts);
  const ownSource = (): OwnSource | undefined => {
    const had = isWhole ? own.effectsOf(from, region) : undefined;
    const left = had === undefined ? 'too-complex' : beyond(to, from, region, had);
    if (left === 'too-complex') return undefined;
    return { vhosts: region.vhosts, names: region.source, left };
  };
  const found = beyond(to, from, region, effects(), ownSource);
  if (isWhole || found === undefined || found === 'too-complex') return found;
  const { kind } = possible(found.operation, given, context);
  if (kind === 'no') return undefined;
  return kind === 'yes' ? found : kind;
}

/**
 * What the role does not bring about of a region.
 *
 * @param ownSource whether it may have all messages of the source that it does not get by what it asks
 */
function beyond(
  to: End,
  from: End,
  region: Region,
  effects: Effects,
  ownSource?: () => OwnSource | undefined,
): BindingSpill | 'too-complex' | undefined {
  if (isSettled(region, effects)) return undefined;
  const point = pointBeyond(region, effects.reached(region));
  if (point === undefined || point === 'too-complex') return point;
  const { round, keys } = roundOf(point, region, effects);
  const unlessRead = round === 'put' && isOwn(region, effects) ? to.thing : undefined;
  const unlessWritten = round === 'read' || round === 'move' ? ownSource?.() : undefined;
  return new BindingSpill(to, from, round, keys, point, unlessRead, unlessWritten);
}

/** What the two ends bring together; undefined where they do not, or nothing of it is declared. */
function regionOf(to: End, from: End): Region | undefined {
  if (to.grant === from.grant && to.isAsked && from.isAsked) return undefined;
  if (to.thing === from.thing) return undefined;
  if (to.thing.place === undefined && from.thing.place === undefined) return undefined;
  if (!mayMeet(to.vhosts, from.vhosts) || !meet(to.vhosts, from.vhosts)) return undefined;
  const vhosts = inner(to.vhosts, from.vhosts) ?? to.vhosts;
  const { thing, names: destination } = to;
  return { vhosts, source: from.names, keys: from.keys, thing, destination };
}

/** Whether single things that the role asks for bring all of it about, which nearly always tells. */
function isSettled(region: Region, effects: Effects): boolean {
  return effects.puts(region) && effects.gets(region);
}

function roundOf(
  point: Point,
  { thing, vhosts, destination }: Region,
  effects: Effects,
): { readonly round: Round; readonly keys: readonly Pattern[] } {
  if (!effects.getsAt(point)) {
    const isRead = kindOf(thing) === 'queue' && effects.reads(vhosts, destination);
    return { round: isRead ? 'read' : 'move', keys: [] };
  }
  const keys = effects.keysInto(point, thing);
  return keys === undefined
    ? { round: 'put', keys: [] }
    : { round: 'key', keys: keys.map(({ pattern }) => pattern) };
}

/** Whether the role reads all that the queue may then hold, and takes it to where the queue hands it on. */
function isOwn(region: Region, effects: Effects): boolean {
  const { thing, vhosts, destination, source, keys } = region;
  if (kindOf(thing) !== 'queue' || !effects.reads(vhosts, destination)) return false;
  if (!effects.gets(region)) return false;
  return thing.other === undefined || effects.handsOn({ vhosts, source, keys }, thing.other);
}
