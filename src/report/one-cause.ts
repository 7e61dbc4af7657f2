import type { Diagnostic, Note } from '../diagnostics/diagnostic.js';
import { onText } from '../diagnostics/on-brokers.js';
import { definitions } from '../diagnostics/registry.js';
import { firstOf } from '../source/counted.js';
import type { Place } from '../source/source.js';

/** So many of the other places are named. */
const NAMED = 5;

/**
 * Diagnostics with those that have one cause put together: the first stands for all, with a note of where the
 * others are. Of a name that is used in a hundred places and declared nowhere people want to be told once.
 *
 * @param diagnostics in the order in which they are shown
 */
export function byCause(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const causes = new Map<string, Diagnostic[]>();
  for (const [at, one] of diagnostics.entries()) {
    const cause = causeOf(one) ?? String(at);
    const known = causes.get(cause);
    if (known === undefined) causes.set(cause, [one]);
    else known.push(one);
  }
  return [...causes.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    return others.length === 0
      ? [first]
      : [{ ...first, notes: [...first.notes, alsoAt(first, others)] }];
  });
}

/** What those have alike that have one cause; undefined for what has its own. */
function causeOf(one: Diagnostic): string | undefined {
  const { code, place, uses, severity } = one;
  if (definitions.get(code)?.isOneCause === true) return sameWords(one);
  // A line of a profile says something else at each use.
  const isOfUses = severity === 'error' && uses.every((use) => use.length > 0);
  return isOfUses ? `${code} at ${positionOf(place)}` : undefined;
}

function sameWords({ code, message, notes, fixes, on }: Diagnostic): string {
  const said = [...notes.map((note) => note.message), ...fixes.map(({ title }) => title)];
  return JSON.stringify([code, message, said, on && onText(on)]);
}

function alsoAt(first: Diagnostic, others: readonly Diagnostic[]): Note {
  const here = positionOf(first.place);
  // In the same line of a profile the uses are what tells them apart.
  const isOfUses = others.every(({ place }) => positionOf(place) === here);
  const places = others.map(({ place, uses }) =>
    positionOf((isOfUses ? uses[0]?.[0] : undefined) ?? place),
  );
  const which = isOfUses ? 'So it is with the uses of the profile' : 'The same';
  return { message: `${which} at ${firstOf([...new Set(places)], NAMED).join(', ')}.` };
}

function positionOf({ source, range }: Place): string {
  const { line, column } = source.position(range.start);
  return `${source.name}:${line}:${column}`;
}
