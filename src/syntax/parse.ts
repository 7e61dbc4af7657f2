import { errorsOf } from '../diagnostics/diagnostic.js';
import { Reporter } from '../diagnostics/reporter.js';
import { Source } from '../source/source.js';
import type { Before } from './again.js';
import { parseContext } from './context.js';
import { parse } from './grammar.js';
import { withMeantBlocks } from './mended-blocks.js';
import { tellOtherFormat } from './other-formats.js';
import type { Item, Phrase, PolicyFile } from './tree.js';

/**
 * Parses a `.warren` file. Every mistake goes to the reporter, each once; the tree holds all that
 * could be read. Where a brace lacks or is too much, and the layout shows which, the tree is as if it were
 * mended, and that alone is told of it. Of a file in another format that alone is told. Never throws on any text.
 *
 * @param before the same file before an edit: of its tree the items are kept that the edit does not
 *   touch, and what else there is of it must not be used any more
 */
export function parsePolicy(source: Source, reporter: Reporter, before?: Before): PolicyFile {
  const told = new Reporter(reporter.suggester);
  const file = read(source, told, before);
  if (told.reported.length === 0) return file;
  if (tellOtherFormat(source, reporter)) return { ...file, items: [], ...withAll(source) };
  const mended = withMeantBlocks({ file, told: told.reported }, (text) => {
    const other = new Reporter();
    return { file: read(new Source(source.name, text), other), told: other.reported };
  });
  reporter.take(mended.told);
  return { ...mended.file, mistakes: errorsOf(mended.told).map(({ place }) => place.range) };
}

/** Of a text that is no policy all is lost. */
function withAll(source: Source): Pick<PolicyFile, 'lost' | 'mistakes'> {
  const all = [{ start: 0, end: source.text.length }];
  return { lost: all, mistakes: all };
}

/** Reads a text as it stands. */
function read(source: Source, reporter: Reporter, before?: Before): PolicyFile {
  const context = parseContext(source, reporter, 'top', before);
  const items = parse(source.text, { startRule: 'Policy', context, peg$silentFails: 1 });
  context.again?.settle();
  const { lost, broken } = context.problems;
  return { source, items, comments: context.trivia.comments, lost, broken, mistakes: [] };
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
