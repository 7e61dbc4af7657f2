import { isSameFile } from '../../source/source.js';
import { patternText } from '../../policy/phrases/phrase-text.js';
import type { ResourceUse } from '../../policy/resources/resource-uses.js';
import type { Resource } from '../../policy/resources/resources.js';
import { itemsAt } from '../../syntax/enclosing.js';
import { lineText } from '../line-text.js';
import type { Snapshot } from '../snapshot.js';
import { byBroker, code, commentText, list, paragraphs } from './markdown.js';
import { prose } from '../prose.js';

/** Which declared exchanges, queues and streams a name or pattern means, broker by broker. */
export function hoverResource(
  uses: readonly ResourceUse[],
  snapshot: Snapshot,
): string | undefined {
  const [first] = uses;
  if (first === undefined) return undefined;
  const title = first.declares
    ? `**${first.kind}** ${code(patternText(first.pattern))}`
    : undefined;
  return paragraphs(
    title,
    byBroker(snapshot, ({ policy }) => {
      const own = uses.filter((use) => use.policy.broker.name === policy.broker.name);
      if (own.length === 0) return undefined;
      const reached = new Set(own.flatMap((use) => snapshot.resources.reached(use)));
      const what = [...new Set(own.map(({ pattern }) => code(patternText(pattern))))].join(', ');
      if (first.declares)
        return paragraphs(...[...reached].map((one) => documented(one, snapshot)));
      if (reached.size === 0) return `${what} means nothing that is declared.`;
      return `${what} means:\n\n${list([...reached].map(described).sort())}`;
    }),
  );
}

function described(resource: Resource): string {
  const { kind, pattern, exchangeType, other, place } = resource;
  const type = exchangeType === undefined ? '' : ` of type ${code(exchangeType)}`;
  const clause = kind === 'exchange' ? 'alternate' : 'dead-letter';
  const aside = other === undefined ? '' : `, ${clause} ${code(patternText(other))}`;
  const where = place === undefined ? 'built in' : prose(lineText(place));
  return `${kind} ${code(patternText(pattern))}${type}${aside} (${where})`;
}

/** What the comment above a declaration says, and what it declares. */
function documented(resource: Resource, { files }: Snapshot): string {
  const { place } = resource;
  const file = files.find(({ source }) => place !== undefined && isSameFile(source, place.source));
  const item = file && place && itemsAt(file, place.range.start).at(-1);
  const documentation = file && item && commentText(file, item);
  return paragraphs(documentation, described(resource)) ?? '';
}
