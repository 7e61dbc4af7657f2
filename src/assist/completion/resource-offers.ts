import { Reporter } from '../../diagnostics/reporter.js';
import type { Pattern } from '../../pattern/pattern.js';
import { readName } from '../../policy/names/names.js';
import { patternText } from '../../policy/phrases/phrase-text.js';
import { isOfKind, type Resource } from '../../policy/resources/resources.js';
import type { QueryableBroker } from '../../program/query/queryable.js';
import type { ResourceKind } from '../../syntax/tree.js';
import { documentedIn } from './doc.js';
import { unique, type Offer, type OfferKind } from './offer.js';
import type { Policy } from './policy.js';
import type { Site } from './site.js';

/** The things of a kind in the vhost that a cursor is in, or in every vhost; the declared ones first. */
export function resourceOffers(kind: ResourceKind, site: Site, policy: Policy): readonly Offer[] {
  const found = policy.brokers.flatMap((broker) => resourcesAt(site, broker));
  const documented = documentedIn(policy.files);
  const offers = found
    .filter((item) => isOfKind(item, kind))
    .sort((a, b) => Number(a.place === undefined) - Number(b.place === undefined))
    .map((item) => ({ ...offerOf(item), documentation: documented(item.place) }));
  return unique(offers);
}

/** The vhosts that the policy declares. */
export function vhostOffers({ brokers, files }: Policy): readonly Offer[] {
  const documented = documentedIn(files);
  const declared = brokers.flatMap(({ policy }) => [...policy.vhosts.declared]);
  return unique(
    declared.map(({ pattern, place }) => ({
      label: patternText(pattern),
      kind: 'module',
      detail: 'vhost',
      documentation: documented(place),
    })),
  );
}

/** The vhosts that a cursor's block is about, on one broker; undefined outside of them. */
function vhostAt({ blocks, source }: Site, { policy }: QueryableBroker): Pattern | undefined {
  const block = blocks.find(({ type }) => type === 'vhost');
  if (block?.type !== 'vhost') return undefined;
  const { environment } = policy.broker;
  const reporter = new Reporter();
  return readName(block.pattern, 'vhost', { source, environment, reporter })?.pattern;
}

function resourcesAt(site: Site, broker: QueryableBroker): readonly Resource[] {
  const { vhosts } = broker.policy;
  const vhost = vhostAt(site, broker);
  if (vhost !== undefined) return vhosts.of(vhost).all;
  return [...vhosts.declared].flatMap(({ pattern }) => vhosts.of(pattern).all);
}

const kinds: Readonly<Record<Resource['kind'], OfferKind>> = {
  exchange: 'interface',
  queue: 'struct',
  stream: 'struct',
};

function offerOf({ kind, pattern, exchangeType, other, place }: Resource): Offer {
  const what = kind === 'exchange' ? `${exchangeType ?? ''} exchange`.trimStart() : kind;
  const link = kind === 'exchange' ? 'alternate' : 'dead-letter';
  const beside = other === undefined ? '' : `, ${link} ${patternText(other)}`;
  const everywhere = place === undefined ? ', in every vhost' : '';
  return {
    label: patternText(pattern),
    kind: kinds[kind],
    detail: `${what}${beside}${everywhere}`,
  };
}
