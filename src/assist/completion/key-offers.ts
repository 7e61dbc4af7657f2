import { encloses } from '../../source/range.js';
import type { Item, PolicyFile, ResourcePhrase, Template } from '../../syntax/tree.js';
import { allItems, textsOf } from '../../syntax/walk.js';
import { unique, type Offer } from './offer.js';
import type { Policy } from './policy.js';
import type { Site } from './site.js';

/** The routing keys that phrases of the policy name for the exchange that the cursor's phrase is about. */
export function keyOffers({ item, source, blocks }: Site, { files }: Policy): readonly Offer[] {
  if (item === undefined || !('type' in item) || item.type !== 'phrase') return [];
  const wanted = exchangesOf(item, { source });
  const here = blocks.flatMap(parametersOf);
  return unique(
    files.flatMap((file) =>
      allItems(file.items)
        .filter((one) => one.type === 'phrase')
        .filter((phrase) => exchangesOf(phrase, file).some((name) => wanted.includes(name)))
        .flatMap((phrase) => phrase.clauses.filter(({ type }) => type === 'key'))
        .flatMap(({ values }) => values)
        .filter((key) => key !== null && !isOfAnotherProfile(key, file, here))
        .flatMap((key) => (key === null ? [] : [file.source.slice(key.range)]))
        .map((label) => ({ label, kind: 'value', detail: 'key used elsewhere' })),
    ),
  );
}

function parametersOf(item: Item): readonly string[] {
  return item.type === 'profile' ? textsOf(item.parameters) : [];
}

/** Whether a key has a parameter in it that means nothing where others are known. */
function isOfAnotherProfile(
  { parts, range }: Template,
  { items }: PolicyFile,
  here: readonly string[],
): boolean {
  const around = items.find((item) => encloses(item.range, range));
  const own = around === undefined ? [] : parametersOf(around);
  return parts.some(
    (part) => part.type === 'interpolation' && own.includes(part.name) && !here.includes(part.name),
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
