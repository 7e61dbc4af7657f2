import { contextOf } from '../access/context.js';
import type { Granted } from '../access/granted.js';
import type { Note } from '../diagnostics/diagnostic.js';
import { metered, shareOf } from '../pattern/meter.js';
import { patternText, phraseText } from '../policy/phrases/phrase-text.js';
import type { Right } from '../policy/phrases/rights.js';
import type { BrokerPolicy } from '../policy/policy.js';
import { certain } from '../prove/claims/certain.js';
import type { ClaimFailure } from '../prove/claims/claims.js';
import { forbiddenIfGranted } from '../prove/claims/granting.js';
import { nearMiss } from '../prove/near-miss.js';
import { encodeScope } from '../rabbitmq/encode.js';
import { describeNearMiss } from './step.js';
import { grantNotes } from './round.js';

/** Of so many claims of a broker it is told what would make them hold: each takes a proof of every guardrail. */
const TOLD = 10;

/** Of a phrase that stands for more rights the line would be too long to read. */
const NAMED = 20;

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
 *
 * @param claimed all rights of the phrase, of which that of the failure is the first that fails
 */
export function wayNotes(
  failure: ClaimFailure,
  claimed: readonly Right[],
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
      : grantNotes(
          near.scope.grants.slice(0, 1),
          `The nearest scope is \`${policy.broker.scopePrefix}${encodeScope(near.scope.scope).text}\`, but ${describeNearMiss(near)}. It comes from here.`,
        );
  if (claimed.length > NAMED || !budget.take()) return nearest;
  const granting = lackingOf(claimed, held, policy);
  const against = forbiddenIfGranted({ lacking: claimed, granting }, role, held, policy);
  if (against === undefined) return nearest;
  const phrases = [...new Set(granting.map((one) => phraseText(one)))];
  const grant = `\`allow ${role.name} { ${phrases.join(' ')} }\`${whereOf(right)} would permit it`;
  const [first] = against;
  const message = first === undefined ? `${grant}.` : `${grant}, and this \`never\` forbids it.`;
  return [...nearest, placed({ message, place: first })];
}

/** Those of some rights that a role does not hold for sure. */
function lackingOf(
  rights: readonly Right[],
  { given }: Granted,
  policy: BrokerPolicy,
): readonly Right[] {
  const context = contextOf(policy);
  const { value } = metered(shareOf(1), () =>
    rights.filter((right) => certain(right, given, context).kind !== 'yes'),
  );
  return value;
}

function placed({ message, place }: { message: string; place: Note['place'] }): Note {
  return place === undefined ? { message } : { message, place };
}

function whereOf(right: Right): string {
  return 'vhost' in right ? ` in \`vhost ${patternText(right.vhost)}\`` : '';
}
