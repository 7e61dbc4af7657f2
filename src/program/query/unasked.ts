import { firstFit } from '../../pattern/name-set.js';
import { metered, shareOf } from '../../pattern/meter.js';
import { meet } from '../../policy/resources/resources.js';
import type { Role } from '../../policy/names/roles.js';
import type { Right } from '../../policy/phrases/rights.js';
import { askedBy, asks } from '../../prove/asked.js';
import type { FoundSpill, Spilled } from '../../prove/spill/found.js';
import { countingWith, spillOfRole } from '../../prove/spill/spill.js';
import type { QueryableBroker } from './queryable.js';

/** What spills from the grants of a role and adds something, the most telling first; as `check` finds it. */
export function spillsOf({ granted, roles, context }: QueryableBroker, role: Role): Spilled {
  const counting = countingWith(() => Array.from(roles.values(), granted));
  const { value, isExhausted } = metered(shareOf(roles.size), () =>
    spillOfRole(granted(role), context),
  );
  return { found: counting(value.found), isWhole: value.isWhole && !isExhausted };
}

/** The first of some rights of which no line of a role asks for anything; it is given all the same. */
export function unasked(
  rights: readonly Right[],
  { granted, context }: QueryableBroker,
  role: Role,
): Right | undefined {
  const asked = askedBy(granted(role).grants, context);
  return rights.find(
    (right) =>
      (right.type === 'operation' || right.type === 'connect') && !asks(asked, right, context),
  );
}

/** Of what spills the part in the vhosts of a right. */
export function inVhostsOf(spills: readonly FoundSpill[], right: Right): readonly FoundSpill[] {
  if (!('vhost' in right)) return [];
  const vhosts = firstFit(right.vhost);
  return spills.filter(({ grant }) => meet(firstFit(grant.right.vhost), vhosts));
}
