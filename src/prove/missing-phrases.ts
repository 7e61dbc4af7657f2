import { thingOf } from '../policy/needs.js';
import type { Right } from '../policy/rights.js';
import type { Explanation } from './explanation.js';
import { patternText, phraseText } from '../policy/phrase-text.js';
import type { Step } from './steps.js';

/**
 * The phrases, as a policy writes them, that add what a role lacks to do all of a right: the phrase
 * itself where it lacks everything, else a raw permission for each thing that is refused.
 */
export function missingPhrases({ right, steps }: Explanation): readonly string[] {
  const inVhost = steps.filter(({ check }) => check !== undefined);
  const refused = inVhost.filter(({ outcome }) => outcome.kind !== 'covered');
  const held = inVhost.filter(({ check }) => refused.every((step) => step.check !== check));
  if (held.length === 0 || refused.length === 0) return [phraseText(right)];
  // What it grants besides is held, and half a super stream says less than the whole.
  if (right.type === 'operation' && right.kind === 'super-stream') return [phraseText(right)];
  const checks = new Set(refused.map(({ check }) => check));
  return Array.from(checks, (check) => rawPhrase(check, right, steps)).filter(
    (text) => text !== '',
  );
}

/** The permission of one check; with the key if the broker looks at that. */
function rawPhrase(check: Step['check'], right: Right, steps: readonly Step[]): string {
  if (check === undefined || right.type !== 'operation') return '';
  const kind = thingOf(right, check.on)?.kind ?? right.kind;
  const words = `${check.permission} ${kind} ${patternText(check.name)}`;
  const onKey = steps.some((step) => step.onKey && step.check === check);
  return onKey && check.key !== undefined ? `${words} key ${patternText(check.key)}` : words;
}
