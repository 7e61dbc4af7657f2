import { SIGNING_ALGORITHMS } from '../../aws/sts-tokens.js';
import { linesOf, PRODUCTS, releaseName, releasesOf } from '../../rabbitmq/engines.js';
import { outline } from '../../policy/outline.js';
import { rowOf } from '../../syntax/words.js';
import { textsOf } from '../../syntax/walk.js';
import { unique, value, type Offer } from './offer.js';
import type { Policy } from './policy.js';

/** The values of a broker's setting: what is known of it, and what other brokers of the policy have. */
export function settingOffers(
  policy: Policy,
  name: string,
  product: string | undefined,
): readonly Offer[] {
  if (product !== undefined) return versionOffers(product);
  const known = (rowOf(name)?.values ?? []).map(([label, what]) => value(label, what));
  return unique([...(name === 'engine' ? [] : usedValues(policy, name)), ...known]);
}

/** How tokens may be signed. */
export function algorithmOffers(given: readonly string[]): readonly Offer[] {
  const left = SIGNING_ALGORITHMS.filter((algorithm) => !given.includes(algorithm));
  return left.map((algorithm) => value(algorithm, 'signing algorithm'));
}

/** Some of the durations that a token may have. */
export function durationOffers(): readonly Offer[] {
  return ['5m', '10m', '15m', '30m', '60m'].map((duration) => value(duration, 'at most'));
}

/** The lines of a product, newest first, and behind them their releases. */
function versionOffers(name: string): readonly Offer[] {
  const product = PRODUCTS.find((known) => known === name);
  const lines = product === undefined ? [] : [...linesOf(product)].reverse();
  return [
    ...lines.map((line) => value(line, 'every known patch')),
    ...lines.flatMap((line) =>
      [...releasesOf(line)].reverse().map((release) => value(releaseName(release), 'this patch')),
    ),
  ];
}

function usedValues({ files }: Policy, setting: string): readonly Offer[] {
  return outline(files).brokers.flatMap(({ node, source }) =>
    node.items.flatMap((item): readonly Offer[] => {
      const [template] =
        item.type === 'setting' && item.keyword.text === setting ? item.values : [];
      if (template === null || template === undefined) return [];
      const names = textsOf(node.names).join(', ');
      const detail = `as for ${names}`;
      return [{ label: source.slice(template.range), kind: 'value', detail }];
    }),
  );
}
