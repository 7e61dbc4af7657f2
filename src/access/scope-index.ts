import { includes } from '../pattern/include.js';
import { MeetIndex } from '../pattern/meet-index.js';
import { firstFit } from '../pattern/name-set.js';
import { mayTouch } from '../pattern/overlap.js';
import type { Pattern } from '../pattern/pattern.js';
import type { Permission, ResourceScope } from '../rabbitmq/scope.js';

/** What is filed: something that comes with a scope. */
export interface Scoped {
  readonly scope: ResourceScope;
}

/** So few scopes are looked through one by one. Nearly every role has fewer. */
const FEW = 24;

/** Where the scopes are filed whose vhosts are a pattern; literal vhosts have a place each. */
const PATTERNED = '*';

/** The scopes on some vhosts, by permission and name. */
type OfVhosts<Item> = Map<Permission, MeetIndex<Item>>;

/** Everything in its place, and the order of filing. */
interface Filed<Item> {
  readonly cells: ReadonlyMap<string, OfVhosts<Item>>;
  readonly order: ReadonlyMap<Item, number>;
}

/**
 * The scopes of one role, made to ask which of them cover another, alone or as far as they meet it. It
 * answers in the order of filing, unless it says otherwise; where it looks things up, those that name a
 * literal vhost or name stand before the patterns that may meet it.
 */
export class ScopeIndex<Item extends Scoped> {
  readonly #removed = new Set<Item>();
  #filed: Filed<Item> | undefined;

  /** @param all everything that is filed, in its order */
  constructor(readonly all: readonly Item[]) {}

  /** From now on an item is no longer found. */
  remove(item: Item): void {
    this.#removed.add(item);
  }

  /**
   * The items whose scopes give all that this one gives; only keys cover keys. Those that name its vhost
   * come first, then those whose pattern has the shortest beginning, and so on with name and key.
   */
  *covering(scope: ResourceScope): Iterable<Item> {
    const { vhost, name, key } = scope;
    const near = this.#near(scope).filter(
      ({ scope: other }) =>
        mayHold(other.vhost, vhost) &&
        mayHold(other.name, name) &&
        (key === undefined || (other.key !== undefined && mayHold(other.key, key))),
    );
    if (near.length > 1) near.sort((a, b) => this.#compare(a.scope, b.scope, scope));
    for (const item of near) {
      const { scope: other } = item;
      if (!holds(other.vhost, vhost) || !holds(other.name, name)) continue;
      if (key === undefined || (other.key !== undefined && holds(other.key, key))) yield item;
    }
  }

  /** The items whose scopes give access to all vhosts of a pattern, in the order of `covering`. */
  *entering(vhost: Pattern): Iterable<Item> {
    const near = this.#left().filter(({ scope }) => mayHold(scope.vhost, vhost));
    if (near.length > 1) near.sort((a, b) => comparePlaces(a.scope.vhost, b.scope.vhost));
    for (const item of near) if (holds(item.scope.vhost, vhost)) yield item;
  }

  /**
   * The other items of the same permission whose vhosts and names may meet its, and whose keys may meet
   * `key` if there is one.
   */
  meeting(item: Item, key: Pattern | undefined): readonly Item[] {
    const { vhost, name } = item.scope;
    return this.#near(item.scope).filter(
      (other) =>
        other !== item &&
        mayTouch(other.scope.vhost, vhost) &&
        mayTouch(other.scope.name, name) &&
        (key === undefined || (other.scope.key !== undefined && mayTouch(other.scope.key, key))),
    );
  }

  /** The other items whose vhosts may meet its. */
  enteringSome(item: Item): readonly Item[] {
    const { vhost } = item.scope;
    return this.#left().filter((other) => other !== item && mayTouch(other.scope.vhost, vhost));
  }

  #left(): Item[] {
    return this.all.filter((item) => !this.#removed.has(item));
  }

  /** The items of the same permission that may be near, and perhaps others. */
  #near({ permission, vhost, name }: ResourceScope): Item[] {
    if (this.all.length < FEW)
      return this.all.filter(
        (item) => item.scope.permission === permission && !this.#removed.has(item),
      );
    const { cells, order } = (this.#filed ??= this.#file());
    const places = vhost.isLiteral ? [placeOf(vhost), PATTERNED] : [...cells.keys()];
    const rank = ({ scope }: Item): number =>
      (vhost.isLiteral && !scope.vhost.isLiteral ? 2 : 0) +
      (name.isLiteral && !scope.name.isLiteral ? 1 : 0);
    return places
      .flatMap((place) => cells.get(place)?.get(permission)?.near(name) ?? [])
      .filter((item) => !this.#removed.has(item))
      .sort((a, b) => rank(a) - rank(b) || (order.get(a) ?? 0) - (order.get(b) ?? 0));
  }

  #file(): Filed<Item> {
    const cells = new Map<string, OfVhosts<Item>>();
    for (const item of this.all) {
      const { permission, vhost, name } = item.scope;
      const ofVhosts = cells.get(placeOf(vhost)) ?? new Map<Permission, MeetIndex<Item>>();
      cells.set(placeOf(vhost), ofVhosts);
      const names = ofVhosts.get(permission) ?? new MeetIndex<Item>();
      ofVhosts.set(permission, names);
      names.add(name, item);
    }
    return { cells, order: new Map(this.all.map((item, at) => [item, at])) };
  }

  /** The order of `covering`; patterns that begin alike stand as they were filed first. */
  #compare(a: ResourceScope, b: ResourceScope, { permission, key }: ResourceScope): number {
    const ofVhosts = (scope: ResourceScope): boolean => scope.permission === permission;
    const byVhost = this.#comparePart(a, b, ({ vhost }) => vhost, ofVhosts);
    if (byVhost !== 0) return byVhost;
    const ofNames = (scope: ResourceScope): boolean =>
      ofVhosts(scope) && scope.vhost.key === a.vhost.key;
    const byName = this.#comparePart(a, b, ({ name }) => name, ofNames);
    if (byName !== 0 || key === undefined) return byName;
    const ofKeys = (scope: ResourceScope): boolean =>
      ofNames(scope) && scope.name.key === a.name.key;
    return this.#comparePart(a, b, (scope) => scope.key, ofKeys);
  }

  #comparePart(
    a: ResourceScope,
    b: ResourceScope,
    partOf: (scope: ResourceScope) => Pattern | undefined,
    among: (scope: ResourceScope) => boolean,
  ): number {
    const [one, two] = [partOf(a), partOf(b)];
    if (one === undefined || two === undefined || one.key === two.key) return 0;
    const byPlace = comparePlaces(one, two);
    if (byPlace !== 0) return byPlace;
    const first = this.all.find(
      ({ scope }) =>
        among(scope) && (partOf(scope)?.key === one.key || partOf(scope)?.key === two.key),
    );
    return first !== undefined && partOf(first.scope)?.key === one.key ? -1 : 1;
  }
}

function placeOf({ isLiteral, first }: Pattern): string {
  return isLiteral ? `=${first.binary}` : PATTERNED;
}

/** Names before patterns, and those with short beginnings before others. */
function comparePlaces(a: Pattern, b: Pattern): number {
  if (a.isLiteral || b.isLiteral) return Number(b.isLiteral) - Number(a.isLiteral);
  return a.first.length - b.first.length;
}

/** Whether one pattern may hold all of another, by how they begin and end: `false` is certain. */
function mayHold(outer: Pattern, inner: Pattern): boolean {
  if (outer.isLiteral) return outer.key === inner.key;
  const [first, last] = [inner.first.binary, inner.last.binary];
  return first.startsWith(outer.first.binary) && last.endsWith(outer.last.binary);
}

/** Whether the broker finds all that fits one pattern by another. */
function holds(outer: Pattern, inner: Pattern): boolean {
  return outer.key === inner.key || includes(firstFit(outer), firstFit(inner));
}
