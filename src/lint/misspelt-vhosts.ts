import { checkDiagnostics as catalog } from '../diagnostics/catalog/checks.js';
import { correction } from '../diagnostics/correction.js';
import { isSlip } from '../diagnostics/nearest.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { patternText } from '../policy/phrases/phrase-text.js';
import type { BrokerPolicy } from '../policy/policy.js';

/**
 * A vhost without declarations that is one slip of the hand away from one that has some. Blocks of one
 * vhost add up, so that a misspelt name makes another vhost, in silence.
 */
export function checkMisspeltVhosts({ vhosts }: BrokerPolicy, reporter: Reporter): void {
  const all = [...vhosts.declared].filter(({ pattern }) => pattern.isLiteral);
  const declaring = new Map(
    all
      .filter(({ resources }) => resources.length > 0)
      .map((one) => [one.pattern.first.text ?? '', one] as const),
  );
  if (declaring.size === 0) return;
  for (const { pattern, place, resources } of all) {
    if (place === undefined || resources.length > 0) continue;
    if (vhosts.of(pattern).declared.length > 0) continue;
    const name = pattern.first.text ?? '';
    const near = reporter.suggester.nearest(name, declaring.keys());
    const meant = near !== undefined && isSlip(name, near) ? declaring.get(near) : undefined;
    if (meant === undefined) continue;
    const notes =
      meant.place === undefined ? [] : [{ message: 'It is declared here.', place: meant.place }];
    const written = patternText(meant.pattern);
    reporter.report(
      catalog.misspeltVhost,
      place,
      { vhost: patternText(pattern), meant: written },
      { ...correction(place, written), notes },
    );
  }
}
