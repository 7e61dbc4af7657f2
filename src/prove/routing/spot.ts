import type { Bytes } from '../../pattern/bytes.js';
import type { NameSet } from '../../pattern/name-set.js';
import { mayMeet } from '../../pattern/overlap.js';
import { findName } from '../../pattern/witness.js';
import type { Permission } from '../../rabbitmq/scope.js';
import type { Given } from '../../access/given.js';
import type { Reach } from '../../access/reach.js';

/** Names in some vhosts, and the reaches by which a role holds what is asked for on them. */
export interface Spot {
  readonly vhosts: readonly NameSet[];
  readonly names: readonly NameSet[];
  readonly by: readonly Reach[];
}

/** How many spots are looked through before a question is given up. */
const MOST = 4_000;

/** Counts what a search looks through; it is then no longer complete. */
export class Effort {
  #left = MOST;

  /** Whether nothing was left out. */
  get isComplete(): boolean {
    return this.#left >= 0;
  }

  /** Takes one step; false once there were too many. */
  take(): boolean {
    this.#left -= 1;
    return this.#left >= 0;
  }
}

/** The names on which a role holds all of some permissions, within some vhosts and names. */
export function spotsHolding(
  permissions: readonly Permission[],
  within: Spot,
  given: Given,
  effort: Effort,
): readonly Spot[] {
  let spots: readonly Spot[] = [within];
  for (const permission of permissions) {
    const wider = spots;
    const reaches = given.holding(permission, 'resource');
    spots = wider.flatMap((spot) =>
      reaches.flatMap((reach) => {
        if (!meets(spot.vhosts, reach.vhosts) || !meets(spot.names, reach.names)) return [];
        if (!effort.take()) return [];
        return [
          {
            vhosts: withSet(spot.vhosts, reach.vhosts),
            names: withSet(spot.names, reach.names),
            by: [...spot.by, reach],
          },
        ];
      }),
    );
  }
  return spots;
}

/** A name in all of some sets and in none of others; a question too hard to answer counts as none. */
export function nameOf(all: readonly NameSet[], none: readonly NameSet[]): Bytes | undefined {
  const [first, ...more] = all;
  if (first === undefined) return undefined;
  const found = findName({ all: [first, ...more], none });
  return found.kind === 'witness' ? found.witness : undefined;
}

function meets(sets: readonly NameSet[], other: NameSet): boolean {
  return sets.every((set) => mayMeet(set, other));
}

function withSet(sets: readonly NameSet[], more: NameSet): readonly NameSet[] {
  return sets.includes(more) ? sets : [...sets, more];
}
