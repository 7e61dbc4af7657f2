import type { TextRange } from '../../source/range.js';
import type { Source } from '../../source/source.js';
import type { PolicyFile } from '../../syntax/tree.js';
import { cursorAt } from './cursor.js';
import { unique, type Offer } from './offer.js';
import { offersFor } from './offers.js';
import type { Policy } from './policy.js';
import { siteAt } from './site.js';
import { slotsAt } from './slots-at.js';
import { variableOffers } from './variable-offers.js';

/** What can stand at a place of a file, the likeliest first, and the stretch that it takes there. */
export interface Completions {
  readonly offers: readonly Offer[];
  readonly replaced: TextRange;
}

/**
 * Completes the word at an offset. The text before the cursor decides; what follows may be broken.
 * Nothing is sifted by what is typed already: editors do that, each in its way.
 *
 * @param beside lists the names of the files in the folder of a policy file
 */
export function complete(
  file: PolicyFile,
  offset: number,
  policy: Policy,
  beside: (source: Source) => readonly string[] = () => [],
): Completions {
  const cursor = cursorAt(file, offset);
  if (cursor === undefined) return { offers: [], replaced: { start: offset, end: offset } };
  const site = siteAt(cursor);
  const { variable, word } = cursor;
  if (variable !== undefined) {
    const closed = file.source.text[variable.end] === '}';
    const offers = variableOffers(site, policy).map((offer) =>
      closed ? offer : { ...offer, text: `${offer.label}}` },
    );
    return { offers, replaced: variable };
  }
  const slots = slotsAt(site);
  const offers = slots.flatMap((slot) => offersFor(slot, site, policy, () => beside(file.source)));
  return { offers: unique(offers), replaced: word };
}
