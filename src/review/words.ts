import { namesText, onText } from '../diagnostics/on-brokers.js';
import type {
  ReviewBroker,
  ReviewCell,
  ReviewClaim,
  ReviewOperation,
  ReviewPlace,
} from './document.js';

/*
 * What is worked out from a review and said of it alike in all of its forms. It imports nothing that has need of
 * more, since the script of the page uses it too.
 */

export { counted as numberOf } from '../source/counted.js';

/** How many of the rights that the roles of a broker are granted claims speak of. */
export function coverageOf({ roles }: Pick<ReviewBroker, 'roles'>): {
  readonly covered: number;
  readonly all: number;
} {
  const grants = roles.flatMap((role) => role.grants);
  return { covered: grants.filter(({ claims }) => claims.length > 0).length, all: grants.length };
}

/** What became of a claim: of brokers that differ, the worst is told with their names. */
export function stateText({ on }: Pick<ReviewClaim, 'on'>): string {
  for (const state of ['fails', 'walked-round'] as const) {
    const names = on.filter((one) => one.state === state).map(({ broker }) => broker);
    if (names.length === 0) continue;
    const all = on.map(({ broker }) => broker);
    const where = names.length === on.length ? '' : ` ${onText({ names, all })}`;
    return `${STATES[state]}${where}`;
  }
  return STATES.holds;
}

const STATES = {
  holds: 'holds',
  fails: 'FAILS',
  'walked-round': 'holds, but routing leads round it',
} as const;

/** What is outside of a review: the users that some brokers have themselves. */
export function internalUsersText(
  brokers: readonly Pick<ReviewBroker, 'name' | 'internalUsers'>[],
): readonly string[] {
  const names = brokers.filter(({ internalUsers }) => internalUsers).map(({ name }) => name);
  if (names.length === 0) return [];
  const where = names.length === brokers.length ? 'in its own database' : `of ${namesText(names)}`;
  return [`The broker's internal users, those ${where}, are outside of this review.`];
}

/** A place as `file:line`, by which people and editors find it. */
export function fileAndLine({ file, line }: ReviewPlace): string {
  return `${file}:${line}`;
}

/** The lines that give an operation, as `file:line`, each once. */
export function linesGiving(
  { by }: ReviewOperation,
  { roles }: ReviewBroker,
  role: number,
): readonly string[] {
  const { scopes = [], grants = [] } = roles[role] ?? {};
  const numbers = by.flatMap((at) => scopes[at]?.grants ?? []);
  const places = numbers.flatMap((at) => grants[at]?.place ?? []);
  return [...new Set(places.map(fileAndLine))];
}

/** Whether an operation is among what differs: by its permission, or by its routing keys where it has any. */
export function isAmong(
  { word, permission }: Pick<ReviewOperation, 'word' | 'permission'>,
  differing: readonly string[] = [],
): boolean {
  return (
    differing.includes(permission) ||
    (!KEYLESS.includes(word) && differing.includes(`${permission} key`))
  );
}

/** Operations that no routing key restricts. */
const KEYLESS: readonly string[] = ['consume', 'bind', 'configure'];

/** The permissions of which a cell has lost all, so that no operation is left that could tell. */
export function lostAltogether({
  can,
  lost = [],
}: Pick<ReviewCell, 'can' | 'lost'>): readonly string[] {
  return lost.filter((one) => !can.some(({ permission }) => one.startsWith(permission)));
}
