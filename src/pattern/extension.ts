import { DEAD, step, type Automaton } from './automaton.js';
import { bounded, DEFAULT_MOVES, type Answer, type Moves } from './moves.js';
import { Bytes } from './bytes.js';
import { ANY_BYTES } from './charset.js';
import {
  keysOf,
  startOf,
  successors,
  wordOf,
  type Live,
  type ProductState,
  type ProductAutomaton,
} from './product.js';
import { walk } from './walk.js';
import type { Wanted } from './witness.js';

/** A name, and a longer one that begins with it and a separator. */
export interface Extension {
  readonly name: Bytes;
  readonly longer: Bytes;
}

/** What is wanted of the two names of an extension, and the byte that must stand between. */
export interface WantedExtension {
  readonly name: Wanted;
  readonly longer: Wanted;
  readonly separator: number;
}

/**
 * A wanted name with a wanted extension, the shortest names first: both are walked through as one,
 * up to a separator at which the name may end.
 *
 * @param moves how many automaton moves may be made before the question counts as too complex
 */
export function findExtension(wanted: WantedExtension, moves = DEFAULT_MOVES): Answer<Extension> {
  return bounded(moves, (left) => extensionWithin(wanted, left));
}

function extensionWithin(wanted: WantedExtension, left: Moves): Extension | undefined {
  const { name, longer, separator } = wanted;
  const product = {
    required: automata([...name.all, ...longer.all]),
    watched: automata([...name.none, ...longer.none]),
    charset: ANY_BYTES,
    left,
  };
  const keyOf = keysOf(product);
  const queue = [startOf(product)];
  const seen = new Set(queue.map(keyOf));
  const keyOfRest = keysOf(restOf(wanted, left));
  const tried = new Set<number | string>();
  // The loop also reaches what is pushed meanwhile.
  for (const node of queue) {
    const from = endsName(node, wanted) ? behindSeparator(node, wanted) : undefined;
    if (from !== undefined && !tried.has(keyOfRest(from))) {
      tried.add(keyOfRest(from));
      const rest = restFrom(from, wanted, left);
      if (rest !== undefined) {
        const first = wordOf(node);
        return { name: first, longer: Bytes.joined([first, rest], Bytes.from([separator])) };
      }
    }
    for (const next of successors(product, node)) {
      const key = keyOf(next);
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push(next);
    }
  }
  return undefined;
}

function automata(sets: Wanted['none']): readonly Automaton[] {
  return sets.map((set) => set.automaton);
}

/** Whether the bytes so far are a wanted name. */
function endsName({ required, watched }: ProductState, { name }: WantedExtension): boolean {
  return (
    name.all.every((set, at) => required[at] === set.automaton.accept) &&
    !watched.some(
      ({ index, automaton, state }) => index < name.none.length && state === automaton.accept,
    )
  );
}

/** The state of the longer name alone, one separator further on; undefined where it cannot be one. */
function behindSeparator(
  node: ProductState,
  { name, longer, separator }: WantedExtension,
): ProductState | undefined {
  const required = longer.all.map((set, at) =>
    step(set.automaton, node.required[name.all.length + at] ?? DEAD, separator),
  );
  if (required.includes(DEAD)) return undefined;
  const watched = node.watched
    .filter(({ index }) => index >= name.none.length)
    .map(({ index, automaton, state }): Live => ({
      index: index - name.none.length,
      automaton,
      state: step(automaton, state, separator),
    }))
    .filter(({ state }) => state !== DEAD);
  return { charset: 0, required, watched };
}

/** The longer names alone, as they are walked behind the separator. */
function restOf({ longer }: WantedExtension, left: Moves): ProductAutomaton {
  return {
    required: automata(longer.all),
    watched: automata(longer.none),
    charset: ANY_BYTES,
    left,
  };
}

/** What can follow the separator. */
function restFrom(from: ProductState, wanted: WantedExtension, left: Moves): Bytes | undefined {
  const plan = {
    ...restOf(wanted, left),
    isSettled: (signature: readonly number[]) => signature.length > 0,
  };
  for (const { signature, word } of walk(plan, from)) if (signature.length === 0) return word;
  return undefined;
}
