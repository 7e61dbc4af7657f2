import { MQ_ACTIONS } from '../../aws/mq-actions.js';
import type { Item } from '../../syntax/tree.js';
import { apiVerbs, meaningOf, rowOf, wordsFor } from '../../syntax/words.js';
import { keyword, type Offer } from './offer.js';
import type { Policy } from './policy.js';
import { callOffers } from './profile-offers.js';
import type { Site } from './site.js';

/** The words that can open an item, the uses of profiles, and `@expect`. */
export function openerOffers(site: Site, policy: Policy): readonly Offer[] {
  const types = new Set([...site.allowed].filter((type) => fits(type, site)));
  const given = new Set(site.kind === 'broker' ? site.siblings.map(wordOf) : []);
  const words = wordsFor(types, site.kind).filter((word) => !given.has(word) || word === 'let');
  const openers = words.map((word): Offer => {
    const snippet = rowOf(word)?.snippet;
    const offer = keyword(word, meaningOf(word));
    return snippet === undefined ? offer : { ...offer, snippet };
  });
  const actions = types.has('api') ? apiActionOffers() : [];
  const calls = types.has('call') ? callOffers(policy) : [];
  return [...openers, ...calls, ...(site.kind === 'broker' ? [] : [expect]), ...actions];
}

/** The rights on the Amazon MQ API, but for those given. */
export function apiOffers(given: readonly string[]): readonly Offer[] {
  const named = apiVerbs.map((verb) => keyword(verb, meaningOf(verb)));
  return [...named, ...apiActionOffers()].filter(({ label }) => !given.includes(label));
}

function apiActionOffers(): readonly Offer[] {
  return Object.keys(MQ_ACTIONS).map((label) => ({
    label,
    kind: 'enum-member',
    detail: 'Amazon MQ action',
  }));
}

const expect: Offer = {
  label: '@expect',
  text: '@expect(',
  snippet: '@expect(${1:code}, "${2:reason}")',
  kind: 'keyword',
  documentation: 'Accepts a warning inside the declaration or phrase that follows.',
};

/** Whether phrases of a type say anything in a rule: tags and API rights belong to no vhost. */
function fits(type: Item['type'], { blocks, kind }: Site): boolean {
  const rule = blocks.at(-1);
  if (kind !== 'rule' || rule === undefined) return true;
  const inVhost = blocks.some((block) => block.type === 'vhost');
  if (inVhost) return type !== 'tag' && type !== 'api';
  return rule.type === 'never' || (type !== 'phrase' && type !== 'connect');
}

function wordOf(item: Site['siblings'][number]): string {
  return 'type' in item ? item.keyword.text : item.key.text;
}
