import type { Bytes } from '../pattern/bytes.js';
import { includes } from '../pattern/include.js';
import type { Reading } from '../pattern/match.js';
import { glob, NameSet } from '../pattern/name-set.js';
import { mayMeet, mayTouch } from '../pattern/overlap.js';
import type { Pattern } from '../pattern/pattern.js';
import { every, some } from '../rabbitmq/claims.js';
import type { Engine } from '../rabbitmq/engines.js';
import type { FixedAnswer, Spared } from './protocols/protocol.js';
import { fixedAnswers } from './protocols/protocols.js';
import { meet } from '../policy/resources/resources.js';
import type { Operation } from '../policy/phrases/rights.js';

/** What is left of the names of an operation where some are refused to everybody. */
export interface Left {
  readonly by: FixedAnswer;
  /** Whether any name is left that is not refused. */
  readonly others: boolean;
  /** Refused names that are spared, as far as the operation can be about them. */
  readonly spared: readonly NameSet[];
}

/**
 * How the broker's refusals to everybody cut down the names of an operation, one entry for each
 * refusal that may concern it.
 *
 * @param reading how its wildcards are read: `first-fit` for what is surely possible, where a spared
 *   name counts if all releases spare it, and of those that the broker makes up all count or none;
 *   `glob` for what may be possible, where one name and one release are enough
 */
export function leftOf(operation: Operation, reading: Reading, engine: Engine): readonly Left[] {
  const surely = reading === 'first-fit';
  return answersTo(operation, 'refused').flatMap((by) => {
    const pattern = patternOf(operation, by);
    const set = NameSet.of(pattern, reading);
    const spared = sparedOf(by, pattern)
      .filter(
        ({ where }) => where === undefined || (surely ? every(engine, where) : some(engine, where)),
      )
      .flatMap(({ pattern: spare, example }) => {
        const names = glob(spare);
        if (surely && includes(names, set)) return [set];
        if (surely) return includes(set, names) ? [names] : [];
        const readable = example === undefined || !set.has(example.first) ? [] : [glob(example)];
        return meet(set, names) ? [...readable, names] : [];
      });
    const isOpen = !surely && by.unless !== undefined && some(engine, by.unless.where);
    const others = !by.names.some((names) => includes(glob(names), set));
    return [{ by, others, spared: isOpen ? [...spared, ...by.names.map(glob)] : spared }];
  });
}

/** Why the broker refuses all of an operation to everybody; undefined where something is left. */
export function refusalOf(
  operation: Operation,
  reading: Reading,
  engine: Engine,
): FixedAnswer | undefined {
  return leftOf(operation, reading, engine).find(
    ({ others, spared }) => !others && spared.length === 0,
  )?.by;
}

/**
 * The answer by which something of an operation is permitted to everybody in the vhost. A wildcard
 * means that only where it starts as the broker's own names do.
 */
export function freedomOf(operation: Operation): FixedAnswer | undefined {
  const { pattern } = operation.name;
  if (!pattern.first.binary.startsWith('amq.')) return undefined;
  return answersTo(operation, 'unchecked').find(({ names }) =>
    names.some((name) => meet(glob(pattern), glob(name))),
  );
}

/** Whether a broker of some engine refuses an operation on concrete names to everybody. */
export function isRefusedAt(
  operation: Operation,
  names: Readonly<Partial<Record<FixedAnswer['on'], Bytes>>>,
): boolean {
  return answersTo(operation, 'refused').some((by) => {
    const name = names[by.on];
    const has = ({ pattern }: { pattern: Pattern }): boolean =>
      name !== undefined && glob(pattern).has(name);
    const spared = sparedOf(by, patternOf(operation, by));
    return by.names.some((pattern) => has({ pattern })) && !spared.some(has);
  });
}

/** How clients get round a refusal that an example lies under, as a clause; undefined where none do. */
export function waysAround(
  operation: Operation,
  names: { readonly name?: Bytes },
  engine: Engine,
): string | undefined {
  return answersTo(operation, 'refused').find((by) => {
    const { names: refused, unless, on } = by;
    const { name } = names;
    if (unless === undefined || name === undefined || on !== 'name') return false;
    const has = (pattern: Pattern): boolean => glob(pattern).has(name);
    const isSpared = sparedOf(by, patternOf(operation, by)).some(({ pattern }) => has(pattern));
    return some(engine, unless.where) && refused.some(has) && !isSpared;
  })?.unless?.how;
}

/** The answers of a kind that may concern an operation. */
export function answersTo(
  operation: Operation,
  answer: FixedAnswer['answer'],
): readonly FixedAnswer[] {
  const { word, kind } = operation;
  return fixedAnswers(word, kind).filter((row) => {
    if (row.answer !== answer) return false;
    const pattern = patternOf(operation, row);
    return row.names.some(
      (names) => mayTouch(pattern, names) && mayMeet(glob(pattern), glob(names)),
    );
  });
}

/** What a refusal spares of some names. Who asks for one name never gets it from the broker, which makes up its own. */
function sparedOf({ spared = [] }: FixedAnswer, { isLiteral }: Pattern): readonly Spared[] {
  return isLiteral ? spared.filter(({ example }) => example === undefined) : spared;
}

function patternOf({ name, other }: Operation, { on }: FixedAnswer): Pattern {
  return on === 'other' && other !== undefined ? other.pattern : name.pattern;
}
