import type { NamedRight } from '../aws/mq-rights.js';
import {
  language,
  type Opener,
  type Row,
  type Use,
  type Verb,
  type WordUsedAs,
} from './language.js';
import type { BlockKind } from './placement.js';
import type { Clause, Item, ResourceKind, TagWord } from './tree.js';

/* What follows from the table of the language: its words by what they do. */

const rows: ReadonlyMap<string, Row> = new Map(Object.entries<Row>(language));

/** The words that have a use inside of items, in the order of the table. */
function wordsUsedAs<Used extends Use>(use: Used): readonly WordUsedAs<Used>[] {
  return Object.keys(language).filter(
    (word): word is WordUsedAs<Used> => rows.get(word)?.uses.includes(use) === true,
  );
}

/** The verbs of phrases that name a queue, an exchange, a stream or a resource. */
export const resourceVerbs = wordsUsedAs('verb');

/** What a verb can be about, and which clauses it takes; undefined for any other word. */
export function verbOf(word: string): Verb | undefined {
  return rows.get(word)?.about;
}

/** The rights on the Amazon MQ API that are words of the language. */
export const apiVerbs: readonly NamedRight[] = wordsUsedAs('right');

/** The kinds that a phrase can be about. */
export const resourceKinds: readonly ResourceKind[] = wordsUsedAs('kind');

/** The words that open a clause of a phrase. */
export const clauseWords: readonly Clause['type'][] = wordsUsedAs('clause');

/** The word before the conditions of a right, and the words of these; `where` is not reserved. */
export const whereWord = 'where';
export const tagWords: readonly TagWord[] = wordsUsedAs('condition');

/** The settings of a broker, which are not reserved words. */
export const brokerSettings: readonly string[] = [...rows]
  .filter(([, { colour }]) => colour === 'setting')
  .map(([word]) => word);

/** Every word that cannot stand as an identifier or as a bare pattern. */
export const reservedWords: ReadonlySet<string> = new Set(
  [...rows].filter(([, { reserved }]) => reserved).map(([word]) => word),
);

/** Whether a word belongs to the language, so that it cannot be a bare name. */
export function isReserved(word: string): boolean {
  return reservedWords.has(word);
}

/** The row of a word in the table of the language; undefined for a name. */
export function rowOf(word: string): Row | undefined {
  return rows.get(word);
}

/** What a word of the language means, wherever it can stand. */
export function meaningOf(word: string): string | undefined {
  return rows.get(word)?.meaning;
}

const settingOpeners = new Map(openersOf((word) => brokerSettings.includes(word)));
/** The first words of items that mean the same in every block. */
const openers = new Map(openersOf((word) => !brokerSettings.includes(word)));

function openersOf(isMeant: (word: string) => boolean): [string, Opener][] {
  return [...rows].flatMap(([word, { opener }]): [string, Opener][] =>
    opener !== undefined && isMeant(word) ? [[word, opener]] : [],
  );
}

/**
 * Looks up the first word of an item as it is meant in a block of the given kind: the settings of a broker
 * are ordinary words in every other block.
 */
export function openerOf(word: string, block: BlockKind): Opener | undefined {
  if (block === 'broker') {
    const setting = settingOpeners.get(word);
    if (setting !== undefined) return setting;
  }
  return openers.get(word) ?? (word.startsWith('mq:') ? language.deploy.opener : undefined);
}

/** The words that can open an item of the given types in a block, for did-you-mean. */
export function wordsFor(types: ReadonlySet<Item['type']>, block: BlockKind): string[] {
  const words = block === 'broker' ? [...settingOpeners, ...openers] : [...openers];
  return words.filter(([, opener]) => types.has(opener.type)).map(([word]) => word);
}
