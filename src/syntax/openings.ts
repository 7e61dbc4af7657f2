import { syntaxDiagnostics as catalog } from '../diagnostics/catalog/syntax.js';
import { newestLine, PRODUCTS } from '../rabbitmq/engines.js';
import type { TextRange } from '../source/range.js';
import type { Anchors } from './anchors.js';
import type { Blocks } from './blocks.js';
import { indentation, standsBehind } from './layout.js';
import type { Opener } from './language.js';
import { meantExpect } from './meant-name.js';
import { amqpMethod, ELSEWHERE, neighbourAt, wideVerbs } from './neighbours.js';
import { homes } from './placement.js';
import type { Profiles } from './profiles.js';
import type { Problems } from './problems.js';
import { lineEnd, nextWord, wordAt } from './tokens.js';
import type { Word } from './tree.js';
import {
  brokerSettings,
  isReserved,
  openerOf,
  resourceKinds,
  resourceVerbs,
  verbOf,
  wordsFor,
} from './words.js';

/** An engine without its version, as it stands before what follows. */
const ENGINE = /\bengine[ \t]*[=:]?\s+(\S+)(?:\s|#[^\n]*\n)*$/;

const IN_TEST =
  'Put it into a test: `test "what it shows" { … }`. To grant the right, write `allow`.';

function isRuleWord(word: string): boolean {
  return word === 'allow' || word === 'can' || word === 'never';
}

/** An item's first word as the grammar goes on with it; `word` is corrected where it was misspelt. */
interface ItemKeyword extends Opener {
  readonly word: Word;
  /** Whether the word stands for a verb that the language does not have. */
  readonly unknown: boolean;
}

/** The words that open items: known ones, misspelt ones, and those that another block is for. */
export class Openings {
  /** The first word of the item that is being read. */
  keyword: ItemKeyword | undefined;

  constructor(
    private readonly problems: Problems,
    private readonly blocks: Blocks,
    private readonly anchors: Anchors,
    private readonly profiles: Profiles,
  ) {}

  /** Whether `text`, which ends at `end`, opens an item; `keyword` then says which. */
  opensItem(text: string, end: number): boolean {
    const range = { start: end - text.length, end };
    const known = openerOf(text, this.blocks.kind) ?? openerOf(text, 'broker');
    if (this.problems.toldUntil(range.start) !== undefined) return false;
    // What stands behind an item and opens none of this block goes on with it.
    const fits = known !== undefined && this.blocks.allowed.has(known.type);
    if (fits || !standsBehind(this.problems.source.text, range.start))
      this.problems.reads(range.start, this.blocks.reader);
    if (!fits && this.#isOtherwise(text, range)) return false;
    const meant = known === undefined ? this.#guess(text, range) : { word: text, ...known };
    if (meant === undefined) return false;
    const can = meant.type === 'allow' ? this.#asClaim(range) : undefined;
    const { opens, type, word } = can ?? meant;
    if (this.#isOfConnect(range)) return false;
    if (can === undefined && !this.blocks.allowed.has(type)) {
      // A claim that stands nowhere is not proved, and is not meant as a grant.
      if (type === 'can') this.problems.reads(range.start, undefined);
      const notes = type === 'can' ? [{ message: IN_TEST }] : [];
      this.problems.tell(catalog.misplacedItem, range, { word, home: homes[type] }, { notes });
      if (type === 'can') return false;
      if (type === 'let')
        this.problems.lose({ start: range.start, end: lineEnd(this.problems.source.text, end) });
    }
    this.keyword = { opens, type, word: this.anchors.word(word, range), unknown: word === '' };
    return true;
  }

  /** An `@expect` ends at `end`. */
  expects(end: number): void {
    this.problems.reads(end - '@expect'.length, meantExpect);
  }

  /** Whether a name before `(` uses a profile; told if a profile cannot be used here. */
  opensCall(name: Word): boolean {
    if (isReserved(name.text)) return false;
    if (!this.blocks.allowed.has('call')) {
      // A word of another language, as `permit(…)`, is told as such.
      if (neighbourAt(name.text, 'item') !== undefined) return false;
      const word = `${name.text}(…)`;
      this.problems.tell(catalog.misplacedItem, name.range, { word, home: homes.call });
      // Its declaration may be what is meant.
      this.problems.lose(name.range);
    }
    return true;
  }

  /**
   * Whether a value cannot start at `offset` because the next item does: its first word opens a line
   * and does not stand alone there, as a value on a line of its own may.
   */
  startsItem(offset: number): boolean {
    const { source, reporter } = this.problems;
    if (indentation(source.text, offset) === undefined) return false;
    const word = wordAt(source.text, offset);
    if (nextWord(source.text, offset + word.length) === '') return false;
    const { kind } = this.blocks;
    if (openerOf(word, kind) !== undefined) return true;
    return kind === 'broker' && reporter.suggester.nearest(word, brokerSettings) !== undefined;
  }

  /** A `=` before a value or name, as other languages have it. */
  needlessEquals(range: TextRange): void {
    const what =
      this.blocks.kind === 'broker' ? 'A setting of a broker has' : 'A declaration like this has';
    const reason = `${what} no \`=\`.`;
    const extras = this.problems.removing(range);
    this.problems.tell(catalog.unexpectedToken, range, { found: '`=`', reason }, extras, '=');
  }

  /** Tells that an engine lacks its version; answers `null`, the gap in the tree. */
  missingVersion(offset: number): null {
    const product = PRODUCTS.find((one) =>
      ENGINE.exec(
        this.problems.source.text.slice(Math.max(0, offset - 400), offset),
      )?.[1]?.startsWith(one),
    );
    const example = product ?? 'rabbitmq';
    return this.problems.missing(
      offset,
      `a version, as in \`engine ${example} ${newestLine(example)}\`,`,
    );
  }

  /** An `allow` in a test as the `can` that is meant, told; undefined elsewhere. */
  #asClaim(range: TextRange): (Opener & { word: string }) | undefined {
    const { allowed } = this.blocks;
    const can = allowed.has('can') && !allowed.has('allow') ? this.blocks.opener('can') : undefined;
    if (can === undefined) return undefined;
    const particulars = {
      word: this.problems.source.slice(range),
      home: homes.allow,
      isClaim: true,
    };
    const fix = this.problems.replacing(range, 'can');
    this.problems.tell(catalog.misplacedItem, range, particulars, fix);
    return { word: 'can', ...can };
  }

  /** Whether a word stands behind `connect` as if that were about it, which is told. */
  #isOfConnect(range: TextRange): boolean {
    const before = this.problems.source.text.slice(Math.max(0, range.start - 80), range.start);
    if (!/(?:^|[\s{,])connect[ \t]+$/.test(before) || !this.blocks.allowed.has('connect'))
      return false;
    const found = `\`${this.problems.source.slice(range)}\``;
    if (!resourceKinds.some((kind) => found === `\`${kind}\``)) return false;
    const reason = '`connect` is access to the vhost, and names nothing in it.';
    this.problems.tell(catalog.unexpectedToken, range, { found, reason });
    return true;
  }

  /** Whether a word opens nothing here although it looks so, as it is too much; what is right is told. */
  #isOtherwise(text: string, range: TextRange): boolean {
    const { text: whole } = this.problems.source;
    if (!this.blocks.allowed.has('phrase')) return false;
    const next = nextWord(whole, range.end);
    if (text === 'on' && standsBehind(whole, range.start)) {
      const extras = this.problems.meantAt(range.start) === undefined ? ELSEWHERE : undefined;
      const reason = extras ?? 'The word of the clause stands alone.';
      this.problems.tell(catalog.unexpectedToken, range, { found: '`on`', reason });
      return true;
    }
    if (isRuleWord(text) && verbOf(next) !== undefined) {
      const home = text === 'never' ? `${homes.never}, around phrases` : homes.allow;
      this.problems.tell(catalog.misplacedItem, range, { word: text, home });
      return true;
    }
    if (this.profiles.uses(text, range.end)) return true;
    return this.#isPhraseOtherwise(text, range);
  }

  /**
   * Whether a phrase begins otherwise, as a whole: with its kind, with a method of AMQP, or with a word for
   * several rights. That is told.
   */
  #isPhraseOtherwise(text: string, range: TextRange): boolean {
    const isKind = resourceKinds.some((kind) => kind === text);
    const isWide = wideVerbs(text) !== undefined && this.#kindFollows(range.end);
    const isMethod = amqpMethod(text) !== undefined;
    const line = isKind || isWide || isMethod ? this.problems.meantAt(range.start) : undefined;
    if (line === undefined) return false;
    const { write } = line;
    const fix = this.problems.perhapsReplacing(line.range, write);
    if (isKind) {
      const reason = `The verb stands first, then the kind and the name. Write \`${write}\`.`;
      this.problems.tell(catalog.unexpectedToken, range, { found: `\`${text}\``, reason }, fix);
    } else {
      const world = isMethod ? 'AMQP' : 'other brokers';
      const neighbour = { world, write, why: 'Name each right that is meant.' };
      const particulars = { word: text, what: '', nearest: undefined, neighbour };
      this.problems.tell(catalog.unknownKeyword, range, particulars, fix);
    }
    return true;
  }

  /** The item that an unknown word was probably meant to open. */
  #guess(text: string, range: TextRange): (Opener & { word: string }) | undefined {
    const { kind, allowed } = this.blocks;
    const foreign = this.#foreign(text, range) ?? this.#withColon(text, range);
    if (foreign !== undefined) return foreign;
    if (isReserved(text)) return undefined;
    const words = wordsFor(allowed, kind);
    // It is like no word that opens an item.
    const isExpect = text.startsWith('@');
    const word = isExpect ? undefined : this.problems.reporter.suggester.nearest(text, words);
    const opener = word === undefined ? undefined : openerOf(word, kind);
    if (word !== undefined && opener !== undefined) {
      const what = kind === 'broker' ? 'setting' : 'word of this block';
      this.problems.unknown(text, range.start, what, words);
      return { word, ...opener };
    }
    if (!allowed.has('phrase') || !this.#kindFollows(range.end)) return undefined;
    this.problems.unknown(text, range.start, 'verb', resourceVerbs);
    this.problems.lose(range);
    return { word: '', opens: 'phrase', type: 'phrase' };
  }

  /** What is written here for a word of another world that opens an item there. */
  #foreign(text: string, range: TextRange): (Opener & { word: string }) | undefined {
    const neighbour = neighbourAt(text, 'item');
    const word = neighbour?.write;
    const opener = word === undefined ? undefined : this.blocks.opener(word);
    if (neighbour === undefined || word === undefined || opener === undefined) return undefined;
    this.problems.translated(range, neighbour);
    return { word, ...opener };
  }

  /** A word of this block with a colon behind it. */
  #withColon(text: string, { end }: TextRange): (Opener & { word: string }) | undefined {
    const word = text.slice(0, -1);
    const opener = text.endsWith(':') ? this.blocks.opener(word) : undefined;
    if (opener === undefined) return undefined;
    const colon = { start: end - 1, end };
    const reason = `Nothing stands between \`${word}\` and what follows it.`;
    const fixes = [
      { title: 'Remove `:`', edits: [{ source: this.problems.source, range: colon, text: '' }] },
    ];
    this.problems.tell(catalog.unexpectedToken, colon, { found: '`:`', reason }, { fixes }, ':');
    return { word, ...opener };
  }

  /** Whether a kind of resource follows the word that ends at `offset`, and something behind it. */
  #kindFollows(offset: number): boolean {
    const { text } = this.problems.source;
    const word = nextWord(text, offset);
    if (!resourceKinds.some((kind) => kind === word)) return false;
    const end = text.indexOf(word, offset) + word.length;
    return text[end] === ' ' || text[end] === '\t';
  }
}
