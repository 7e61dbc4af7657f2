import type { Pattern } from '../pattern/pattern.js';
import type { Note } from '../diagnostics/diagnostic.js';
import { contextOf } from '../access/context.js';
import { listed, patternText, phraseText } from '../policy/phrases/phrase-text.js';
import type { Operation } from '../policy/phrases/rights.js';
import type { BrokerPolicy } from '../policy/policy.js';
import type { ClaimFailure } from '../prove/claims/claims.js';
import { violations } from '../prove/claims/never.js';

/** So many declared names are put in the place of a pattern. */
const MOST = 4;

/**
 * What to write instead of a `never` by a wildcard that does not hold as the broker gives names that nothing
 * declared has: the declared names, where that holds of the role. Nothing for other claims.
 */
export function byNameNotes(failure: ClaimFailure, policy: BrokerPolicy): readonly Note[] {
  if (failure.claim !== 'never' || !failure.spill) return [];
  const { role, right, held } = failure;
  if (right.type !== 'operation' || right.name.pattern.isLiteral) return [];
  const names = declaredFor(right, policy);
  const named = names.map((pattern): Operation => ({ ...right, name: { ...right.name, pattern } }));
  const context = contextOf(policy);
  const holds = named.every((one) => violations(one, context)(held.given) === undefined);
  if (named.length === 0 || !holds) return [];
  const written = listed(named.map((one) => phraseText(one)));
  return [{ message: `By the names that are declared it holds of \`${role.name}\`: ${written}.` }];
}

/** The names that are declared of what a guardrail is about. */
function declaredFor(right: Operation, { vhosts }: BrokerPolicy): readonly Pattern[] {
  const declared = vhosts
    .of(right.vhost)
    .meeting(right.name.pattern, right.kind, 'glob')
    .filter(({ place }) => place !== undefined);
  const names = new Map(declared.map(({ pattern }) => [patternText(pattern), pattern]));
  return names.size > MOST ? [] : [...names.values()];
}
