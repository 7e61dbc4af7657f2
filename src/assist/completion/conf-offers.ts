import { engineName, type Engine } from '../../rabbitmq/engines.js';
import { settableKeys } from '../../rabbitmq/settings/settable.js';
import { unique, value, type Offer } from './offer.js';
import type { Policy } from './policy.js';
import type { Site } from './site.js';

/** The keys of rabbitmq.conf that the engines of the cursor's brokers take, but for those given. */
export function confKeyOffers(site: Site, policy: Policy): readonly Offer[] {
  const given = new Set(site.siblings.map((entry) => ('key' in entry ? entry.key.text : '')));
  const offers = enginesAt(site, policy).flatMap((engine) =>
    settableKeys(engine).map(({ key, type }): Offer => ({
      label: key,
      kind: 'property',
      detail: type === '' ? engineName(engine) : `${engineName(engine)}: ${typeText(type)}`,
    })),
  );
  return unique(offers.filter(({ label }) => !given.has(label)));
}

/** The words that the value of a key of rabbitmq.conf is chosen from. */
export function confValueOffers(key: string, site: Site, policy: Policy): readonly Offer[] {
  const types = enginesAt(site, policy).flatMap((engine) =>
    settableKeys(engine).filter((known) => known.key === key),
  );
  const words = types.flatMap(({ type }) => type.split('|')).filter((word) => /^\w/.test(word));
  return unique(words.map((word) => value(word, key)));
}

/** The engines of the brokers whose block the cursor is in. */
function enginesAt({ blocks }: Site, { brokers }: Policy): readonly Engine[] {
  const names = blocks.flatMap((block) => (block.type === 'broker' ? block.names : []));
  const known = brokers.map(({ policy }) => policy.broker);
  return known
    .filter(({ name }) => names.some((word) => word?.text === name))
    .map(({ engine }) => engine);
}

function typeText(type: string): string {
  return type.replaceAll(':', '').replaceAll('|', ' or ');
}
