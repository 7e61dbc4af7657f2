import type { Answer } from '../../pattern/moves.js';
import { Bytes } from '../../pattern/bytes.js';
import { recalled, type Priced } from '../../pattern/meter.js';
import { mayMeet } from '../../pattern/overlap.js';
import type { NameSet } from '../../pattern/name-set.js';
import { findExtension } from '../../pattern/extension.js';
import { plainName } from '../../pattern/spell.js';
import { findName, type Wanted } from '../../pattern/witness.js';
import { THINGS } from '../../policy/phrases/things.js';
import { isPartitionOf, SEPARATOR } from '../../rabbitmq/super-streams.js';

/** Names that are in all of some sets and in none of others. */
export interface NameRegion {
  readonly all: readonly NameSet[];
  readonly none: readonly NameSet[];
}

/**
 * What an operation leaves open: in which vhost, on which thing, of a super stream on which partition,
 * with which other exchange and key.
 */
const VARIABLES = ['vhost', ...THINGS, 'key'] as const;

/** One of the things that an operation leaves open. */
export type Variable = (typeof VARIABLES)[number];

/** One value for each variable that a question has. */
export type Example = Readonly<Partial<Record<Variable, Bytes>>>;

/** Conditions on the variables, each for itself. */
export type Conditions = Readonly<Partial<Record<Variable, NameRegion>>>;

/** Both conditions. */
export function both(a: Conditions, b: Conditions): Conditions {
  const merged: Partial<Record<Variable, NameRegion>> = { ...a };
  for (const variable of VARIABLES) {
    const [mine, theirs] = [a[variable], b[variable]];
    if (theirs === undefined) continue;
    merged[variable] = mine === undefined ? theirs : join(mine, theirs);
  }
  return merged;
}

function join(a: NameRegion, b: NameRegion): NameRegion {
  const more = b.all.filter((set) => !a.all.some(({ key }) => key === set.key));
  if (more.length === 0 && b.none.length === 0) return a;
  return { all: [...a.all, ...more], none: [...a.none, ...b.none] };
}

/** A value for every variable that has a condition; `none` if there is one that cannot have any. */
export function exampleOf(region: Conditions): Answer<Example> {
  const example: Partial<Record<Variable, Bytes>> = {};
  for (const variable of VARIABLES) {
    const names = region[variable];
    if (names === undefined) continue;
    const answer = nameIn(names);
    if (answer === undefined) continue;
    if (answer.kind !== 'witness') return answer;
    example[variable] = answer.witness;
  }
  return withPartition(example, region);
}

/** The example with a partition of the super stream that it names, and so perhaps with another one. */
function withPartition(example: Example, { name, partitions }: Conditions): Answer<Example> {
  const { name: named, partitions: partition } = example;
  const belong = named === undefined || partition === undefined || isPartitionOf(partition, named);
  const [names, longer] = [name && wantedIn(name), partitions && wantedIn(partitions)];
  if (belong || names === undefined || longer === undefined)
    return { kind: 'witness', witness: example };
  const answer = findExtension({ name: names, longer, separator: SEPARATOR });
  if (answer.kind !== 'witness') return answer;
  const { witness } = answer;
  return {
    kind: 'witness',
    witness: { ...example, name: witness.name, partitions: witness.longer },
  };
}

function wantedIn({ all: [first, ...more], none }: NameRegion): Wanted | undefined {
  return first && { all: [first, ...more], none };
}

/** Whether there is a value for every variable that has a condition, as `exampleOf` would find. */
export function isHeld(region: Conditions): 'yes' | 'no' | 'too-complex' {
  if (region.name !== undefined && region.partitions !== undefined) {
    // The two have to belong together.
    const { kind } = exampleOf(region);
    return kind === 'witness' ? 'yes' : kind === 'none' ? 'no' : kind;
  }
  for (const variable of VARIABLES) {
    const names = region[variable];
    if (names === undefined || plainName(names.all, names.none) !== undefined) continue;
    const answer = nameIn(names);
    if (answer?.kind === 'none') return 'no';
    if (answer?.kind === 'too-complex') return answer.kind;
  }
  return 'yes';
}

/** The names that conditions were found to have: one is met again and again while regions narrow. */
const found = new WeakMap<NameRegion, Priced<Answer<Bytes>>>();

/** A name that meets the conditions; undefined where there are none that say what to be. */
function nameIn(names: NameRegion): Answer<Bytes> | undefined {
  const wanted = wantedIn(names);
  if (wanted === undefined) return undefined;
  return recalled(
    found.get(names),
    () => findName(wanted),
    (priced) => found.set(names, priced),
    () => ({ kind: 'too-complex' }),
  );
}

/** Whether a region may hold anything, judged by how names begin and end: `false` is certain. */
export function mayHold(region: Conditions): boolean {
  return VARIABLES.every((variable) => {
    const all = region[variable]?.all ?? [];
    return all.every((set, at) => all.slice(0, at).every((other) => mayMeet(set, other)));
  });
}
