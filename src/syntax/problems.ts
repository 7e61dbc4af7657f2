import { syntaxDiagnostics as catalog } from '../diagnostics/catalog/syntax.js';
import type { Definition } from '../diagnostics/define.js';
import type { Details, Reporter } from '../diagnostics/reporter.js';
import type { TextRange } from '../source/range.js';
import type { Source } from '../source/source.js';
import { indentation, lastTokenBefore } from './layout.js';
import type { Neighbour } from './neighbours.js';
import { unseenIn } from './unseen.js';
import { lex, shownAt, type Tokens } from './tokens.js';

/** How many mistakes of one file are told: a text with more of them is no policy. */
const mistakeLimit = 1000;

/** How much of a token a message quotes, in UTF-16 code units. */
const quotedLength = 40;

/**
 * Tells the mistakes of one text. Of several remarks about one spot only the first is told, since
 * the others follow from it.
 */
export class Problems {
  #lastTold = -1;
  #lastGap = -1;
  #told = 0;
  #remarked = 0;
  #tokens: Tokens | undefined;
  readonly #lost: TextRange[] = [];

  constructor(
    readonly source: Source,
    readonly reporter: Reporter,
  ) {}

  /** The stretches of which nobody knows what they would have said, in the order of reading. */
  get lost(): readonly TextRange[] {
    return this.#lost;
  }

  /** Takes note that a stretch is not in the tree, or not as it was meant. */
  lose(range: TextRange): void {
    this.#lost.push(range);
  }

  /** The tokens of the text, which are asked for where it has mistakes. */
  get tokens(): Tokens {
    return (this.#tokens ??= lex(this.source.text));
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

  /** Reports a mistake, unless one was told at the start of `range` just before. */
  tell<P>(definition: Definition<P>, range: TextRange, particulars: P, extras: Details = {}): void {
    this.trace();
    if (range.start === this.#lastTold || this.exhausted) return;
    this.#lastTold = range.start;
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
  missing(offset: number, expected: string): null {
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
      comma === undefined ? this.#inserting(expected, last) : this.#withoutComma(comma);
    this.tell(catalog.expectedToken, range, { expected, found, after }, extras);
    // Signs can be thought in their places; a name cannot.
    if (!/^`[^`A-Za-z]`$/.test(expected)) this.lose(range);
    return null;
  }

  /** Tells that `range` should be something else, and settles what follows from it. */
  instead(range: TextRange, expected: string): void {
    const found = this.#quote(range);
    this.tell(catalog.expectedToken, range, { expected, found, after: undefined });
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

  /** A fix that writes one of the signs that can only stand behind the last token. */
  #inserting(expected: string, last: TextRange | undefined): Details {
    const [, sign] = /^`([=,])`$/.exec(expected) ?? [];
    if (sign === undefined || last === undefined) return {};
    const { source } = this;
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
