import type { NameSet } from '../pattern/name-set.js';
import type { Reach } from './reach.js';

/** A role with fewer reaches than this has them looked through one by one. */
const FEW = 24;

/** Stands for every value of a dimension, and for those that are patterns. */
const ANY = '*';
const PATTERNED = '~';

/** The reaches of one role, found by permission and by literal vhosts and names. */
export class ReachIndex {
  readonly all: readonly Reach[];
  readonly #left: Set<Reach>;
  readonly #cells = new Map<string, Reach[]>();

  constructor(reaches: readonly Reach[]) {
    this.all = reaches;
    this.#left = new Set(reaches);
    if (reaches.length < FEW) return;
    for (const reach of reaches)
      for (const permission of [reach.permission, ANY])
        for (const vhost of [placeOf(reach.vhosts), ANY])
          for (const name of [placeOf(reach.names), ANY]) this.#add(permission, vhost, name, reach);
  }

  /** From now on a reach is no longer found. */
  remove(reach: Reach): void {
    this.#left.delete(reach);
  }

  /** The other reaches that may have a vhost in common with one. */
  others(reach: Reach): Iterable<Reach> {
    return this.#find(reach, ANY, [ANY]);
  }

  /** The other reaches of the same permission that may have a vhost and a name in common with one. */
  near(reach: Reach): Iterable<Reach> {
    return this.#find(reach, reach.permission, placesNear(reach.names));
  }

  *#find(reach: Reach, permission: string, names: readonly string[]): Iterable<Reach> {
    if (this.all.length < FEW) {
      for (const other of this.#left)
        if (other !== reach && (permission === ANY || other.permission === permission)) yield other;
      return;
    }
    for (const vhost of placesNear(reach.vhosts))
      for (const name of names)
        for (const other of this.#cells.get(cell(permission, vhost, name)) ?? [])
          if (other !== reach && this.#left.has(other)) yield other;
  }

  #add(permission: string, vhost: string, name: string, reach: Reach): void {
    const key = cell(permission, vhost, name);
    const reaches = this.#cells.get(key);
    if (reaches === undefined) this.#cells.set(key, [reach]);
    else reaches.push(reach);
  }
}

/** Where a set is filed in its dimension. */
function placeOf({ pattern }: NameSet): string {
  return pattern.isLiteral ? `=${pattern.first.binary}` : PATTERNED;
}

/** Where the sets are filed that may share a name with one. */
function placesNear(set: NameSet): readonly string[] {
  return set.pattern.isLiteral ? [placeOf(set), PATTERNED] : [ANY];
}

function cell(permission: string, vhost: string, name: string): string {
  return `${permission}\0${vhost}\0${name}`;
}
