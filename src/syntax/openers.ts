import type { BlockKind } from './placement.js';
import type { Item } from './tree.js';
import { apiVerbs, brokerSettings, resourceVerbs } from './words.js';

/** The rule of the grammar that reads what follows an item's first word. */
export type Opens =
  | 'phrase'
  | 'connect'
  | 'tag'
  | 'api'
  | 'role'
  | 'rule'
  | 'vhost'
  | 'exchange'
  | 'queue'
  | 'topology'
  | 'group'
  | 'profile'
  | 'test'
  | 'on'
  | 'broker'
  | 'let'
  | 'settings'
  | 'token'
  | 'engine'
  | 'setting';

/** What an item's first word says about it. */
export interface Opener {
  readonly opens: Opens;
  readonly type: Item['type'];
}

/** The first words of items that mean the same in every block. */
const openers = new Map<string, Opener>([
  ['broker', { opens: 'broker', type: 'broker' }],
  ['role', { opens: 'role', type: 'role' }],
  ['group', { opens: 'group', type: 'group' }],
  ['profile', { opens: 'profile', type: 'profile' }],
  ['vhost', { opens: 'vhost', type: 'vhost' }],
  ['exchange', { opens: 'exchange', type: 'exchange' }],
  ['queue', { opens: 'queue', type: 'queue' }],
  ['stream', { opens: 'queue', type: 'stream' }],
  ['topology', { opens: 'topology', type: 'topology' }],
  ['allow', { opens: 'rule', type: 'allow' }],
  ['can', { opens: 'rule', type: 'can' }],
  ['never', { opens: 'rule', type: 'never' }],
  ['test', { opens: 'test', type: 'test' }],
  ['on', { opens: 'on', type: 'on' }],
  ['let', { opens: 'let', type: 'let' }],
  ['settings', { opens: 'settings', type: 'settings' }],
  ['connect', { opens: 'connect', type: 'connect' }],
  ['tag', { opens: 'tag', type: 'tag' }],
  ...resourceVerbs.map((verb) => [verb, { opens: 'phrase', type: 'phrase' }] as const),
  ...apiVerbs.map((verb) => [verb, { opens: 'api', type: 'api' }] as const),
]);

/** The settings of a broker; their names are ordinary words in every other block. */
const settingOpeners = new Map<string, Opener>(
  brokerSettings.map((name) => [
    name,
    name === 'token'
      ? { opens: 'token', type: 'token' }
      : { opens: name === 'engine' ? 'engine' : 'setting', type: 'setting' },
  ]),
);

/** Looks up the first word of an item as it is meant in a block of the given kind. */
export function openerOf(word: string, block: BlockKind): Opener | undefined {
  if (block === 'broker') {
    const setting = settingOpeners.get(word);
    if (setting !== undefined) return setting;
  }
  return openers.get(word) ?? (word.startsWith('mq:') ? openers.get('deploy') : undefined);
}

/** The words that can open an item of the given types in a block, for did-you-mean. */
export function wordsFor(types: ReadonlySet<Item['type']>, block: BlockKind): string[] {
  const words = block === 'broker' ? [...settingOpeners, ...openers] : [...openers];
  return words.filter(([, opener]) => types.has(opener.type)).map(([word]) => word);
}
