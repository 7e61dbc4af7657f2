import { phraseText } from '../policy/phrases/phrase-text.js';
import type { Right } from '../policy/phrases/rights.js';
import type { Claim } from '../policy/policy.js';
import { isOneLine } from '../prove/spill/phrase-key.js';
import { firstOf } from '../source/counted.js';

/** How many rights of a phrase that lists several are told. */
const SHOWN = 3;

/** What a phrase of a claim comes to, right by right. */
export function claimedText({ rights }: Claim, one: Right): string {
  const texts = rights.filter((right) => isOneLine(right, one)).map((right) => phraseText(right));
  return firstOf(texts, SHOWN).join('; ');
}
