import type { Reporter } from '../diagnostics/reporter.js';
import type { Source } from '../source/source.js';
import { Again, type Before } from './again.js';
import { Anchors } from './anchors.js';
import { Blocks } from './blocks.js';
import { Junk } from './junk.js';
import { Names } from './names.js';
import { Openings } from './openings.js';
import { PhraseWords } from './phrase-words.js';
import { Problems } from './problems.js';
import { Profiles } from './profiles.js';
import { blanksEnd, wordEnd } from './tokens.js';
import { Templates } from './templates.js';
import { Trivia } from './trivia.js';

/**
 * What the generated parser asks and tells while it reads one text. The grammar says what a text
 * looks like; these say what was meant where it looks otherwise.
 */
export interface ParseContext {
  /** Where blanks and words end. */
  readonly ends: typeof ends;
  /** Every mistake. */
  readonly problems: Problems;
  /** Comments, and marks of a merge. */
  readonly trivia: Trivia;
  /** The blocks that are open. */
  readonly blocks: Blocks;
  /** The words that open items. */
  readonly openings: Openings;
  /** Profiles and their parentheses. */
  readonly profiles: Profiles;
  /** The words inside of items. */
  readonly words: PhraseWords;
  /** Identifiers. */
  readonly names: Names;
  /** Patterns, values and quoted texts. */
  readonly templates: Templates;
  /** What is skipped. */
  readonly junk: Junk;
  /** The items of the text before an edit, where it is read again. */
  readonly again: Again | undefined;
  /** The items that are being read. */
  readonly anchors: Anchors;
}

const ends = { ofBlanks: blanksEnd, ofWord: wordEnd };

/** The context for one text, which is a whole file or a phrase on its own. */
export function parseContext(
  source: Source,
  reporter: Reporter,
  start: 'top' | 'phrase',
  before?: Before,
): ParseContext {
  const problems = new Problems(source, reporter);
  const blocks = new Blocks(problems, start);
  const trivia = new Trivia(problems);
  const anchors = new Anchors(problems, blocks);
  const profiles = new Profiles(problems, anchors);
  const openings = new Openings(problems, blocks, anchors, profiles);
  return {
    ends,
    problems,
    trivia,
    again: before && new Again(before, source.text, trivia),
    blocks,
    openings,
    profiles,
    words: new PhraseWords(problems, blocks, openings),
    names: new Names(problems, anchors),
    templates: new Templates(problems, anchors),
    junk: new Junk(problems, blocks),
    anchors,
  };
}
