import { syntaxDiagnostics as catalog } from '../diagnostics/catalog/syntax.js';
import type { Definition } from '../diagnostics/define.js';
import type { Edit, Fix } from '../diagnostics/diagnostic.js';
import type { Details, Reporter } from '../diagnostics/reporter.js';
import type { TextRange } from '../source/range.js';
import type { Source } from '../source/source.js';
import { indentation, lastTokenBefore } from './layout.js';
import type { MeantLine, ReadMeant } from './meant-line.js';
import type { Neighbour } from './neighbours.js';
import { unseenIn } from './unseen.js';
import { lex, shownAt, type Tokens } from './tokens.js';

/** How many mistakes of one file are told: a text with more of them is no policy. */
const mistakeLimit = 1000;

/** How far behind a mistake, in UTF-16 code units, one on its line follows from it. */
const lineLimit = 400;

/** How much of a token a message quotes, in UTF-16 code units. */
const quotedLength = 40;

/** The codes of mistakes in the shape of a line, of which the second follows from the first. */
const SHAPES: ReadonlySet<string> = new Set(
  [
    catalog.expectedToken,
    catalog.unexpectedToken,
    catalog.unknownKeyword,
    catalog.misplacedItem,
    catalog.needsQuotes,
    catalog.reservedWord,
    catalog.reservedIdentifier,
    catalog.badIdentifier,
  ].map(({ code }) => code),
);

/**
 * Tells the mistakes of one text. Of several remarks about one spot only the first is told, since
 * the others follow from it.
 */
export class Problems {
  #lastTold = -1;
  #lastCode: string | undefined;
  #lastEnd = -1;
  /** How far a line, told as a whole, reaches over the lines behind it. */
  #until = -1;
  /** The edits of the fix of each habit that was told. */
  readonly #habits = new Map<string, Edit[]>();
  /** The item that was read last, and what knows what it means. */
  #itemStart = 0;
  #readItem: ReadMeant | undefined;
  #lastGap = -1;
  #told = 0;
  /** How many mistakes followed from others. */
  #followed = 0;
  #remarked = 0;
  #tokens: Tokens | undefined;
  /** Where the texts without a second quote begin that hide braces, once for each brace. */
  readonly #hidden: number[] = [];
  readonly #lost: TextRange[] = [];
  readonly #broken: TextRange[] = [];

  constructor(
    readonly source: Source,
    readonly reporter: Reporter,
  ) {}

  /** The stretches of which nobody knows what they would have said, in the order of reading. */
  get lost(): readonly TextRange[] {
    return this.#lost;
  }

  /** The lines, or pieces of them between braces, that a mistake breaks, in the order of reading. */
  get broken(): readonly TextRange[] {
    return this.#broken;
  }

  /** Takes note of the braces in a text whose second quote is missing, which would have closed blocks. */
  hideBraces({ start, end }: TextRange): void {
    const signs = this.source.text.slice(start, end).replaceAll(/[^{}]/g, '');
    for (let left = signs.replaceAll('{}', ''); left.startsWith('}'); left = left.slice(1))
      this.#hidden.push(start);
  }

  /** Whether the `}` of a block that opens at an offset is hidden in a text without its second quote. */
  takesHidden(opener: number): boolean {
    const at = this.#hidden.findIndex((start) => opener < start);
    if (at >= 0) this.#hidden.splice(at, 1);
    return at >= 0;
  }

  /** Whether a stretch without quotes holds a character that nobody sees, told. */
  holdsUnseen(range: TextRange): boolean {
    const unseen = unseenIn(this.source, range);
    if (unseen !== undefined) this.tell(catalog.unexpectedToken, range, unseen);
    return unseen !== undefined;
  }

  /** Takes note that a stretch is not in the tree, or not as it was meant. */
  lose(range: TextRange): void {
    this.#lost.push(range);
  }

  /** The tokens of the text, which are asked for where it has mistakes. */
  get tokens(): Tokens {
    return (this.#tokens ??= lex(this.source.text));
  }

  /** Where what was told as a whole ends, if an offset is in it; undefined elsewhere. */
  toldUntil(offset: number): number | undefined {
    return this.#lastTold < offset && offset < this.#until ? this.#until : undefined;
  }

  /** Whether the text has more mistakes than are told. */
  get exhausted(): boolean {
    return this.#told > mistakeLimit;
  }

  /**
   * A number that has grown where anything was remarked on in between, told or not, or a word was
   * compared with others: what was read then may depend on more than its own text.
   */
  get traces(): number {
    return this.#remarked - this.reporter.suggester.left;
  }

  /** Takes note that how the text is read depends on something far off, or read before. */
  trace(): void {
    this.#remarked++;
  }

  /** The item that starts at an offset is being read; `read` knows what it means where it cannot be read. */
  reads(start: number, read: ReadMeant | undefined): void {
    this.#itemStart = start;
    this.#readItem = read;
  }

  /** What the item that was read last is meant to say, if that is not what it says and an offset is in it. */
  meantAt(offset: number): MeantLine | undefined {
    const { text } = this.source;
    const line = this.#readItem?.(text, this.#itemStart);
    if (line === undefined || saysSo(text, line)) return undefined;
    const isIn = line.range.start <= offset && text.slice(line.range.end, offset).trim() === '';
    return isIn ? line : undefined;
  }

  /**
   * Reports a mistake, unless one was told at the start of `range` just before, or on the same line with no
   * brace between: the second follows from the first.
   *
   * @param habit what of another language shows in the mistake, which is told once in a text: its fix mends all
   */
  tell<P>(
    definition: Definition<P>,
    range: TextRange,
    particulars: P,
    own: Details = {},
    habit?: string,
  ): void {
    this.trace();
    if (range.start === this.#lastTold || this.exhausted) return;
    // Names of a list may all be words of the language, each for itself.
    const isAnother =
      definition.code === catalog.reservedIdentifier.code && this.#lastCode === definition.code;
    if (SHAPES.has(definition.code) && !isAnother && this.#follows(range)) {
      if (this.#followed++ < mistakeLimit) this.lose(range);
      return;
    }
    this.#lastTold = range.start;
    this.#lastEnd = range.end;
    this.#lastCode = definition.code;
    const isShape = SHAPES.has(definition.code);
    let extras = isShape ? this.#withWhole(range.start, own) : own;
    const [fix] = extras.fixes ?? [];
    if (habit !== undefined && fix !== undefined) {
      const edits = this.#habits.get(habit);
      if (edits !== undefined) {
        edits.push(...fix.edits);
        return;
      }
      const all = [...fix.edits];
      this.#habits.set(habit, all);
      extras = { ...extras, fixes: [{ ...fix, edits: all }] };
    }
    if (isShape && (definition.code !== catalog.unknownKeyword.code || extras !== own))
      this.#breakLine(range);
    this.#told++;
    const place = { source: this.source, range };
    const unseen = unseenIn(this.source, range);
    if (unseen !== undefined && this.#told <= mistakeLimit) {
      this.lose(range);
      const { place: where, fix, ...found } = unseen;
      this.reporter.report(catalog.unexpectedToken, where, found, { fixes: [fix] });
    } else if (this.#told <= mistakeLimit)
      this.reporter.report(definition, place, particulars, extras);
    else this.reporter.report(catalog.tooManyMistakes, place, { limit: mistakeLimit });
  }

  /** Whether nothing but names and signs stands between what was told last and a mistake behind it. */
  #follows({ start }: TextRange): boolean {
    if (this.#lastTold < start && start < this.#until) return true;
    if (this.#lastTold < 0 || start < this.#lastTold || start > this.#lastEnd + lineLimit)
      return false;
    if (start < this.#lastEnd) return true;
    return !/[{}\r\n]/.test(this.source.text.slice(this.#lastEnd, start));
  }

  /** With the whole line as it should be, where that is known and the own fix does not lead there. */
  #withWhole(offset: number, extras: Details): Details {
    const line = this.meantAt(offset);
    const [fix] = extras.fixes ?? [];
    if (line === undefined) return extras;
    if (fix !== undefined && fix.isGuess !== true && this.#suffices(fix)) return extras;
    this.#until = line.range.end;
    const { range, write } = line;
    const edits = [{ source: this.source, range, text: write }];
    const lines = write.split(/\n\s*/).map((one) => `\`${one}\``);
    return { ...extras, fixes: [{ title: `Write ${lines.join(' and ')}`, edits, isGuess: true }] };
  }

  /** Whether the item that was read last says what it means once a fix is applied. */
  #suffices({ edits }: Fix): boolean {
    const [read, start] = [this.#readItem, this.#itemStart];
    if (read === undefined) return true;
    const until = Math.min(this.source.text.length, start + 2 * lineLimit);
    if (edits.some(({ range }) => range.start < start || range.end > until)) return true;
    const text = edits.reduceRight(
      (mended, { range, text: put }) =>
        mended.slice(0, range.start - start) + put + mended.slice(range.end - start),
      this.source.text.slice(start, until),
    );
    const line = read(text, 0);
    return line !== undefined && saysSo(text, line);
  }

  /** Takes note that the line around a mistake, as far as no brace parts it, does not say what was meant. */
  #breakLine({ start, end }: TextRange): void {
    const { text } = this.source;
    const [before = ''] =
      /[^{}\r\n]*$/.exec(text.slice(Math.max(0, start - lineLimit), start)) ?? [];
    const [behind = ''] = /^[^{}\r\n]*/.exec(text.slice(end, end + lineLimit)) ?? [];
    this.#broken.push({ start: start - before.length, end: end + behind.length });
  }

  /** What is missing before `offset`, or too much there, follows from what was just told. */
  settle(offset: number): void {
    this.trace();
    this.#lastGap = offset;
  }

  /** Whether what is missing before `offset`, or too much there, follows from what was told. */
  settled(offset: number): boolean {
    this.trace();
    return offset === this.#lastGap || offset === this.#lastTold || this.exhausted;
  }

  /**
   * Tells that something is missing before the token at `offset`. Where that token starts a line of
   * its own, the gap is shown at the end of the line before. Answers `null`, the gap in the tree.
   */
  missing(offset: number, expected: string, own?: Details): null {
    if (this.settled(offset)) return null;
    this.settle(offset);
    const { text } = this.source;
    const last = lastTokenBefore(this.tokens, offset);
    const ends = offset >= text.length || indentation(text, offset) !== undefined;
    const isLast = last !== undefined && text[offset] !== ',' && this.source.slice(last) === ',';
    const comma = isLast ? last : undefined;
    const before = comma ?? (ends ? last : undefined);
    const after = before === undefined ? undefined : this.#quote(before);
    const range = before ?? shownAt(text, offset);
    const found = this.describe(offset);
    const extras =
      own ??
      (comma === undefined
        ? this.#inserting(expected, last, ends ? undefined : offset)
        : this.#withoutComma(comma));
    const habit = comma !== undefined && ends ? 'comma' : undefined;
    this.tell(catalog.expectedToken, range, { expected, found, after }, extras, habit);
    // Signs can be thought in their places; a name cannot.
    if (!/^`[^`A-Za-z]`$/.test(expected)) this.lose(range);
    return null;
  }

  /** Tells that `range` should be something else, and settles what follows from it. */
  instead(range: TextRange, expected: string): void {
    const found = this.#quote(range);
    const [, sign] = /^`([^`]+)`$/.exec(expected) ?? [];
    const fix = sign === undefined ? {} : this.replacing(range, sign);
    this.tell(catalog.expectedToken, range, { expected, found, after: undefined }, fix);
  }

  /** The token at `offset` in words. */
  describe(offset: number): string {
    const { text } = this.source;
    return offset >= text.length ? 'the end of the text' : this.#quote(shownAt(text, offset));
  }

  /** A fix that puts `text` in the place of `range`. */
  replacing(range: TextRange, text: string): Details {
    const { source } = this;
    return { fixes: [{ title: `Write \`${text}\``, edits: [{ source, range, text }] }] };
  }

  /** As `replacing`, where the author may have meant something else. */
  perhapsReplacing(range: TextRange, text: string): Details {
    const { fixes = [] } = this.replacing(range, text);
    return { fixes: fixes.map((fix) => ({ ...fix, isGuess: true })) };
  }

  /** A fix that takes `range` out, with the blanks behind it. */
  removing(range: TextRange): Details {
    const { source } = this;
    const [blanks = ''] = /^[ \t]*/.exec(source.text.slice(range.end, range.end + 80)) ?? [];
    const edit = {
      source,
      range: { start: range.start, end: range.end + blanks.length },
      text: '',
    };
    return { fixes: [{ title: `Remove ${this.#quote(range)}`, edits: [edit] }] };
  }

  /** Tells that a word of another world is too much. */
  tooMuch(range: TextRange, { world, why }: Neighbour): void {
    const found = this.#quote(range);
    const reason = why ?? `It is a word of ${world}.`;
    this.tell(catalog.unexpectedToken, range, { found, reason }, this.removing(range));
  }

  /** Tells what is written here for a word of another world. */
  translated(range: TextRange, neighbour: Neighbour): void {
    const particulars = { word: this.source.slice(range), what: '', nearest: undefined, neighbour };
    const fix = neighbour.write === undefined ? {} : this.replacing(range, neighbour.write);
    this.tell(catalog.unknownKeyword, range, particulars, fix);
  }

  /** Tells that `text` at `start` is not a `what`, and which of `candidates` was probably meant. */
  unknown(text: string, start: number, what: string, candidates: readonly string[]): void {
    const range = { start, end: start + text.length };
    const nearest = this.reporter.suggester.nearest(text, candidates);
    const list = candidates.map((candidate) => `\`${candidate}\``).join(', ');
    this.tell(
      catalog.unknownKeyword,
      range,
      { word: text, what, nearest },
      nearest === undefined
        ? { notes: [{ message: `There are ${list}.` }] }
        : this.replacing(range, nearest),
    );
  }

  #quote(range: TextRange): string {
    const text = this.source.slice(range);
    return `\`${text.length > quotedLength ? `${text.slice(0, quotedLength)}…` : text}\``;
  }

  /** A fix that writes one of the signs that can only stand behind the last token, if something follows on the line. */
  #inserting(expected: string, last: TextRange | undefined, offset: number | undefined): Details {
    const [, sign] = /^`([=,])`$/.exec(expected) ?? [];
    if (sign === undefined || last === undefined || offset === undefined) return {};
    const { source } = this;
    // Where a list goes on, something else is meant.
    if (source.text[offset] === ',') return {};
    const range = { start: last.end, end: last.end };
    const text = sign === '=' ? ' =' : sign;
    return { fixes: [{ title: `Write \`${sign}\``, edits: [{ source, range, text }] }] };
  }

  /** A comma at the end of a list. */
  #withoutComma(comma: TextRange): Details {
    const edits = [{ source: this.source, range: comma, text: '' }];
    return {
      notes: [{ message: 'A list has no comma at its end.' }],
      fixes: [{ title: 'Remove the comma', edits }],
    };
  }
}

/** Whether a line is written as it is meant. */
function saysSo(text: string, { range, write }: MeantLine): boolean {
  return plain(text.slice(range.start, range.end)) === plain(write);
}

/** A line without what makes no difference: blanks, and quotes around what needs none. */
function plain(line: string): string {
  return line.replace(/[ \t]+/g, ' ').replace(/"([\w.:/@-]+)"/g, '$1');
}
