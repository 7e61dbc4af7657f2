import { outline } from '../../policy/outline.js';
import type { Item, Template } from '../../syntax/tree.js';
import { allItems, textsOf } from '../../syntax/walk.js';
import { documentedIn } from './doc.js';
import { keyOffers } from './key-offers.js';
import { roleOffers } from './name-offers.js';
import { unique, type Offer } from './offer.js';
import type { Policy } from './policy.js';
import { resourceOffers } from './resource-offers.js';
import type { Site } from './site.js';
import type { Slot } from './slots.js';

/** The uses of every profile, with stops at the arguments. */
export function callOffers({ files }: Policy): readonly Offer[] {
  const documented = documentedIn(files);
  return unique(
    outline(files).profiles.flatMap(({ node: { name, parameters }, source }): readonly Offer[] => {
      if (name === null) return [];
      const texts = textsOf(parameters);
      const stops = texts.map((text, at) => `\${${at + 1}:${text}}`).join(', ');
      return [
        {
          label: name.text,
          text: `${name.text}(${texts.length === 0 ? ')' : ''}`,
          snippet: `${name.text}(${stops})`,
          kind: 'function',
          detail: `profile (${texts.join(', ')})`,
          documentation: documented({ source, range: name.range }),
        },
      ];
    }),
  );
}

/**
 * What can be the value of a parameter: what stands in its places, where the profile has it alone there;
 * else a role, whose name is most often a part of another.
 */
export function argumentOffers(
  { profile, before }: Extract<Slot, { readonly type: 'argument' }>,
  site: Site,
  policy: Policy,
): readonly Offer[] {
  const declared = outline(policy.files).profiles.find(({ node }) => node.name?.text === profile);
  const name = declared?.node.parameters[before]?.text;
  if (declared === undefined || name === undefined) return [];
  const { node, source } = declared;
  const inItem = (item: Item): readonly Offer[] => {
    if (item.type !== 'phrase') return [];
    const isIn = (values: readonly (Template | null)[]): boolean =>
      values.some((value) => value !== null && isAlone(value, name));
    const { kind, names, clauses } = item;
    const named = kind !== null && isIn(names) ? resourceOffers(kind.text, site, policy) : [];
    const more = clauses
      .filter(({ values }) => isIn(values))
      .flatMap(({ type }) => {
        if (type === 'key') return keyOffers({ ...site, item, source }, policy);
        return type === 'client' ? [] : resourceOffers('exchange', site, policy);
      });
    return [...named, ...more];
  };
  const found = unique(allItems(node.items).flatMap(inItem));
  return found.length > 0 ? found : roleOffers(policy);
}

/** Whether a name is the value of a parameter and nothing else. */
function isAlone({ parts }: Template, name: string): boolean {
  const [part, ...more] = parts;
  return more.length === 0 && part?.type === 'interpolation' && part.name === name;
}
