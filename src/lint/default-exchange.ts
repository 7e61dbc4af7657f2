import { checkDiagnostics as catalog } from '../diagnostics/catalog/checks.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { firstFit } from '../pattern/name-set.js';
import { Bytes } from '../pattern/bytes.js';
import { phraseText } from '../policy/phrases/phrase-text.js';
import type { BrokerPolicy } from '../policy/policy.js';
import type { Named, Operation } from '../policy/phrases/rights.js';
import { needsOf, thingOf } from '../policy/phrases/needs.js';
import { grantedOperations, viaProfiles } from './granted.js';

const name = Bytes.fromText('amq.default');

/** The right to write to the default exchange, which delivers to every queue by its name. */
export function checkDefaultExchange(policy: BrokerPolicy, reporter: Reporter): void {
  for (const { operation } of grantedOperations(policy))
    for (const { pattern, place } of writtenExchanges(operation))
      if (firstFit(pattern).has(name)) {
        const particulars = { grant: phraseText(operation) };
        reporter.report(catalog.defaultExchange, place, particulars, viaProfiles(operation));
      }
}

/** The exchanges that an operation gives the right to write to, as far as the phrase speaks of such. */
function writtenExchanges(operation: Operation): readonly Named[] {
  return needsOf(operation)
    .filter(({ permission }) => permission === 'write')
    .map(({ on }) => thingOf(operation, on))
    .filter((thing) => thing !== undefined)
    .filter(({ kind }) => kind !== 'queue')
    .map(({ named }) => named);
}
