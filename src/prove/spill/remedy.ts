import type { Pattern } from '../../pattern/pattern.js';
import type { Grant } from '../../policy/policy.js';
import type { Context } from '../../access/context.js';
import { givenBy } from '../../access/given.js';
import { givenWith, type Granted } from '../../access/granted.js';
import { checksOf } from '../../access/checks.js';
import { possible } from '../possible/possible.js';
import { isAbout } from './ends.js';
import type { FoundSpill, OperationGrant } from './found.js';
import { isOneLine } from './phrase-key.js';

/** What a role can have instead so that something does not spill any more. */
export type Remedy =
  /** A right by names in the place of one by a pattern. */
  | {
      readonly kind: 'narrow';
      readonly grant: OperationGrant;
      readonly instead: readonly OperationGrant[];
    }
  /** Other names for the queues or for the exchanges that a right fits. */
  | { readonly kind: 'rename'; readonly grant: OperationGrant }
  /** An exchange of the role's own in the place of the one that it publishes to. */
  | { readonly kind: 'own-exchange' }
  /** A role of its own for one of two lines. */
  | { readonly kind: 'split' }
  /** A line that asks for it. */
  | { readonly kind: 'ask' };

/** How many names are offered in the place of a pattern. */
const MOST_NAMES = 4;

/**
 * The first remedy that takes the spill away; each was tried out on the grants of the role but the last,
 * which always does.
 *
 * @param grants all that the role is granted
 */
export function remedyOf(spill: FoundSpill, grants: readonly Grant[], context: Context): Remedy {
  const nothing: Granted = { grants: [], scopes: [], given: givenBy([]) };
  const isGone = (left: readonly Grant[]): boolean =>
    possible(spill.operation, givenWith(left, nothing, context), context).kind === 'no';
  const { misread, grant, together, round } = spill;
  if (misread !== undefined) {
    const others = grants.filter((one) => one !== misread);
    for (const on of ['name', 'other'] as const) {
      const instead = namesMeant(misread, on, context).map((pattern) =>
        renamed(misread, on, pattern),
      );
      if (instead.length > 0 && isGone([...others, ...instead]))
        return { kind: 'narrow', grant: misread, instead };
    }
    if (isGone(withoutLine(grants, misread))) return { kind: 'rename', grant: misread };
  }
  const left = withoutLine(grants, grant);
  const isPublished = grant.right.word === 'publish' && grant.right.kind === 'exchange';
  if (round === 'key' && isPublished && isGone(left)) return { kind: 'own-exchange' };
  if (together !== undefined && isGone(left)) {
    const line = grants.filter((one) => !left.includes(one));
    if (isGone(line)) return { kind: 'split' };
  }
  return { kind: 'ask' };
}

/** The grants without those of one phrase. */
function withoutLine(grants: readonly Grant[], { right }: OperationGrant): readonly Grant[] {
  return grants.filter((one) => !isOneLine(one.right, right));
}

/** What is declared of the kind that one of the names of a right means. */
function namesMeant(
  { right }: OperationGrant,
  on: 'name' | 'other',
  { resourcesOf }: Context,
): readonly Pattern[] {
  const named = on === 'name' ? right.name : right.other;
  const check = checksOf(right).find((one) => one.on === on);
  if (named === undefined || check === undefined || right.kind === 'super-stream') return [];
  if (named.pattern.isLiteral) return [];
  const declared = resourcesOf(right.vhost)
    .meeting(named.pattern, isAbout(check, 'queue') ? 'queue' : 'exchange')
    .filter(({ place }) => place !== undefined)
    .map(({ pattern }) => pattern);
  return declared.length > MOST_NAMES ? [] : declared;
}

function renamed(grant: OperationGrant, on: 'name' | 'other', pattern: Pattern): OperationGrant {
  const { right } = grant;
  if (on === 'name') return { ...grant, right: { ...right, name: { ...right.name, pattern } } };
  const other = right.other && { ...right.other, pattern };
  return { ...grant, right: { ...right, other } };
}
