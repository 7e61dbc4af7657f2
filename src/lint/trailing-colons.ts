import { nameDiagnostics as catalog } from '../diagnostics/catalog/names.js';
import { errorsOf } from '../diagnostics/diagnostic.js';
import { correction } from '../diagnostics/correction.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { patternText } from '../policy/phrases/phrase-text.js';
import type { BrokerPolicy } from '../policy/policy.js';
import { tellInDeclarations, type Habit } from './written-names.js';

/**
 * Declared names that end in a colon, as keys do in YAML: a bare name may hold colons, so that
 * `exchange events: topic` declares `events:`. In quotes the colon is meant.
 */
export function checkTrailingColons(policy: BrokerPolicy, reporter: Reporter): void {
  tellInDeclarations(trailingColons, policy, reporter);
}

const trailingColons: Habit<true> = {
  in({ literals, stars }) {
    const last = literals.at(-1)?.text ?? '';
    return last.endsWith(':') && (last !== ':' || stars > 0) ? true : undefined;
  },
  tell(_, { pattern, place, what }, reporter) {
    const name = patternText(pattern);
    if (place.source.slice(place.range) !== name) return;
    // Where a brace is missing, the colon stands for it.
    const colon = place.range.end - 1;
    const isTold = errorsOf(reporter.reported).some(
      ({ place: { source, range } }) =>
        source === place.source && range.start <= colon && colon < range.end,
    );
    if (isTold) return;
    reporter.report(
      catalog.trailingColon,
      place,
      { what, name },
      correction(place, name.slice(0, -1)),
    );
  },
};
