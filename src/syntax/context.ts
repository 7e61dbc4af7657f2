import { syntaxDiagnostics as catalog } from '../diagnostics/catalog/syntax.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { TextRange } from '../source/range.js';
import type { Place, Source } from '../source/source.js';
import {
  allowedIn,
  holdings,
  homes,
  openerOf,
  wordsFor,
  type BlockKind,
  type Opener,
} from './placement.js';
import { indentation, lineIndentation, skipFrom, tokenAt, wordAt } from './scan.js';
import { TemplateReader } from './template-reader.js';
import type { Comment, Item, ResourceKind, Word } from './tree.js';
import { apiVerbs, brokerSettings, clauseWords, resourceKinds, resourceVerbs } from './words.js';

/** How deep blocks may nest; the language itself needs six. */
const depthLimit = 32;

/** A block that the parser is in. `opener` is where its `{` stands, once it was read. */
interface Frame {
  readonly kind: BlockKind;
  readonly allowed: ReadonlySet<Item['type']>;
  opener: number | undefined;
}

/** An item's first word as the grammar goes on with it; `word` is corrected where it was misspelt. */
interface ItemKeyword extends Opener {
  readonly word: Word;
  /** Whether the word stands for a verb that the language does not have. */
  readonly unknown: boolean;
}

/**
 * What the generated parser asks and tells while it reads one text: which block it is in, what an
 * unknown word was meant to be, how far to skip, and every mistake. Of several remarks about one
 * place only the first is reported, since the others follow from it.
 */
export class ParseContext extends TemplateReader {
  /** The first word of the item that is being read. */
  keyword: ItemKeyword | undefined;
  /** The kind that a misspelt word stands for. */
  kind: ResourceKind | undefined;

  readonly #comments = new Map<number, Comment>();
  readonly #frames: Frame[] = [];
  #junkEnd = 0;

  constructor(source: Source, reporter: Reporter, start: 'top' | 'phrase') {
    super(source, reporter);
    this.enter(start);
  }

  /** The comments read so far, in the order of the text. */
  get comments(): readonly Comment[] {
    return [...this.#comments.values()].sort((a, b) => a.range.start - b.range.start);
  }

  /** Keeps a comment; one that is read again, as after a look ahead, is kept once. */
  comment(range: TextRange): void {
    this.#comments.set(range.start, { text: this.source.slice(range), range });
  }

  /** Whether a `#` at `offset` starts a comment. */
  mayComment(offset: number): boolean {
    return offset === 0 || ' \t\r\n{}'.includes(this.source.text[offset - 1] ?? '');
  }

  // ---- Blocks

  /** A block of the given kind follows. */
  enter(kind: BlockKind): void {
    const kinds = [...this.#frames.map((frame) => frame.kind), kind];
    this.#frames.push({ kind, allowed: allowedIn(kinds), opener: undefined });
  }

  /** Takes note of the block's `{`; false where blocks are nested too deeply to go on. */
  opensBlock(offset: number): boolean {
    if (this.#frames.length <= depthLimit) {
      this.#frame.opener = offset;
      return true;
    }
    this.tell(catalog.nestedTooDeeply, { start: offset, end: offset + 1 }, { limit: depthLimit });
    this.#junkEnd = skipFrom(this.source.text, offset + 1, () => false);
    return false;
  }

  /** A `{` is missing: whether what follows reads as if it were there. */
  assumesBrace(offset: number): boolean {
    this.missing(offset, '`{`');
    return (
      this.#allowedOpener(wordAt(this.source.text, offset)) !== undefined &&
      this.#frames.length <= depthLimit
    );
  }

  /** The innermost block has ended. */
  leave(): void {
    this.#frames.pop();
  }

  /** The innermost block ends at `offset` without a `}`. */
  unclosed(offset: number): void {
    const { opener } = this.#frame;
    const range = opener === undefined ? undefined : { start: opener, end: opener + 1 };
    if (range !== undefined)
      this.tell(
        catalog.unclosedBlock,
        range,
        {},
        { notes: [{ message: 'It should end before this.', place: this.#tokenPlace(offset) }] },
      );
    this.leave();
  }

  /**
   * Whether the block must have ended before `offset`, its `}` forgotten: a declaration that it
   * cannot hold stands there, indented no deeper than the line that opened the block.
   */
  endsByLayout(offset: number): boolean {
    const { opener } = this.#frame;
    const indent = indentation(this.source.text, offset);
    if (opener === undefined || indent === undefined) return false;
    const type = openerOf(wordAt(this.source.text, offset), 'top')?.type;
    if (type === undefined || this.#frame.allowed.has(type)) return false;
    const fitsOutside = this.#frames.slice(0, -1).some((frame) => frame.allowed.has(type));
    return fitsOutside && indent <= lineIndentation(this.source.text, opener);
  }

  /** A `}` that closes nothing. */
  strayBrace(range: TextRange): void {
    this.tell(catalog.strayBrace, range, {});
  }

  // ---- Items

  /** Whether `text`, which ends at `end`, opens an item; `keyword` then says which. */
  opensItem(text: string, end: number): boolean {
    const range = { start: end - text.length, end };
    const known = openerOf(text, this.#frame.kind);
    const meant = known === undefined ? this.#guess(text, range) : { word: text, ...known };
    if (meant === undefined) return false;
    const { opens, type, word } = meant;
    if (!this.#frame.allowed.has(type))
      this.tell(catalog.misplacedItem, range, { word, home: homes[type] });
    this.keyword = { opens, type, word: { text: word, range }, unknown: word === '' };
    return true;
  }

  /** Whether a name before `(` uses a profile; told if a profile cannot be used here. */
  opensCall(name: Word): boolean {
    if (this.reserves(name.text)) return false;
    if (!this.#frame.allowed.has('call'))
      this.tell(catalog.misplacedItem, name.range, {
        word: `${this.source.slice(name.range)}(…)`,
        home: homes.call,
      });
    return true;
  }

  /** Whether a value cannot start at `offset` because the next item does. */
  startsItem(offset: number): boolean {
    if (indentation(this.source.text, offset) === undefined) return false;
    const word = wordAt(this.source.text, offset);
    const { kind } = this.#frame;
    return (
      openerOf(word, kind) !== undefined ||
      (kind === 'broker' && this.reporter.suggester.nearest(word, brokerSettings) !== undefined)
    );
  }

  /** Whether the word at `offset` is meant as an exchange's type: not if it opens the next line. */
  takesType(offset: number): boolean {
    const word = wordAt(this.source.text, offset);
    if (/^(?:direct|fanout|topic|headers|x-.*)$/.test(word)) return true;
    return indentation(this.source.text, offset) === undefined && !word.startsWith('@expect');
  }

  // ---- Words of phrases

  /** Whether `text` at `offset` is a verb, told where it is misspelt. */
  isVerb(text: string, offset: number): boolean {
    if (resourceVerbs.some((verb) => verb === text)) return true;
    if (this.reserves(text)) return false;
    this.#unknown(text, offset, 'verb', resourceVerbs);
    return true;
  }

  /** Whether `text` is a right on the Amazon MQ API. */
  isApiRight(text: string): boolean {
    return apiVerbs.some((verb) => verb === text) || text.startsWith('mq:');
  }

  /** Whether `text` at `offset` is a misspelt kind of resource, and what follows is its name. */
  misspeltKind(text: string, offset: number): boolean {
    const kind = this.reserves(text)
      ? undefined
      : this.reporter.suggester.nearest(text, resourceKinds);
    if (kind === undefined || !this.#nameFollows(offset + text.length)) return false;
    this.#unknown(text, offset, 'kind of resource', resourceKinds);
    this.kind = resourceKinds.find((known) => known === kind);
    return true;
  }

  // ---- What is skipped

  /** Tells of a token that no rule can use, and sets how far to skip. */
  startsJunk(offset: number): boolean {
    const { text } = this.source;
    const range = tokenAt(text, offset);
    const goesOn = indentation(text, offset) === undefined && wordAt(text, offset) !== '';
    this.tell(
      catalog.unexpectedToken,
      range,
      { found: this.describe(offset), expected: holdings[this.#holder] },
      goesOn ? { notes: [{ message: 'Several names of a list are written with commas.' }] } : {},
    );
    this.#junkEnd = skipFrom(text, offset, (at) => this.#itemMayStart(at));
    return this.#junkEnd > offset;
  }

  /** Whether the character at `offset` is to be skipped. */
  inJunk(offset: number): boolean {
    return offset < this.#junkEnd;
  }

  get #frame(): Frame {
    const frame = this.#frames.at(-1);
    if (frame === undefined) throw new Error('the parser left a block that it had not entered');
    return frame;
  }

  /** The block whose contents are meant, also where only an `on` is open. */
  get #holder(): BlockKind {
    return this.#frames.findLast((frame) => frame.kind !== 'on')?.kind ?? 'top';
  }

  #tokenPlace(offset: number): Place {
    return { source: this.source, range: tokenAt(this.source.text, offset) };
  }

  #allowedOpener(word: string): Opener | undefined {
    const opener = openerOf(word, this.#frame.kind);
    return opener !== undefined && this.#frame.allowed.has(opener.type) ? opener : undefined;
  }

  /** In the middle of a line only words that cannot be part of a phrase start a new item. */
  #itemMayStart(offset: number): boolean {
    const { text } = this.source;
    const word = wordAt(text, offset);
    if (clauseWords.some((clause) => clause === word) || text[offset] === ',') return false;
    if (indentation(text, offset) !== undefined) return true;
    const ambiguous = ['exchange', 'queue', 'stream', 'on', 'let', 'settings', 'test', 'can'];
    return !ambiguous.includes(word) && this.#allowedOpener(word) !== undefined;
  }

  /** The item that an unknown word was probably meant to open. */
  #guess(text: string, range: TextRange): (Opener & { word: string }) | undefined {
    if (this.reserves(text)) return undefined;
    const { kind, allowed } = this.#frame;
    const words = wordsFor(allowed, kind);
    const word = this.reporter.suggester.nearest(text, words);
    const opener = word === undefined ? undefined : openerOf(word, kind);
    if (word !== undefined && opener !== undefined) {
      this.#unknown(text, range.start, kind === 'broker' ? 'setting' : 'word of this block', words);
      return { word, ...opener };
    }
    if (!allowed.has('phrase') || !this.#kindFollows(range.end)) return undefined;
    this.#unknown(text, range.start, 'verb', resourceVerbs);
    return { word: '', opens: 'phrase', type: 'phrase' };
  }

  #kindFollows(offset: number): boolean {
    return /^[ \t]+(?:exchange|queue|stream|resource)[ \t]/.test(
      this.source.text.slice(offset, offset + 32),
    );
  }

  #nameFollows(offset: number): boolean {
    return /^[ \t]+[^ \t\r\n,{}()#=]/.test(this.source.text.slice(offset, offset + 32));
  }

  #unknown(text: string, start: number, what: string, candidates: Iterable<string>): void {
    const range = { start, end: start + text.length };
    const nearest = this.reporter.suggester.nearest(text, candidates);
    this.tell(
      catalog.unknownKeyword,
      range,
      { word: text, what, nearest },
      nearest === undefined ? {} : this.replacing(range, nearest),
    );
  }
}
