import type { PolicyFile, ResourcePhrase } from '../../syntax/tree.js';
import { allItems } from '../../syntax/walk.js';
import { unique, type Offer } from './offer.js';
import type { Policy } from './policy.js';
import type { Site } from './site.js';

/** The routing keys that phrases of the policy name for the exchange that the cursor's phrase is about. */
export function keyOffers({ item, source }: Site, { files }: Policy): readonly Offer[] {
  if (item === undefined || !('type' in item) || item.type !== 'phrase') return [];
  const wanted = exchangesOf(item, { source });
  return unique(
    files.flatMap((file) =>
      allItems(file.items)
        .filter((one) => one.type === 'phrase')
        .filter((phrase) => exchangesOf(phrase, file).some((name) => wanted.includes(name)))
        .flatMap((phrase) => phrase.clauses.filter(({ type }) => type === 'key'))
        .flatMap(({ values }) => values)
        .flatMap((key) => (key === null ? [] : [file.source.slice(key.range)]))
        .map((label) => ({ label, kind: 'value', detail: 'key used elsewhere' })),
    ),
  );
}

/** The exchanges whose keys a phrase speaks of, as they are written. */
function exchangesOf(
  { kind, names, clauses }: ResourcePhrase,
  { source }: Pick<PolicyFile, 'source'>,
): readonly string[] {
  const bound = clauses.find(({ type }) => type === 'to' || type === 'from');
  const named = bound?.values ?? (kind?.text === 'exchange' ? names : []);
  return named.flatMap((name) => (name === null ? [] : [source.slice(name.range)]));
}
