import { checkDiagnostics as catalog } from '../diagnostics/catalog/checks.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { firstFit } from '../pattern/name-set.js';
import { Bytes } from '../pattern/bytes.js';
import { phraseText } from '../policy/phrases/phrase-text.js';
import type { RightsPolicy } from '../policy/policy.js';
import type { Named, Operation } from '../policy/phrases/rights.js';
import { thingOf } from '../policy/phrases/things.js';
import { checksOf } from '../access/checks.js';
import { refusalOf } from '../access/fixed-answers.js';
import { grantedOperations, viaProfiles } from './grants.js';

const name = Bytes.fromText('amq.default');

/** The right to write to the default exchange, which delivers to every queue by its name. */
export function checkDefaultExchange(policy: RightsPolicy, reporter: Reporter): void {
  for (const { operation } of grantedOperations(policy))
    for (const { pattern, place } of writtenExchanges(operation))
      if (firstFit(pattern).has(name)) {
        const particulars = { grant: phraseText(operation) };
        reporter.report(catalog.defaultExchange, place, particulars, viaProfiles(operation));
      }
}

/** The exchanges that an operation gives the right to write to, as far as the phrase speaks of such. */
function writtenExchanges(operation: Operation): readonly Named[] {
  return checksOf(operation)
    .filter(({ permission }) => permission === 'write')
    .map(({ on }) => thingOf(operation, on))
    .filter((thing) => thing !== undefined)
    .filter(({ kind }) => kind !== 'queue')
    .map(({ named }) => named);
}

/** A grant of what the broker refuses to everybody, whatever the scopes say. */
export function checkRefusedToAll(policy: RightsPolicy, reporter: Reporter): void {
  const { engine } = policy.broker;
  for (const { operation } of grantedOperations(policy)) {
    const refusal = refusalOf(operation, 'glob', engine);
    if (refusal === undefined) continue;
    const named = refusal.on === 'other' ? operation.other : operation.name;
    const particulars = { grant: phraseText(operation), because: refusal.because };
    const { place } = named ?? operation;
    reporter.report(catalog.refusedToAll, place, particulars, viaProfiles(operation));
  }
}
