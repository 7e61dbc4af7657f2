import { syntaxDiagnostics as catalog } from '../diagnostics/catalog/syntax.js';
import type { TextRange } from '../source/range.js';
import type { Anchors } from './anchors.js';
import { otherLetterIn } from './look-alikes.js';
import { habitOf } from './neighbours.js';
import type { Problems } from './problems.js';
import { withoutQuotes, withoutSigns } from './stray-signs.js';
import type { Node, Template, TemplatePart } from './tree.js';

/**
 * Whether a text is a name that lacks nothing but its quotes: it has letters, digits and what may stand bare. A
 * sign may be of another language, such as `mail|retry`, or not have been meant at all.
 */
function isLetterLike(text: string): boolean {
  return /^[\p{L}\p{M}\p{N}\p{Emoji_Presentation}_.:/@*${}-]+$/u.test(text);
}

/** What stands before a routing key that is published: such a key has the wildcard `*` alone. */
const PUBLISHED_KEY =
  /\b(?:publish|write)[ \t]+[^{}\r\n]*[ \t]key[ \t]+(?:[^\s,{}]+[ \t]*,[ \t]*)*$/;

/** A variable as shells, templates and documents write it; with its `$` and braces it is Warren's. */
const FOREIGN_VARIABLE =
  /[$#]\(([A-Za-z][\w-]*)\)|#\{([A-Za-z][\w-]*)\}|\$([A-Za-z][\w-]*)|\{\{([A-Za-z][\w-]*)\}\}|(?<!\$)\{([A-Za-z][\w-]*)\}|%([A-Za-z][\w-]*)%|<([A-Za-z][\w-]*)>/;

/** A piece as it was read. */
type ReadPart = TemplatePart | ({ readonly type: 'broken' } & Node);

/** Patterns, values and quoted texts, and what can be wrong with them. */
export class Templates {
  /** Pieces that hold characters that only quotes may hold. */
  readonly #strange = new WeakSet<ReadPart>();
  /** Where the last escape stands that there is not. */
  #escaped = -1;
  /** Where the last text begins that lacks its second quote. */
  #unclosed = -1;

  constructor(
    private readonly problems: Problems,
    private readonly anchors: Anchors,
  ) {}

  /** Takes note that a piece holds what only quotes may hold. */
  strange(part: TemplatePart): TemplatePart {
    this.#strange.add(part);
    return part;
  }

  /** A bare pattern from its pieces, told if it holds what only quotes may hold. */
  bare(parts: readonly ReadPart[], range: TextRange): Template | null {
    const text = this.problems.source.slice(range);
    const strange = parts.find((part) => this.#strange.has(part))?.range;
    if (strange !== undefined) {
      const plain = withoutQuotes(range, this.problems) ?? withoutSigns(text, range, this.problems);
      if (plain !== undefined) return this.#plain(plain);
      if (this.#lacksBraces(text, strange)) {
        this.problems.lose(range);
        return null;
      }
    }
    if (strange !== undefined || text.startsWith('@')) {
      if (this.#isEncoded(text, range)) return this.#template(false, parts, range);
      const quoted = `"${text.replace(/["\\]/g, '\\$&')}"`;
      this.problems.lose(range);
      const [character = '@'] = strange === undefined ? [] : this.problems.source.slice(strange);
      const other = otherLetterIn(text);
      const fix =
        isLetterLike(text) && other === undefined
          ? this.problems.replacing(range, quoted)
          : this.problems.perhapsReplacing(range, other?.plain ?? quoted);
      const key = this.#publishedKey(text, range);
      if (key !== undefined)
        this.problems.tell(
          catalog.hashInName,
          range,
          { quoted, key },
          this.problems.replacing(range, key),
        );
      else if (text.includes('#')) this.problems.tell(catalog.hashInName, range, { quoted }, fix);
      else
        this.problems.tell(
          catalog.needsQuotes,
          range,
          {
            character: other?.letter ?? character,
            habit: other === undefined ? this.#habitAt(character, range) : ` ${other.told}`,
          },
          fix,
        );
      // Quotes of another kind are no part of the name.
      if (/^[“”„«‘`]/.test(text)) return null;
    }
    return this.#template(false, parts, range);
  }

  /** What is said of whoever writes a character in a bare name at a place. */
  #habitAt(character: string, { start }: TextRange): string {
    const before = this.problems.source.text.slice(Math.max(0, start - 400), start);
    return character === '+' && /\bmqtt[ \t]+[^{}\r\n]*$/.test(before)
      ? " In quotes it is MQTT's wildcard for one level, as `*` is without."
      : habitOf(character);
  }

  /** A bare value from its pieces; of strange pieces it can only hold a `#`. */
  bareValue(parts: readonly ReadPart[], range: TextRange): Template | null {
    if (this.problems.holdsUnseen(range)) return null;
    const plain =
      withoutQuotes(range, this.problems) ??
      withoutSigns(this.problems.source.slice(range), range, this.problems);
    if (plain !== undefined) return this.#plain(plain);
    if (this.#hasForeignVariable(range)) return null;
    if (parts.some((part) => this.#strange.has(part))) {
      const quoted = `"${this.problems.source.slice(range).replace(/\\/g, '\\\\')}"`;
      const fix = this.problems.replacing(range, quoted);
      this.problems.tell(catalog.hashInName, range, { quoted }, fix);
    }
    return this.#template(false, parts, range);
  }

  /** A text that should stand in double quotes, and stands in others or in none. */
  wronglyQuoted(text: string, range: TextRange): Template {
    const [character = ''] = this.problems.source.slice(range);
    const quoted = `"${text.replace(/["\\]/g, '\\$&')}"`;
    const fix =
      otherLetterIn(text) === undefined
        ? this.problems.replacing(range, quoted)
        : this.problems.perhapsReplacing(range, quoted);
    this.problems.tell(catalog.needsQuotes, range, { character, habit: '' }, fix);
    return this.anchors.unquoted(text, range);
  }

  /** A text without the quotes that it must stand in. */
  unquoted(text: string, range: TextRange, expected: string): Template {
    const fix = this.problems.replacing(range, `"${text}"`);
    const particulars = { expected, found: `\`${text}\``, after: undefined };
    this.problems.tell(catalog.expectedToken, range, particulars, fix);
    return this.anchors.unquoted(text, range);
  }

  /** The character of a `\u{…}` escape. */
  character(digits: string, range: TextRange): string {
    const code = Number.parseInt(digits, 16);
    if (code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)) return String.fromCodePoint(code);
    return this.badEscape(range);
  }

  /** An escape that there is not; it stands for nothing, and nobody can say what the text was meant to be. */
  badEscape(range: TextRange): string {
    this.#escaped = range.start;
    this.problems.tell(catalog.badEscape, range, { escape: this.problems.source.slice(range) });
    return '';
  }

  /** A quoted text from its pieces. */
  quoted(parts: readonly ReadPart[], range: TextRange): Template | null {
    const isUnclosed = this.#unclosed === range.start;
    if (isUnclosed || (range.start < this.#escaped && this.#escaped < range.end)) {
      this.problems.lose(range);
      return null;
    }
    return this.#template(true, parts, range);
  }

  /** An interpolation without a proper name; nobody can say what the whole text was meant to be. */
  badInterpolation(range: TextRange): ReadPart {
    this.problems.tell(catalog.badInterpolation, range, { meant: undefined });
    return { type: 'broken', range };
  }

  /** A name in braces that lack their `$`. */
  braces(name: string, range: TextRange): ReadPart {
    const fix = this.problems.replacing(range, `\${${name}}`);
    this.problems.tell(catalog.badInterpolation, range, { meant: name }, fix);
    return { type: 'broken', range };
  }

  /** A quoted text that reaches the end of its line, and may hold what was meant to follow it. */
  unterminated(range: TextRange): void {
    const { source } = this.problems;
    const text = source.slice(range);
    const [rest = ''] = /[\s,;{})]*$/.exec(text) ?? [];
    const end = range.end - rest.length;
    const edits = [{ source, range: { start: end, end }, text: '"' }];
    const fixes = [
      {
        title: `Write \`${text.slice(0, text.length - rest.length)}"\``,
        edits,
        isGuess: true as const,
      },
    ];
    this.problems.tell(catalog.unterminatedText, range, {}, end > range.start + 1 ? { fixes } : {});
    this.problems.hideBraces(range);
    // What follows it on the line may be hidden in it, so that its name is not known.
    this.#unclosed = range.start;
  }

  /** A name behind a `$`, without the braces, told; the whole text is then not known. */
  #lacksBraces(text: string, { start }: TextRange): boolean {
    const at = text.indexOf('$');
    const [whole, name] = /^\$([A-Za-z][A-Za-z0-9_-]*)/.exec(text.slice(at)) ?? [];
    if (at < 0 || whole === undefined || name === undefined) return false;
    const range = { start, end: start + whole.length };
    const fix = this.problems.replacing(range, `\${${name}}`);
    this.problems.tell(catalog.badInterpolation, range, { meant: name }, fix);
    return true;
  }

  /** Whether an ARN holds a variable as other languages write it, told; what the ARN is to be is then not known. */
  #hasForeignVariable({ start, end }: TextRange): boolean {
    const { text } = this.problems.source;
    if (!text.startsWith('arn:', start)) return false;
    // Braces and parentheses end a value that has no quotes.
    const [behind = ''] = /^[{(][^\s"]*/.exec(text.slice(end, end + 80)) ?? [];
    const whole = text.slice(start, end) + behind;
    const found = FOREIGN_VARIABLE.exec(whole);
    const name = found?.slice(1).find(Boolean);
    if (found === null || name === undefined) return false;
    const range = { start: start + found.index, end: start + found.index + found[0].length };
    const fix = this.problems.replacing(range, `\${${name}}`);
    this.problems.tell(catalog.badInterpolation, range, { meant: name }, fix);
    this.problems.settle(end);
    this.problems.lose({ start, end });
    return true;
  }

  /** Whether a name is written as in a URL, such as `%2F`, told with what was meant. */
  #isEncoded(text: string, range: TextRange): boolean {
    const [escape] = /%[0-9A-Fa-f]{2}/.exec(text) ?? [];
    if (escape === undefined || !/^[A-Za-z0-9_.:/@%-]+$/.test(text)) return false;
    const read = text.replace(/%[2-7][0-9A-Fa-f]/g, (one) =>
      String.fromCharCode(Number.parseInt(one.slice(1), 16)),
    );
    if (!/^[ !#-)+-[\]-~]+$/.test(read) || read.includes('%')) return false;
    const meant = /^[A-Za-z0-9_.:/-]+$/.test(read) ? read : `"${read.replace(/\$/g, '\\$')}"`;
    this.problems.lose(range);
    const fix = this.problems.perhapsReplacing(range, meant);
    this.problems.tell(
      catalog.needsQuotes,
      range,
      { character: '%', habit: '', escape, meant },
      fix,
    );
    return true;
  }

  /** A key that is published with `*` for the words `#` in it; undefined where it has none, or is no such key. */
  #publishedKey(text: string, { start }: TextRange): string | undefined {
    const words = text.split('.');
    if (!words.includes('#')) return undefined;
    const before = this.problems.source.text.slice(Math.max(0, start - 1000), start);
    if (!PUBLISHED_KEY.test(before)) return undefined;
    return words.map((word) => (word === '#' ? '*' : word)).join('.');
  }

  #plain({ text, range }: { readonly text: string; readonly range: TextRange }): Template {
    const parts = [this.anchors.text(text, range)];
    return this.anchors.template(false, parts, range);
  }

  #template(quoted: boolean, read: readonly ReadPart[], range: TextRange): Template | null {
    const parts = read.filter((part) => part.type !== 'broken');
    if (parts.length === read.length) return this.anchors.template(quoted, parts, range);
    this.problems.lose(range);
    return null;
  }
}
