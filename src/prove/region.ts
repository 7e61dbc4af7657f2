import type { Answer } from '../pattern/budget.js';
import { Bytes } from '../pattern/bytes.js';
import { mayMeet } from '../pattern/overlap.js';
import type { NameSet } from '../pattern/name-set.js';
import { plainName } from '../pattern/spell.js';
import { findName } from '../pattern/witness.js';

/** Names that are in all of some sets and in none of others. */
export interface Names {
  readonly all: readonly NameSet[];
  readonly none: readonly NameSet[];
}

/** What an operation leaves open: in which vhost, on which thing, with which other exchange and key. */
const VARIABLES = ['vhost', 'name', 'other', 'key'] as const;

/** One of the things that an operation leaves open. */
export type Variable = (typeof VARIABLES)[number];

/** One value for each variable that a question has. */
export type Example = Readonly<Partial<Record<Variable, Bytes>>>;

/** Conditions on the variables, each for itself. */
export type Region = Readonly<Partial<Record<Variable, Names>>>;

/** Both conditions. */
export function both(a: Region, b: Region): Region {
  const merged: Partial<Record<Variable, Names>> = { ...a };
  for (const variable of VARIABLES) {
    const [mine, theirs] = [a[variable], b[variable]];
    if (theirs === undefined) continue;
    merged[variable] = mine === undefined ? theirs : join(mine, theirs);
  }
  return merged;
}

function join(a: Names, b: Names): Names {
  const more = b.all.filter((set) => !a.all.includes(set));
  if (more.length === 0 && b.none.length === 0) return a;
  return { all: [...a.all, ...more], none: [...a.none, ...b.none] };
}

/** A value for every variable that has a condition; `none` if there is one that cannot have any. */
export function exampleOf(
  region: Region,
): { kind: 'none' } | { kind: 'too-complex' } | { kind: 'witness'; witness: Example } {
  const example: Partial<Record<Variable, Bytes>> = {};
  for (const variable of VARIABLES) {
    const names = region[variable];
    if (names === undefined) continue;
    const answer = nameIn(names);
    if (answer === undefined) continue;
    if (answer.kind !== 'witness') return answer;
    example[variable] = answer.witness;
  }
  return { kind: 'witness', witness: example };
}

/** Whether there is a value for every variable that has a condition, as `exampleOf` would find. */
export function isHeld(region: Region): 'yes' | 'no' | 'too-complex' {
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
const found = new WeakMap<Names, Answer<Bytes>>();

/** A name that meets the conditions; undefined where there are none that say what to be. */
function nameIn(names: Names): Answer<Bytes> | undefined {
  const [first, ...more] = names.all;
  if (first === undefined) return undefined;
  const answer = found.get(names) ?? findName({ all: [first, ...more], none: names.none });
  found.set(names, answer);
  return answer;
}

/** Whether a region may hold anything, judged by how names begin and end: `false` is certain. */
export function mayHold(region: Region): boolean {
  return VARIABLES.every((variable) => {
    const all = region[variable]?.all ?? [];
    return all.every((set, at) => all.slice(0, at).every((other) => mayMeet(set, other)));
  });
}
