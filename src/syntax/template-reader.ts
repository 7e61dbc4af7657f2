import { syntaxDiagnostics as catalog } from '../diagnostics/catalog/syntax.js';
import type { Definition } from '../diagnostics/define.js';
import type { Extras, Reporter } from '../diagnostics/reporter.js';
import type { TextRange } from '../source/range.js';
import type { Source } from '../source/source.js';
import { indentation, skipBlanks, tokenAt, wordAt } from './scan.js';
import type { Template, TemplatePart, Word } from './tree.js';
import { reservedWords } from './words.js';

/** A piece of a bare text; a strange one holds characters that only quotes may hold. */
type BarePart = TemplatePart & { readonly strange?: boolean };

/** What the generated parser asks and tells about single words, names and values. */
export class TemplateReader {
  #lastTold = -1;

  constructor(
    readonly source: Source,
    readonly reporter: Reporter,
  ) {}

  /** Reports a mistake, unless one was reported at the same place before. */
  tell<P>(definition: Definition<P>, range: TextRange, particulars: P, extras: Extras = {}): void {
    if (range.start === this.#lastTold) return;
    this.#lastTold = range.start;
    this.reporter.report(definition, { source: this.source, range }, particulars, extras);
  }

  /** Tells that something else was expected than the token at `offset`. Answers `null`, the gap. */
  missing(offset: number, expected: string): null {
    this.tell(catalog.expectedToken, tokenAt(this.source.text, offset), {
      expected,
      found: this.describe(offset),
    });
    return null;
  }

  /** The token at `offset` in words. */
  describe(offset: number): string {
    if (offset >= this.source.text.length) return 'the end of the text';
    const text = this.source.slice(tokenAt(this.source.text, offset));
    return `\`${text.length > 40 ? `${text.slice(0, 40)}…` : text}\``;
  }

  /** A fix that puts `text` in the place of `range`. */
  replacing(range: TextRange, text: string): Extras {
    const { source } = this;
    return { fixes: [{ title: `Write \`${text}\``, edits: [{ source, range, text }] }] };
  }

  /** Whether a word belongs to the language. */
  reserves(word: string): boolean {
    return reservedWords.has(word);
  }

  /** Whether the word at `offset` is meant as an identifier; a reserved one only if nothing else fits. */
  takesIdentifier(text: string, offset: number): boolean {
    if (text.startsWith('@expect')) return false;
    return !this.reserves(text) || this.#standsAlone(offset + text.length, '=,({');
  }

  /** The identifier that was read, told if it cannot be one. */
  identifier(text: string, range: TextRange): Word | null {
    if (this.reserves(text)) this.tell(catalog.reservedIdentifier, range, { word: text });
    else if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(text))
      this.tell(catalog.badIdentifier, range, { word: text });
    else return { text, range };
    return null;
  }

  /**
   * Whether a word at `offset` cannot be a bare name because it is reserved. Where it ends its list
   * or line it can only have been meant as a name: then it is told to be quoted, and taken.
   */
  isReserved(text: string, offset: number): boolean {
    if (!this.reserves(text)) return false;
    const end = offset + text.length;
    if (indentation(this.source.text, offset) !== undefined || !this.#standsAlone(end, ','))
      return true;
    this.tell(
      catalog.reservedWord,
      { start: offset, end },
      { word: text },
      this.replacing({ start: offset, end }, `"${text}"`),
    );
    return false;
  }

  /** A bare pattern from its pieces, told if it holds what only quotes may hold. */
  bare(parts: readonly BarePart[], range: TextRange): Template {
    const text = this.source.slice(range);
    const strange = parts.find((part) => part.strange)?.range;
    if (strange !== undefined || text.startsWith('@')) {
      const quoted = this.replacing(range, `"${text.replace(/["\\]/g, '\\$&')}"`);
      const [character = '@'] = strange === undefined ? [] : this.source.slice(strange);
      if (text.includes('#')) this.tell(catalog.hashInName, range, { word: text }, quoted);
      else this.tell(catalog.needsQuotes, range, { character }, quoted);
    }
    return { quoted: false, parts: parts.map(plain), range };
  }

  /** A bare value from its pieces; of strange pieces it can only hold a `#`. */
  bareValue(parts: readonly BarePart[], range: TextRange): Template {
    const text = this.source.slice(range);
    if (parts.some((part) => part.strange))
      this.tell(catalog.hashInName, range, { word: text }, this.replacing(range, `"${text}"`));
    return { quoted: false, parts: parts.map(plain), range };
  }

  /** The character of a `\u{…}` escape. */
  character(digits: string, range: TextRange): string {
    const code = Number.parseInt(digits, 16);
    if (code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)) return String.fromCodePoint(code);
    this.tell(catalog.badEscape, range, { escape: this.source.slice(range) });
    return '';
  }

  /** An escape that there is not. */
  badEscape(text: string, range: TextRange): void {
    this.tell(catalog.badEscape, range, { escape: `\\${text}` });
  }

  /** An interpolation without a proper name. */
  badInterpolation(range: TextRange): void {
    this.tell(catalog.badInterpolation, range, {});
  }

  /** A quoted text that reaches the end of its line. */
  unterminated(range: TextRange): void {
    this.tell(catalog.unterminatedText, range, {});
  }

  /** Whether nothing but the end of the line, a `}` or one of `signs` follows on the line. */
  #standsAlone(end: number, signs: string): boolean {
    const { text } = this.source;
    const next = skipBlanks(text, end);
    if (next >= text.length || text[next] === '}' || signs.includes(text[next] ?? '')) return true;
    return indentation(text, next) !== undefined && wordAt(text, end) === '';
  }
}

function plain({ strange: _, ...part }: BarePart): TemplatePart {
  return part;
}
