import { arnOffers } from './arn-offers.js';
import { confKeyOffers, confValueOffers } from './conf-offers.js';
import { fileOffers } from './file-offers.js';
import { codeOffers, exchangeTypeOffers, tagOffers } from './fixed-offers.js';
import { keyOffers } from './key-offers.js';
import { brokerOffers, memberOffers, subjectOffers } from './name-offers.js';
import type { Offer } from './offer.js';
import { apiOffers, openerOffers } from './opener-offers.js';
import type { Policy } from './policy.js';
import { argumentOffers } from './profile-offers.js';
import { resourceOffers, vhostOffers } from './resource-offers.js';
import { algorithmOffers, durationOffers, settingOffers } from './setting-offers.js';
import type { Site } from './site.js';
import type { Slot } from './slots.js';
import { clausesOf, kindsOf, verbOffers, wordOffers } from './word-offers.js';

/**
 * What can stand in a slot.
 *
 * @param beside lists the names of the files beside the one that is completed
 */
export function offersFor(
  slot: Slot,
  site: Site,
  policy: Policy,
  beside: () => readonly string[],
): readonly Offer[] {
  switch (slot.type) {
    case 'opener':
      return openerOffers(site, policy);
    case 'words':
      return wordOffers(slot.words);
    case 'verb':
      return verbOffers(slot.given);
    case 'kind':
      return wordOffers(kindsOf(slot.verbs));
    case 'clause':
      return wordOffers(clausesOf(slot.verbs, slot.kind, slot.given));
    case 'resource':
      return resourceOffers(slot.kind, site, policy);
    case 'routing-key':
      return keyOffers(site, policy);
    case 'vhost':
      return vhostOffers(policy);
    case 'subject':
      return subjectOffers(policy, slot.given, slot.anyone);
    case 'member':
      return memberOffers(policy, slot.given);
    case 'broker':
      return brokerOffers(policy, slot.given, slot.groups);
    case 'argument':
      return argumentOffers(slot, site, policy);
    case 'exchange-type':
      return exchangeTypeOffers();
    case 'arn':
      return arnOffers(policy);
    case 'setting':
      return settingOffers(policy, slot.name, slot.product);
    case 'conf-key':
      return confKeyOffers(site, policy);
    case 'conf-value':
      return confValueOffers(slot.key, site, policy);
    case 'algorithm':
      return algorithmOffers(slot.given);
    case 'duration':
      return durationOffers();
    case 'tag':
      return tagOffers(slot.given);
    case 'api-right':
      return apiOffers(slot.given);
    case 'warning-code':
      return codeOffers();
    case 'file':
      return fileOffers(beside());
  }
}
