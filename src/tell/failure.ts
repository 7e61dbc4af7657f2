import type { Broker } from '../policy/brokers/broker.js';
import type { ClaimFailure } from '../prove/claims/claims.js';
import { describePermitted } from './permitted.js';
import { describeBarred, describeRefusal } from './refusal.js';
import { describeRound, describeUncounted, grantNotes, type RoundText } from './round.js';
import { phraseText } from '../policy/phrases/phrase-text.js';

/** Describes why a claim fails of a role, with a concrete example and the lines that decide. */
export function describeFailure(failure: ClaimFailure, broker: Broker): RoundText {
  const { role, right } = failure;
  const name = `\`${role.name}\``;
  if (failure.claim === 'can') {
    const { certainty, round } = failure;
    if (certainty.kind === 'no' && certainty.barred !== undefined)
      return describeBarred(name, right, certainty.barred);
    const refusal = certainty.kind === 'no' ? certainty.refusal : undefined;
    const { what, notes } = describeRefusal(name, right, refusal);
    if (round === undefined) return { what, notes };
    const way = describeUncounted(round);
    const uncounted = { message: `${way.what}. \`can\` does not count that.` };
    return { what, notes: [...notes, uncounted, ...way.notes] };
  }
  const { violation, spill } = failure;
  switch (violation.kind) {
    case 'permitted':
      return describePermitted(name, right, violation.permitted, spill, broker);
    case 'tag':
      return {
        what: `${name} has the tag \`${violation.tag.tag}\``,
        notes: grantNotes(violation.tag.from.grants, 'It is granted here.'),
      };
    case 'api': {
      const grants = violation.api.flatMap((api) => api.grants);
      return {
        what: `${name} can \`${phraseText(right)}\``,
        notes: grantNotes(grants, 'This line permits it.'),
      };
    }
    case 'round': {
      const { what, notes } = describeRound(violation.round);
      return { what: `${name} can walk round its scopes. ${what}`, notes };
    }
    case 'too-complex':
      return { what: `${name} may be able to \`${phraseText(right)}\``, notes: [] };
  }
}
