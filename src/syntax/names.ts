import { syntaxDiagnostics as catalog } from '../diagnostics/catalog/syntax.js';
import type { TextRange } from '../source/range.js';
import type { Anchors } from './anchors.js';
import { indentation, lastTokenBefore } from './layout.js';
import type { Problems } from './problems.js';
import { withoutSigns } from './stray-signs.js';
import { lineEnd, skipBlanks, wordAt, wordEnd } from './tokens.js';
import type { Word } from './tree.js';
import { isReserved } from './words.js';

/** Identifiers, and the words that may or may not stand for a name. */
export class Names {
  constructor(
    private readonly problems: Problems,
    private readonly anchors: Anchors,
  ) {}

  /** Whether the word at `offset` is meant as an identifier; a reserved one only if nothing else fits. */
  takesIdentifier(text: string, offset: number): boolean {
    if (text.startsWith('@expect')) return false;
    if (!isReserved(text)) return true;
    const startsLine = indentation(this.problems.source.text, offset) !== undefined;
    return !startsLine && this.#standsAlone(offset + text.length, '=,({)');
  }

  /**
   * Whether a bare name or pattern can start at `offset`: no `@expect`, no reserved word, and no use of a
   * profile on a line of its own.
   */
  startsBare(offset: number): boolean {
    const { text } = this.problems.source;
    if (text[offset] === '=') return false;
    const end = wordEnd(text, offset);
    if (end === offset) return true;
    if (text.startsWith('@expect', offset) && !/[\w.:/@*$-]/.test(text[offset + 7] ?? ' '))
      return false;
    if (this.isReservedName(text.slice(offset, end), offset)) return false;
    return text[end] !== '(' || indentation(text, offset) === undefined;
  }

  /** Tells that a name is missing at `offset`; a `#` in its place has opened a comment. */
  missing(offset: number): null {
    const { source, tokens } = this.problems;
    const last = lastTokenBefore(tokens, offset);
    const behind = source.text.slice(last?.end, lineEnd(source.text, last?.end ?? 0));
    const [blanks = ''] = /^[ \t]+(?=#)/.exec(behind) ?? [];
    if (last === undefined || blanks === '' || !/^[ \t]+#[ \t}]*$/.test(behind))
      return this.problems.missing(offset, 'a name or pattern');
    const start = last.end + blanks.length;
    const notes = [{ message: 'A `#` starts a comment: write `*` for any text.' }];
    this.problems.hideBraces({ start, end: last.end + behind.length });
    const fix = this.problems.replacing({ start, end: start + 1 }, '*');
    return this.problems.missing(offset, 'a name or pattern', { ...fix, notes });
  }

  /** The identifier that was read, told if it cannot be one. */
  identifier(text: string, range: TextRange): Word | null {
    const plain = withoutSigns(text, range, this.problems);
    if (plain !== undefined) return this.anchors.word(plain.text, plain.range);
    if (isReserved(text)) this.problems.tell(catalog.reservedIdentifier, range, { word: text });
    else if (text.includes('#'))
      this.problems.tell(catalog.hashInName, range, { quoted: undefined });
    else if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(text)) this.#tellBad(text, range);
    else return this.anchors.word(text, range);
    this.problems.lose(range);
    return null;
  }

  /** An identifier in quotes, which is told. */
  quotedIdentifier(range: TextRange): null {
    this.#tellBad(this.problems.source.slice(range), range);
    this.problems.lose(range);
    return null;
  }

  /** Tells a name that cannot be one; where it stands again, that is the same mistake. */
  #tellBad(word: string, range: TextRange): void {
    const [, plain] = /^"?([A-Za-z][\w./:@-]*)"?$/.exec(word) ?? [];
    const { fixes = [] } =
      plain === undefined
        ? {}
        : this.problems.perhapsReplacing(
            range,
            plain.replaceAll(/[^\w-]+/g, '-').replace(/-$/, ''),
          );
    this.problems.tell(catalog.badIdentifier, range, { word }, { fixes }, `name ${word}`);
  }

  /**
   * Whether a word at `offset` cannot be a bare name because it is reserved. Where it ends its list
   * or line it can only have been meant as a name: then it is told to be quoted, and taken.
   */
  isReservedName(text: string, offset: number): boolean {
    if (!isReserved(text)) return false;
    const { source } = this.problems;
    const range = { start: offset, end: offset + text.length };
    if (indentation(source.text, offset) !== undefined || !this.#standsAlone(range.end, ','))
      return true;
    const quoted = this.problems.replacing(range, `"${text}"`);
    this.problems.tell(catalog.reservedWord, range, { word: text }, quoted);
    return false;
  }

  /** Whether nothing but the end of the line, a `}` or one of `signs` follows on the line. */
  #standsAlone(end: number, signs: string): boolean {
    const { text } = this.problems.source;
    const next = skipBlanks(text, end);
    if (next >= text.length || text[next] === '}' || signs.includes(text[next] ?? '')) return true;
    return indentation(text, next) !== undefined && wordAt(text, end) === '';
  }
}
