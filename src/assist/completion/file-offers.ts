import { display } from '../../pattern/display.js';
import { Pattern } from '../../pattern/pattern.js';
import type { Offer } from './offer.js';

/** The JSON files beside a policy file, for `topology`, of the names of all files there. */
export function fileOffers(names: readonly string[]): readonly Offer[] {
  return names
    .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
    .map((name) => ({
      label: display(Pattern.literal(name), () => true),
      kind: 'file',
    }));
}
