import { syntaxDiagnostics as catalog } from '../diagnostics/catalog/syntax.js';
import { BETWEEN } from './block-repair.js';
import {
  braceBalance,
  braceBehind,
  indentation,
  lastTokenBefore,
  lineIndentation,
  skipFrom,
} from './layout.js';
import type { Opener } from './language.js';
import { meantHead } from './meant-head.js';
import { meantName, meantRight, meantSetting } from './meant-name.js';
import { meantDeclaration, meantPhrase, type ReadMeant } from './meant-line.js';
import { allowedIn, blockKinds, type BlockKind } from './placement.js';
import type { Problems } from './problems.js';
import { neighbourAt } from './neighbours.js';
import { lineEnd, shownAt, wordAt } from './tokens.js';
import type { Item } from './tree.js';
import { openerOf } from './words.js';

/** How deep blocks may nest; the language itself needs six. */
const depthLimit = 32;

/** What there is to know of a block from the kinds of the blocks around it. */
interface Surroundings {
  readonly kind: BlockKind;
  readonly allowed: ReadonlySet<Item['type']>;
  /** Its kind and those around it, outermost first. */
  readonly path: string;
  readonly reader: ReadMeant | undefined;
  /** What was found out of the blocks in it, by their kinds. */
  readonly within: Map<BlockKind, Surroundings>;
}

/**
 * A block that the parser is in. `opener` is where its `{` stands, once it was read; `indent` is the
 * indentation of the first line in it that starts with an item.
 */
interface Frame extends Surroundings {
  opener: number | undefined;
  /** The indentation of the line of the opener. */
  outer: number;
  indent: number | undefined;
  /** Where it ends that has no braces at all. */
  end: number | undefined;
}

/** What tells what a line of a block of the given kind and contents means that cannot be read. */
function readerIn(kind: BlockKind, allowed: Surroundings['allowed']): ReadMeant | undefined {
  if (kind === 'settings') return undefined;
  if (allowed.has('phrase'))
    return (text, start) => meantRight(text, start) ?? meantPhrase(text, start);
  if (kind === 'broker')
    return (text, start) => meantSetting(text, start) ?? meantHead(undefined, text, start);
  if (allowed.has('queue'))
    return (text, start) => meantDeclaration(text, start) ?? meantHead('allow', text, start);
  if (allowed.has('can')) return (text, start) => meantHead('can', text, start);
  return (text, start) => meantName(text, start) ?? meantHead('allow', text, start);
}

/** The blocks that are open where the parser stands, and where they end if a brace is missing. */
export class Blocks {
  readonly #frames: Frame[] = [];
  readonly #outermost = new Map<BlockKind, Surroundings>();
  #lacksClosing: boolean | undefined;

  constructor(
    private readonly problems: Problems,
    start: 'top' | 'phrase',
  ) {
    this.#enter(start);
  }

  /** The kinds of the blocks that are open, outermost first. */
  get path(): string {
    return this.#frame.path;
  }

  /** The kind of the innermost block. */
  get kind(): BlockKind {
    return this.#frame.kind;
  }

  /** The items that the innermost block may hold. */
  get allowed(): ReadonlySet<Item['type']> {
    return this.#frame.allowed;
  }

  /** What tells what a line of the innermost block means that cannot be read. */
  get reader(): ReadMeant | undefined {
    return this.#frame.reader;
  }

  /** The block whose contents are meant, also where only an `on` is open. */
  get holder(): BlockKind {
    return this.#frames.findLast((frame) => frame.kind !== 'on')?.kind ?? 'top';
  }

  /**
   * Where the contents of a block start, which is the innermost then. Its `{` stands at `offset`, or, if
   * that is missing, which is told, further on in the line behind what is too much; and where what follows
   * can stand in the block, its contents start at `offset` itself. Undefined where there is no block. One
   * that is nested too deeply is passed over, up to its `}`.
   *
   * @param type that of the item which the block belongs to
   */
  startOf(type: Item['type'], offset: number): number | undefined {
    const kind = blockKinds[type];
    if (kind === undefined) return undefined;
    this.#enter(kind);
    const start = this.#startBehind(offset);
    if (start === undefined) this.leave();
    return start;
  }

  #startBehind(offset: number): number | undefined {
    if (this.problems.source.text[offset] === '{')
      return this.#opens(offset) ? offset + 1 : this.#endFrom(offset + 1);
    const brackets = this.#endOfBrackets(offset);
    if (brackets !== undefined) return brackets;
    const brace = this.#braceAhead(offset);
    const start = brace === undefined ? this.#startWithout(offset) : undefined;
    if (start === undefined) this.#lacks(offset);
    if (brace !== undefined && this.#opens(brace)) return brace + 1;
    return start;
  }

  /** Where a block ends, left unread, that stands between `[` and `]`, which is told; undefined elsewhere. */
  #endOfBrackets(offset: number): number | undefined {
    const { source } = this.problems;
    if (source.text[offset] !== '[') return undefined;
    const [whole] = /^\[[^[\]{}]*\]/.exec(source.text.slice(offset, offset + 4000)) ?? [];
    if (whole === undefined) return undefined;
    const end = offset + whole.length;
    const edits = [
      { source, range: { start: offset, end: offset + 1 }, text: '{' },
      { source, range: { start: end - 1, end }, text: '}' },
    ];
    this.problems.missing(offset, '`{`', { fixes: [{ title: 'Write `{` and `}`', edits }] });
    this.problems.lose({ start: offset, end });
    this.#frame.end = end;
    return end;
  }

  /** Tells that `{` is missing, and why what stands there is none. */
  #lacks(offset: number): void {
    const { text } = this.problems.source;
    const colon = this.#colonAt(offset);
    if (text[offset] === ',' && this.kind === 'vhost' && !this.problems.settled(offset)) {
      const range = { start: offset, end: offset + 1 };
      const reason =
        'A block is about one name or pattern: write a block for each, or a pattern with `*`.';
      this.problems.tell(catalog.unexpectedToken, range, { found: '`,`', reason });
      this.problems.settle(offset);
      return;
    }
    if (colon !== undefined && !this.problems.settled(offset)) {
      const range = { start: colon, end: colon + 1 };
      const edits = [{ source: this.problems.source, range, text: ' { }' }];
      const particulars = { expected: '`{`', found: '`:`', after: undefined };
      const fixes = [{ title: 'Write `{` and `}`', edits }];
      this.problems.tell(catalog.expectedToken, range, particulars, { notes: [BETWEEN], fixes });
      this.problems.settle(offset);
      return;
    }
    const word = wordAt(text, offset);
    const why = neighbourAt(word, 'condition')?.why;
    if (why === undefined || indentation(text, offset) !== undefined)
      this.problems.missing(offset, '`{`');
    else if (!this.problems.settled(offset)) {
      const range = { start: offset, end: offset + word.length };
      this.problems.tell(catalog.unexpectedToken, range, { found: `\`${word}\``, reason: why });
    }
  }

  /** Where a colon stands in the place of the `{` at an offset, behind which nothing is in the block. */
  #colonAt(offset: number): number | undefined {
    const { text } = this.problems.source;
    const last = lastTokenBefore(this.problems.tokens, offset)?.end ?? 0;
    const colon = text[offset] === ':' ? offset : text[last - 1] === ':' ? last - 1 : undefined;
    const isLast =
      colon !== undefined && /^[ \t]*(?:#|[\r\n]|$)/.test(text.slice(colon + 1, colon + 80));
    return isLast ? colon : undefined;
  }

  /**
   * Where the contents of a block without its `{` start, behind a sign in its place; undefined where there
   * are none. If it lacks its `}` as well, it ends with what is indented deeper, or with the line.
   */
  #startWithout(offset: number): number | undefined {
    const { text } = this.problems.source;
    const [sign = ''] =
      /^(?::|=>?|->|(?:to|can|may|do|then|begin)(?=\s))\s*/.exec(text.slice(offset, offset + 80)) ??
      [];
    const start = offset + sign.length;
    if (!this.#goesOnWithout(start)) return undefined;
    const last = lastTokenBefore(this.problems.tokens, offset)?.end ?? offset;
    const head = Math.min(last, offset);
    const isClosed = braceBalance(this.problems.tokens) < 0;
    const end = isClosed ? undefined : this.#endWithout(head, start);
    const { source } = this.problems;
    const edits = [
      { source, range: { start: head, end: offset + sign.trimEnd().length }, text: ' {' },
    ];
    if (end !== undefined) {
      const isLine = lineEnd(text, head) >= end;
      const indent = ' '.repeat(lineIndentation(text, head));
      const close = isLine ? ' }' : `\n${indent}}`;
      edits.push({ source, range: { start: end, end }, text: close });
    }
    const title = end === undefined ? 'Write `{`' : 'Write `{` and `}`';
    this.problems.missing(offset, '`{`', { notes: [BETWEEN], fixes: [{ title, edits }] });
    this.#frame.end = end;
    return start;
  }

  /** Where a block without braces ends, whose head ends at one offset and whose contents start at another. */
  #endWithout(head: number, start: number): number {
    const { tokens, source } = this.problems;
    const outer = lineIndentation(source.text, head);
    const isIndented = (indentation(source.text, start) ?? outer + 1) > outer;
    return skipFrom(tokens, start, (at) => {
      const indent = indentation(source.text, at);
      if (indent === undefined || indent > outer) return false;
      return isIndented || this.opener(wordAt(source.text, at)) === undefined;
    });
  }

  /** Where a block ends, left unread, whose `{` stands before `offset`. */
  #endFrom(offset: number): number {
    const end = skipFrom(this.problems.tokens, offset, () => false);
    this.problems.lose({ start: offset, end });
    return end;
  }

  #enter(kind: BlockKind): void {
    const known = this.#frames.at(-1)?.within ?? this.#outermost;
    let one = known.get(kind);
    if (one === undefined) known.set(kind, (one = this.#surroundings(kind)));
    const { path, allowed, reader, within } = one;
    this.#frames.push({
      kind,
      path,
      allowed,
      reader,
      within,
      opener: undefined,
      outer: 0,
      indent: undefined,
      end: undefined,
    });
  }

  /** What there is to know of a block of the given kind in the innermost one. */
  #surroundings(kind: BlockKind): Surroundings {
    const path = `${this.#frames.at(-1)?.path ?? ''}/${kind}`;
    const allowed = allowedIn([...this.#frames.map((frame) => frame.kind), kind]);
    return { kind, path, allowed, reader: readerIn(kind, allowed), within: new Map() };
  }

  /** Takes note of the block's `{`; false where blocks are nested too deeply to go on. */
  #opens(offset: number): boolean {
    if (this.#frames.length <= depthLimit) {
      this.#frame.opener = offset;
      this.#frame.outer = lineIndentation(this.problems.source.text, offset);
      return true;
    }
    const range = { start: offset, end: offset + 1 };
    this.problems.tell(catalog.nestedTooDeeply, range, { limit: depthLimit });
    return false;
  }

  /** Where the `{` that is missing at `offset` comes later on the line, behind what is too much. */
  #braceAhead(offset: number): number | undefined {
    const { text } = this.problems.source;
    if (indentation(text, offset) !== undefined) return undefined;
    // `vhost NAME on BROKER {` has a word too much, if that brace ends the line.
    const isOn = /^on[ \t][^{}\r\n]*\{[ \t]*(?:[\r\n]|$)/.test(text.slice(offset, offset + 200));
    if (!isOn && this.opener(wordAt(text, offset)) !== undefined) return undefined;
    return braceBehind(this.problems.tokens, offset);
  }

  /** Whether what follows at `offset` reads as if the `{` that is missing there stood before it. */
  #goesOnWithout(offset: number): boolean {
    const { text } = this.problems.source;
    if (this.#frames.length > depthLimit) return false;
    if (this.kind === 'settings') return /^[\w.-]+[ \t]*=/.test(text.slice(offset, offset + 256));
    return this.opener(wordAt(text, offset)) !== undefined;
  }

  /** Whether the innermost block has no braces at all, so that a `}` closes another. */
  get lacksBraces(): boolean {
    return this.#frame.end !== undefined;
  }

  /** The innermost block has ended. */
  leave(): void {
    this.problems.reads(0, undefined);
    this.#frames.pop();
  }

  /** The innermost block ends at `offset` without a `}`. */
  unclosed(offset: number): void {
    const { opener } = this.#frame;
    if (opener !== undefined && !this.problems.takesHidden(opener)) {
      const { source } = this.problems;
      const place = { source, range: shownAt(source.text, offset) };
      const notes = [{ message: 'It should end before this.', place }];
      const range = { start: opener, end: opener + 1 };
      this.problems.tell(catalog.unclosedBlock, range, {}, { notes });
    }
    this.leave();
  }

  /** Whether the innermost block ends at `offset`: by its `}`, with the text, or by the layout. */
  endsAt(offset: number): boolean {
    const { text } = this.problems.source;
    const { end } = this.#frame;
    if (end !== undefined && offset >= end) return true;
    return text[offset] === '}' || offset >= text.length || this.#endsByLayout(offset);
  }

  /**
   * Whether the block must have ended before `offset`, its `}` forgotten: something that it cannot
   * hold but a block around it can stands there, indented no deeper than the line of its `{`. The
   * layout counts where the block is indented at all, or else where the file lacks a `}`.
   */
  #endsByLayout(offset: number): boolean {
    const frame = this.#frame;
    const { opener, allowed, outer } = frame;
    const { text } = this.problems.source;
    const indent = indentation(text, offset);
    if (opener === undefined || indent === undefined) return false;
    frame.indent ??= indent;
    if (indent > outer) return false;
    const word = wordAt(text, offset);
    const fitsOutside = this.#frames.slice(0, -1).some((around) => {
      const type = openerOf(word, around.kind)?.type;
      return type !== undefined && around.allowed.has(type) && !allowed.has(type);
    });
    if (!fitsOutside || frame.indent > outer) return fitsOutside;
    this.problems.trace();
    return (this.#lacksClosing ??= braceBalance(this.problems.tokens) > 0);
  }

  /** Braces that close nothing; of several without anything between only the first is told. */
  strayBrace(offset: number): void {
    this.problems.tell(catalog.strayBrace, { start: offset, end: offset + 1 }, {});
  }

  /** What `word` opens, if the innermost block may hold that. */
  opener(word: string): Opener | undefined {
    const opener = openerOf(word, this.kind);
    return opener !== undefined && this.allowed.has(opener.type) ? opener : undefined;
  }

  get #frame(): Frame {
    const frame = this.#frames.at(-1);
    if (frame === undefined) throw new Error('the parser left a block that it had not entered');
    return frame;
  }
}
