import type { Item } from './tree.js';

/** A block that items can stand in; `top` is the file itself, `phrase` a phrase on its own. */
export type BlockKind =
  'top' | 'broker' | 'settings' | 'profile' | 'vhost' | 'on' | 'test' | 'rule' | 'phrase';

/** The kind of block that items of a type open. */
export const blockKinds: Readonly<Partial<Record<Item['type'], BlockKind>>> = {
  broker: 'broker',
  settings: 'settings',
  profile: 'profile',
  vhost: 'vhost',
  on: 'on',
  test: 'test',
  allow: 'rule',
  can: 'rule',
  never: 'rule',
};

const phrases: readonly Item['type'][] = ['phrase', 'connect', 'tag', 'api', 'call'];

/** What may stand in each block, in the order in which messages name it. */
const contents: Readonly<Record<BlockKind, readonly Item['type'][]>> = {
  top: ['broker', 'role', 'group', 'profile', 'vhost', 'on', 'test', 'allow', 'never'],
  vhost: ['exchange', 'queue', 'stream', 'topology', 'allow', 'never', 'test', 'on'],
  test: ['can', 'never', 'vhost', 'on'],
  broker: ['setting', 'token', 'let', 'settings'],
  settings: [],
  on: [],
  rule: phrases,
  profile: phrases,
  phrase: phrases,
};

/** Where an item belongs, in words for a diagnostic about one that stands elsewhere. */
export const homes: Readonly<Record<Item['type'], string>> = {
  broker: 'at the top of a file',
  role: 'at the top of a file or in an `on` block there',
  group: 'at the top of a file or in an `on` block there',
  profile: 'at the top of a file or in an `on` block there',
  vhost: 'at the top of a file, or in an `on` or `test` block there',
  on: 'at the top of a file, or in a vhost or test',
  test: 'at the top of a file or in a vhost',
  exchange: 'in a vhost',
  queue: 'in a vhost',
  stream: 'in a vhost',
  topology: 'in a vhost',
  allow: 'in a vhost, or at the top of a file for tags and Amazon MQ rights',
  never: 'in a vhost, in a test or at the top of a file',
  can: 'in a test',
  setting: 'in a broker',
  token: 'in a broker',
  let: 'in a broker',
  settings: 'in a broker',
  phrase: 'in `allow`, `can`, `never` or a profile',
  connect: 'in `allow`, `can`, `never` or a profile',
  tag: 'in `allow`, `can`, `never` or a profile',
  api: 'in `allow`, `can`, `never` or a profile',
  call: 'in `allow`, `can`, `never` or a profile',
};

const phraseHolding = 'A phrase belongs here, such as `consume queue orders`.';

/** What a block holds, as a sentence for a diagnostic about something else in it. */
export const holdings: Readonly<Record<BlockKind, string>> = {
  top: `A file holds ${listed(contents.top)}.`,
  vhost: `A vhost holds ${listed(contents.vhost)}.`,
  test: `A test holds ${listed(contents.test)}.`,
  broker: 'A broker holds settings such as `engine` and `issuer`, `let` and `settings`.',
  settings: 'Here stand lines of rabbitmq.conf, `key = value`; such a value may need quotes.',
  on: 'A declaration belongs here.',
  rule: phraseHolding,
  profile: phraseHolding,
  phrase: phraseHolding,
};

function listed(types: readonly Item['type'][]): string {
  const words = types.map((type) => `\`${type}\``);
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/**
 * What may stand in the innermost of the open blocks, given from the outermost inwards. An `on`
 * block holds what its surroundings hold but brokers; inside a test only claims are made.
 */
export function allowedIn(blocks: readonly BlockKind[]): ReadonlySet<Item['type']> {
  const key = blocks.join();
  const known = allowed.get(key);
  if (known !== undefined) return known;
  const found = contentsIn(blocks);
  // Nobody nests as deep as makes this many.
  if (allowed.size < 1000) allowed.set(key, found);
  return found;
}

/** What was found for the blocks that policies do nest; asked for every block. */
const allowed = new Map<string, ReadonlySet<Item['type']>>();

function contentsIn(blocks: readonly BlockKind[]): ReadonlySet<Item['type']> {
  const holders = blocks.filter((kind) => kind !== 'on');
  const holder = holders.at(-1) ?? 'top';
  const outer = holders.slice(0, -1);
  let items = contents[holder];
  if (holder === 'vhost' && outer.includes('test')) items = ['can', 'never', 'on'];
  if (holder === 'test' && outer.includes('vhost')) items = ['can', 'never', 'on'];
  if (blocks.at(-1) === 'on') items = items.filter((type) => type !== 'broker');
  return new Set(items);
}
