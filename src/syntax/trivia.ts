import { syntaxDiagnostics as catalog } from '../diagnostics/catalog/syntax.js';
import type { TextRange } from '../source/range.js';
import type { Problems } from './problems.js';
import { skipBlanks } from './tokens.js';
import type { Comment } from './tree.js';

/** What the parser reads between tokens: comments, and the marks that a merge has left. */
export class Trivia {
  readonly #comments = new Map<number, Comment>();
  readonly #marks = new Set<number>();
  #inConflict = false;

  constructor(private readonly problems: Problems) {}

  /** The comments read so far, in the order of the text. */
  get comments(): readonly Comment[] {
    return [...this.#comments.values()].sort((a, b) => a.range.start - b.range.start);
  }

  /**
   * Keeps a comment; one that is read again, as after a look ahead, is kept once. One that touches
   * what stands before it is told, since a `#` must never cut a name off in silence.
   */
  comment(range: TextRange): void {
    if (this.#comments.has(range.start)) return;
    const { source } = this.problems;
    this.#comments.set(range.start, { text: source.slice(range), range });
    const before = source.text[range.start - 1];
    if (before === undefined || ' \t\r\n{}'.includes(before)) return;
    const sign = { start: range.start, end: range.start + 1 };
    const blank = this.problems.replacing(sign, ' #');
    this.problems.tell(catalog.hashInName, sign, { quoted: undefined }, blank);
    this.problems.settle(skipBlanks(source.text, range.end));
  }

  /** Keeps a comment of an item that reads as before. */
  keep(start: number, text: string): void {
    this.#comments.set(start, { text, range: { start, end: start + text.length } });
  }

  /** Whether the sign of a mark is the first of its line. */
  startsMark(offset: number): boolean {
    const code = this.problems.source.text.charCodeAt(offset);
    if (code !== 60 && code !== 61 && code !== 62 && code !== 124) return false;
    const before = this.problems.source.text[offset - 1];
    return before === undefined || before === '\n' || before === '\r';
  }

  /** Takes note of a line that a merge has left; each conflict is told once, where it begins. */
  conflictMark(range: TextRange): void {
    this.problems.trace();
    if (this.#marks.has(range.start)) return;
    this.#marks.add(range.start);
    const mark = this.problems.source.text[range.start];
    if (mark === '<' || !this.#inConflict) this.problems.tell(catalog.conflictMark, range, {});
    this.#inConflict = mark !== '>';
  }
}
