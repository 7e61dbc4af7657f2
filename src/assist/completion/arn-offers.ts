import { outline } from '../../policy/outline.js';
import { unique, type Offer } from './offer.js';
import type { Policy } from './policy.js';

/** How the ARN of a role starts: as the ARNs of the policy's other roles do, up to their names. */
export function arnOffers({ files }: Policy): readonly Offer[] {
  const starts = outline(files).roles.flatMap(({ node: { arn }, source }) => {
    const text = arn === null || arn.quoted ? '' : source.slice(arn.range);
    const [start] = /^arn:.*\//.exec(text) ?? [];
    return start === undefined ? [] : [start];
  });
  return unique([...starts, 'arn:aws:iam::${account}:role/'].map(beginning));
}

function beginning(label: string): Offer {
  return { label, kind: 'value', detail: 'beginning of an ARN' };
}
