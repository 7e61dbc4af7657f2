import { outline } from '../../policy/outline.js';
import type { Item } from '../../syntax/tree.js';
import { textsOf } from '../../syntax/walk.js';
import { unique, type Offer } from './offer.js';
import type { Policy } from './policy.js';
import type { Site } from './site.js';

/** What every broker gives a value by itself. */
const builtIn: readonly (readonly [string, string])[] = [
  ['account', 'the account of the broker'],
  ['region', 'the region of the broker'],
  ['partition', 'the partition of the broker'],
  ['broker', 'the name of the broker'],
];

/** What `${…}` can name where the cursor stands. */
export function variableOffers({ blocks, item }: Site, { files }: Policy): readonly Offer[] {
  const around = item !== undefined && 'type' in item ? [...blocks, item] : blocks;
  const parameters = around.flatMap((block) => parametersOf(block));
  const lets = outline(files).brokers.flatMap(({ node }) =>
    node.items.flatMap((inside) => (inside.type === 'let' ? (inside.name?.text ?? []) : [])),
  );
  const inAllow = around.some(({ type }) => type === 'allow');
  const isProfile = around.some(({ type }) => type === 'profile');
  return unique([
    ...parameters.map((name) => variable(name, 'parameter')),
    ...(inAllow || isProfile ? [variable('role', 'the role that it is granted to')] : []),
    ...lets.map((name) => variable(name, "the broker's variable")),
    ...builtIn.map(([name, detail]) => variable(name, detail)),
  ]);
}

function parametersOf(block: Item): readonly string[] {
  return block.type === 'profile' ? textsOf(block.parameters) : [];
}

function variable(label: string, detail: string): Offer {
  return { label, kind: 'variable', detail };
}
