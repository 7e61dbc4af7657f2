import type { Note } from '../diagnostics/diagnostic.js';
import { patternText, phraseText } from '../policy/phrases/phrase-text.js';
import type { Right } from '../policy/phrases/rights.js';
import type { BrokerPolicy } from '../policy/policy.js';
import type { ClaimFailure } from '../prove/claims/claims.js';
import { forbiddenIfGranted } from '../prove/claims/granting.js';
import { nearMiss } from '../prove/near-miss.js';
import { encodeScope } from '../rabbitmq/encode.js';
import { describeNearMiss } from './step.js';

/** Of so many claims of a broker it is told what would make them hold: each takes a proof of every guardrail. */
const TOLD = 10;

/** Counts the claims of one broker of which it is told what would make them hold. */
export class WayBudget {
  #left = TOLD;

  take(): boolean {
    this.#left -= 1;
    return this.#left >= 0;
  }
}

/**
 * What is known of a `can` that does not hold beside why: the scope that comes nearest, and the line that
 * would make the role able. Nothing for other claims.
 */
export function wayNotes(
  failure: ClaimFailure,
  policy: BrokerPolicy,
  budget: WayBudget,
): readonly Note[] {
  if (failure.claim !== 'can' || failure.certainty.kind !== 'no') return [];
  const { role, right, held, certainty } = failure;
  if (certainty.barred !== undefined) return [];
  const { refusal } = certainty;
  const near = refusal && nearMiss(refusal, held.given);
  const nearest =
    near === undefined
      ? []
      : [
          {
            message: `The nearest scope is \`${policy.broker.scopePrefix}${encodeScope(near.scope.scope).text}\`, but ${describeNearMiss(near)}. It comes from here.`,
            place: near.scope.grants[0]?.right.place,
          },
        ].map(placed);
  if (!budget.take()) return nearest;
  const wanted = { lacking: [right], granting: [right] };
  const against = forbiddenIfGranted(wanted, role, held, policy);
  if (against === undefined) return nearest;
  const grant = `\`allow ${role.name} { ${phraseText(right)} }\`${whereOf(right)} would permit it`;
  const [first] = against;
  const message = first === undefined ? `${grant}.` : `${grant}, and this \`never\` forbids it.`;
  return [...nearest, placed({ message, place: first })];
}

function placed({ message, place }: { message: string; place: Note['place'] }): Note {
  return place === undefined ? { message } : { message, place };
}

function whereOf(right: Right): string {
  return 'vhost' in right ? ` in \`vhost ${patternText(right.vhost)}\`` : '';
}
