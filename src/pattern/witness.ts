import { bounded, DEFAULT_MOVES } from './moves.js';
import type { Answer, Moves } from './moves.js';
import { Bytes } from './bytes.js';
import { ANY_BYTES, UTF8 } from './charset.js';
import type { Charset } from './charset.js';
import type { NameSet } from './name-set.js';
import { recalled, type Priced } from './meter.js';
import { mayMeet } from './overlap.js';
import { walk } from './walk.js';

/** Names in every one of some sets, of which there is at least one, and in none of others. */
export interface Wanted {
  readonly all: readonly [NameSet, ...NameSet[]];
  readonly none: readonly NameSet[];
}

/** How long to look for a text once a name is found that is not valid UTF-8. */
const MOVES_FOR_TEXT = 200_000;

/**
 * A shortest name in all of some sets and in none of others, of the shortest the most readable:
 * a-z rather than digits, those rather than punctuation. Where the shortest is not valid UTF-8, a
 * name that is so is preferred, though it be longer, if one is found soon enough.
 *
 * @param moves how many automaton moves may be made before the question counts as too complex
 */
export function findName(wanted: Wanted, moves = DEFAULT_MOVES): Answer<Bytes> {
  const { all, none } = wanted;
  const isOne = all.length === 1 && none.length === 0 && moves === DEFAULT_MOVES;
  const shortest = isOne ? shortestOf(all[0]) : undefined;
  if (shortest !== undefined)
    return bounded(moves, (left) => {
      left.spend(shortest.length + 1);
      return shortest;
    });
  const find = (): Answer<Bytes> => bounded(moves, (left) => nameWithin(wanted, left));
  if (!isOne) return find();
  return recalled(
    examples.get(all[0]),
    find,
    (found) => examples.set(all[0], found),
    () => ({ kind: 'too-complex' }),
  );
}

/** The one shortest name of a set, if that is its literals one after the other, and a text. */
function shortestOf(set: NameSet): Bytes | undefined {
  const { literals, isNothing } = set.pattern;
  if (isNothing) return undefined;
  const name = Bytes.joined(literals, Bytes.empty);
  return set.has(name) && name.text !== undefined ? name : undefined;
}

/** The names found for single sets: a policy asks for an example of the same few again and again. */
const examples = new WeakMap<NameSet, Priced<Answer<Bytes>>>();

/** As `findName`, within the moves that it shares with other questions. */
export function nameWithin({ all, none }: Wanted, left: Moves): Bytes | undefined {
  const literal = all.find((set) => set.pattern.isLiteral)?.pattern.first;
  if (literal !== undefined) {
    const isWanted = all.every((set) => set.has(literal)) && !none.some((set) => set.has(literal));
    return isWanted ? literal : undefined;
  }
  if (all.some((set) => all.some((other) => !mayMeet(set, other)))) return undefined;
  const near = none.filter((set) => all.every((other) => mayMeet(set, other)));
  const wanted: Wanted = { all, none: near };
  const name = search(wanted, ANY_BYTES, left);
  return name && readable(name, wanted);
}

/** After so many names that one of the others holds, all of these are watched from the start. */
const ROUNDS = 12;

/**
 * The first name in the order of a walk. Of the sets that it must not be in most are nowhere near it,
 * so only those are watched that held a name found before: more and more, twice as many each time.
 * Equal sets are watched as one, so that the moves are the same whatever was remembered.
 */
function search({ all, none }: Wanted, charset: Charset, left: Moves): Bytes | undefined {
  const watched = new Map<string, NameSet>();
  for (let round = 1; ; round++) {
    const name = walkTo({ all, none: [...watched.values()] }, charset, left);
    const holding = name === undefined ? [] : none.filter((set) => set.has(name));
    if (holding.length === 0) return name;
    for (const set of round < ROUNDS ? holding.slice(0, 2 ** round) : none)
      watched.set(set.key, set);
  }
}

/** The name itself if it is valid UTF-8, else the shortest wanted name that is, if one is found. */
export function readable(name: Bytes, wanted: Wanted): Bytes {
  if (name.text !== undefined) return name;
  const better = bounded(MOVES_FOR_TEXT, (left) => search(wanted, UTF8, left));
  return better.kind === 'witness' ? better.witness : name;
}

function walkTo({ all, none }: Wanted, charset: Charset, left: Moves): Bytes | undefined {
  const hits = walk({
    required: all.map((set) => set.automaton),
    watched: none.map((set) => set.automaton),
    charset,
    left,
    isSettled: (signature) => signature.length > 0,
  });
  for (const { signature, word } of hits) if (signature.length === 0) return word;
  return undefined;
}
