import { ANY_AUDIENCE, type BrokerAccess, type Entrance } from './access.js';

/** Whom one side lets in and the other does not. */
export interface EntranceDiff {
  readonly gained: readonly Entrance[];
  readonly lost: readonly Entrance[];
}

/**
 * Compares whom two sides let in; undefined where both let in the same, or one of them does not say.
 * Where keys come from is compared only where both sides say it: they can be given to a running broker.
 */
export function entranceDiff(
  old: BrokerAccess | undefined,
  now: BrokerAccess | undefined,
): EntranceDiff | undefined {
  if (old?.entrances === undefined || now?.entrances === undefined) return undefined;
  const both = [old.entrances, now.entrances];
  const sayKeys = both.every((side) => side.some(({ kind }) => kind === 'keys'));
  const [before = [], after = []] = both.map((side) =>
    side.filter(({ kind }) => kind !== 'keys' || sayKeys),
  );
  const gained = outside(after, before);
  const lost = outside(before, after);
  return gained.length + lost.length === 0 ? undefined : { gained, lost };
}

/** What one side has and the other has not, nor anything that holds it. */
function outside(mine: readonly Entrance[], theirs: readonly Entrance[]): readonly Entrance[] {
  const held = new Set(theirs.map(({ kind, id }) => `${kind} ${id}`));
  return mine.filter(
    ({ kind, id }) => !held.has(`${kind} ${id}`) && !held.has(`${kind} ${ANY_AUDIENCE}`),
  );
}
