import { ANY_AUDIENCE, type BrokerAccess, type Entrance } from './access.js';

/** Whom one side lets in and the other does not. */
export interface EntranceDiff {
  readonly gained: readonly Entrance[];
  readonly lost: readonly Entrance[];
}

/** What a broker gives, without whom it lets in, where that is not to be compared. */
export function withoutEntrances({
  name,
  terms,
  roles,
  knowsApi,
  claims,
}: BrokerAccess): BrokerAccess {
  return { name, terms, roles, knowsApi, ...(claims && { claims }) };
}

/**
 * Those whose rights no file says, and whom two configurations let in: each once, as the newer one has
 * it. A policy says by itself whether the broker's own users are asked.
 */
export function outsideBoth(old: BrokerAccess, now: BrokerAccess): readonly Entrance[] {
  if (old.knowsApi || now.knowsApi) return [];
  const before = new Set(old.entrances?.map(({ kind, id }) => `${kind} ${id}`));
  const both = (now.entrances ?? []).filter(
    ({ kind, id }) => kind === 'others' && before.has(`${kind} ${id}`),
  );
  return [...new Map(both.map((one) => [one.who, one])).values()];
}

/**
 * What is compared only where both sides say it: keys can be given to a running broker, algorithms that
 * nobody names are those of the keys, and scopes in the claim `scope`, which always counts, are in no token
 * of AWS.
 */
const WHERE_BOTH_SAY: readonly Entrance['kind'][] = ['keys', 'algorithm', 'scope-claim'];

/**
 * Compares whom two sides let in; undefined where both let in the same, or one of them is not to be
 * compared.
 */
export function entranceDiff(
  old: BrokerAccess | undefined,
  now: BrokerAccess | undefined,
): EntranceDiff | undefined {
  if (old?.entrances === undefined || now?.entrances === undefined) return undefined;
  const both = [old.entrances, now.entrances];
  const isSaid = ({ kind }: Entrance): boolean =>
    !WHERE_BOTH_SAY.includes(kind) ||
    both.every((side) => side.some((entrance) => entrance.kind === kind));
  const [before = [], after = []] = both.map((side) => side.filter(isSaid));
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
