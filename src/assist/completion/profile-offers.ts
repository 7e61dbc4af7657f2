import { outline } from '../../policy/outline.js';
import { textsOf } from '../../syntax/walk.js';
import { documentedIn } from './doc.js';
import { unique, type Offer } from './offer.js';
import type { Policy } from './policy.js';

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
