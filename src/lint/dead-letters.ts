import { checkDiagnostics as catalog } from '../diagnostics/catalog/checks.js';
import { correction } from '../diagnostics/correction.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { display } from '../pattern/display.js';
import { reservedWords } from '../syntax/words.js';
import { patternText } from '../policy/phrases/phrase-text.js';
import type { BrokerPolicy } from '../policy/policy.js';

/** A dead-letter or alternate exchange that no declared exchange of the vhost can be. */
export function checkDeadLetters({ vhosts }: BrokerPolicy, reporter: Reporter): void {
  for (const { pattern: vhost, resources } of vhosts.declared) {
    for (const { kind, other, otherPlace } of resources) {
      if (other === undefined || otherPlace === undefined) continue;
      const all = vhosts.of(vhost);
      if (!all.isClosed('exchange') || all.meeting(other, 'exchange').length > 0) continue;
      const nearest = reporter.suggester.nearest(display(other), all.names('exchange'));
      const text = nearest !== undefined && reservedWords.has(nearest) ? `"${nearest}"` : nearest;
      reporter.report(
        catalog.undeclaredDeadLetter,
        otherPlace,
        {
          what: kind === 'exchange' ? 'alternate exchange' : 'dead-letter exchange',
          name: patternText(other),
          vhost: patternText(vhost),
          nearest,
        },
        correction(otherPlace, text),
      );
    }
  }
}
