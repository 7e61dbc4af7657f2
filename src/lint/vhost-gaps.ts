import { checkDiagnostics } from '../diagnostics/catalog/checks.js';
import { phraseDiagnostics } from '../diagnostics/catalog/phrases.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { firstFit, glob } from '../pattern/name-set.js';
import { Pattern } from '../pattern/pattern.js';
import { findName } from '../pattern/witness.js';
import { patternText } from '../policy/phrases/phrase-text.js';
import type { BrokerPolicy } from '../policy/policy.js';
import { hasGap } from './first-fit-gap.js';

/** The gaps of vhost patterns in which something is granted, or said to be possible. */
export function checkVhostGaps(policy: BrokerPolicy, reporter: Reporter): void {
  const used = new Set<string>();
  for (const { right } of policy.grants) if ('vhost' in right) used.add(right.vhost.key);
  for (const { kind, rights } of policy.claims)
    for (const right of kind === 'can' ? rights : [])
      if ('vhost' in right) used.add(right.vhost.key);

  const declared = [...policy.vhosts.declared];
  for (const { pattern, place } of declared) {
    if (place === undefined || !hasGap(pattern) || !used.has(pattern.key)) continue;
    const lost = declared.find(
      (other) =>
        other.pattern.isLiteral &&
        glob(pattern).has(other.pattern.first) &&
        !firstFit(pattern).has(other.pattern.first) &&
        !used.has(other.pattern.key),
    );
    const text = patternText(pattern);
    if (lost !== undefined) {
      const particulars = { pattern: text, name: patternText(lost.pattern) };
      reporter.report(phraseDiagnostics.lostInGap, place, particulars);
      continue;
    }
    const answer = findName({ all: [glob(pattern)], none: [firstFit(pattern)] });
    if (answer.kind !== 'witness') continue;
    const example = patternText(Pattern.fromBytes([answer.witness]));
    reporter.report(checkDiagnostics.firstFitGap, place, { pattern: text, example });
  }
}
