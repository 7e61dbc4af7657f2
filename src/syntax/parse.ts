import type { Reporter } from '../diagnostics/reporter.js';
import type { Source } from '../source/source.js';
import { parseContext } from './context.js';
import { parse } from './grammar.js';
import type { Item, Phrase, PolicyFile } from './tree.js';

/**
 * Parses a `.warren` file. Every mistake goes to the reporter, each once; the tree holds all that
 * could be read. Never throws on any text.
 */
export function parsePolicy(source: Source, reporter: Reporter): PolicyFile {
  const context = parseContext(source, reporter, 'top');
  const items = parse(source.text, { startRule: 'Policy', context, peg$silentFails: 1 });
  return { source, items, comments: context.trivia.comments };
}

/** Parses one phrase, as the command line takes it; `undefined` where the text holds none. */
export function parsePhrase(source: Source, reporter: Reporter): Phrase | undefined {
  const context = parseContext(source, reporter, 'phrase');
  const item = parse(source.text, { startRule: 'PhraseOnly', context, peg$silentFails: 1 });
  return item !== null && isPhrase(item) ? item : undefined;
}

/** Whether an item is a phrase. */
export function isPhrase(item: Item): item is Phrase {
  return ['phrase', 'connect', 'tag', 'api', 'call'].includes(item.type);
}
