import type { TextRange } from '../source/range.js';

/*
 * The one lexer of the language. A text is read once, from its start to its end, into arrays of numbers:
 * no object is made for a token. Blanks and line ends are no tokens; they are what is between.
 */

/**
 * What a token is. A `word` is a run of anything that is no blank and no sign, so also a number, a
 * pattern with its wildcards or what no rule can read, or a `#` that opens no comment. A `quoted` text may
 * lack its second quote and then ends with its line, and an `interpolation`, `${…}`, its brace. A bare
 * name with interpolations is several tokens that touch; a `comment` touches no name.
 */
export type TokenKind =
  'word' | 'quoted' | 'interpolation' | 'comment' | ',' | '=' | '{' | '}' | '(' | ')';

const kinds: readonly TokenKind[] = [
  'word',
  'interpolation',
  'quoted',
  'comment',
  ',',
  '=',
  '{',
  '}',
  '(',
  ')',
];
const [WORD, INTERPOLATION, QUOTED, COMMENT] = [0, 1, 2, 3];
/** The last of those that a name is made of. */
const JOINED = INTERPOLATION;

/** What a character is to a word: a letter, or a sign that ends it; see the functions that ask. */
const [LETTER, HASH, DOLLAR, QUOTE, SIGN, BLANK, LINE_END] = [0, 1, 2, 3, 4, 5, 6];

/** The class of each ASCII character; all others are letters. */
const classes = new Uint8Array(128);
for (const [characters, of] of [
  ['#', HASH],
  ['$', DOLLAR],
  ['"', QUOTE],
  [',={}()', SIGN],
  [' \t', BLANK],
  ['\r\n', LINE_END],
] as const)
  for (const character of characters) classes[character.charCodeAt(0)] = of;

/** The kind of each sign, by its code. */
const signKinds = new Uint8Array(128);
for (const [at, kind] of kinds.entries()) if (kind.length === 1) signKinds[kind.charCodeAt(0)] = at;

const [NEWLINE, RETURN] = [10, 13];
const [OPEN, CLOSE, BACKSLASH, QUOTE_MARK, COMMA] = [123, 125, 92, 34, 44];

/** The class of a character by its code; NaN, as behind the end of a text, is a letter. */
function classOf(code: number): number {
  return code < 128 ? (classes[code] ?? LETTER) : LETTER;
}

/** The tokens of one text, in its order, by their numbers from 0 to `count` - 1. */
export class Tokens {
  /**
   * @param text the text that was read
   * @param count how many tokens it has
   * @param starts where each begins, in UTF-16 code units
   * @param ends where each ends
   * @param codes the place of the kind of each among the kinds
   */
  constructor(
    readonly text: string,
    readonly count: number,
    private readonly starts: Int32Array,
    private readonly ends: Int32Array,
    private readonly codes: Uint8Array,
  ) {}

  /** Where a token begins; the end of the text behind the last. */
  start(token: number): number {
    return token < this.count ? (this.starts[token] ?? 0) : this.text.length;
  }

  /** Where a token ends; 0 before the first. */
  end(token: number): number {
    return token < 0 ? 0 : (this.ends[token] ?? 0);
  }

  /** What a token is; undefined where there is none. */
  kind(token: number): TokenKind | undefined {
    return token < 0 || token >= this.count ? undefined : kinds[this.codes[token] ?? WORD];
  }

  /** What a token says. */
  textOf(token: number): string {
    return this.text.slice(this.start(token), this.end(token));
  }

  /** Whether no blank stands between a token and the one before it. */
  touches(token: number): boolean {
    return token > 0 && this.start(token) === this.end(token - 1);
  }

  /** Whether a token goes on with the name or value before it: words and interpolations that touch. */
  joins(token: number): boolean {
    const isPiece = token < this.count && (this.codes[token] ?? WORD) <= JOINED;
    return isPiece && this.touches(token) && (this.codes[token - 1] ?? WORD) <= JOINED;
  }

  /** How many lines end between a token, or the end of the text, and the token before. */
  breaks(token: number): number {
    let breaks = 0;
    const end = this.start(token);
    for (let at = this.end(token - 1); at < end; at++) {
      const code = this.text.charCodeAt(at);
      if (code === NEWLINE || (code === RETURN && this.text.charCodeAt(at + 1) !== NEWLINE))
        breaks++;
    }
    return breaks;
  }

  /** The first token that ends behind an offset; `count` if none does. In logarithmic time. */
  behind(offset: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.ends[middle] ?? 0) > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** The first offset at or behind `offset` that is neither blank nor comment. */
export function skipBlanks(text: string, offset: number): number {
  let at = offset;
  for (; at < text.length; at++) {
    const found = classOf(text.charCodeAt(at));
    if (found >= BLANK) continue;
    if (found !== HASH || (at > 0 && !parts(text.charCodeAt(at - 1)))) return at;
    at = lineEnd(text, at) - 1;
  }
  return at;
}

/** Whether a `#` directly behind a character opens a comment that touches nothing. */
function parts(code: number): boolean {
  return code === OPEN || code === CLOSE || classOf(code) >= BLANK;
}

/** The first offset at or behind `offset` at which no blank stands and no line ends. */
export function blanksEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && classOf(text.charCodeAt(end)) >= BLANK) end++;
  return end;
}

/** The end of the word that starts at `offset`, as keywords are read: up to a blank, a sign or a `#`. */
export function wordEnd(text: string, offset: number): number {
  let end = offset;
  for (; end < text.length; end++) {
    const found = classOf(text.charCodeAt(end));
    if (found !== LETTER && found !== DOLLAR) break;
  }
  return end;
}

/** The word that starts at `offset`, as keywords are read; it may be empty. */
export function wordAt(text: string, offset: number): string {
  return text.slice(offset, wordEnd(text, offset));
}

/** What a message about `offset` shows: the word or quoted text that starts there, or a character. */
export function shownAt(text: string, offset: number): TextRange {
  const length = text[offset] === '"' ? 0 : wordAt(text, offset).length;
  const end = text[offset] === '"' ? quotedEnd(text, offset) : offset + Math.max(length, 1);
  return { start: offset, end: Math.min(text.length, end) };
}

/**
 * The word behind the one that ends at `offset`, on its line; `"` where a quoted text stands there, and
 * empty where nothing does.
 */
export function nextWord(text: string, offset: number): string {
  let next = offset;
  while (next < text.length && classOf(text.charCodeAt(next)) === BLANK) next++;
  if (next === offset) return '';
  return text[next] === '"' ? '"' : wordAt(text, next);
}

/** Reads any text into its tokens, in time and space in proportion to its length. */
export function lex(text: string): Tokens {
  const { length } = text;
  let starts = new Int32Array((length >> 2) + 16);
  let ends = new Int32Array(starts.length);
  let codes = new Uint8Array(starts.length);
  let count = 0;
  for (let at = 0; at < length;) {
    const code = text.charCodeAt(at);
    const start = at++;
    let kind = WORD;
    switch (classOf(code)) {
      case BLANK:
      case LINE_END:
        continue;
      case SIGN:
        kind = signKinds[code] ?? WORD;
        break;
      case QUOTE:
        kind = QUOTED;
        at = quotedEnd(text, start);
        break;
      case HASH:
        // What touches a name or another sign is no comment, and told as a mistake.
        if (start > 0 && !parts(text.charCodeAt(start - 1))) break;
        if (count > 0 && ends[count - 1] === start && codes[count - 1] === INTERPOLATION) break;
        kind = COMMENT;
        at = lineEnd(text, at);
        break;
      case DOLLAR:
        if (text.charCodeAt(at) === OPEN) {
          kind = INTERPOLATION;
          at = interpolationEnd(text, start);
        } else at = pieceEnd(text, at);
        break;
      default:
        at = pieceEnd(text, at);
    }
    if (count === starts.length) {
      starts = grown(starts, new Int32Array(2 * count));
      ends = grown(ends, new Int32Array(2 * count));
      codes = grown(codes, new Uint8Array(2 * count));
    }
    starts[count] = start;
    ends[count] = at;
    codes[count++] = kind;
  }
  return new Tokens(text, count, starts, ends, codes);
}

function grown<Numbers extends Int32Array | Uint8Array>(old: Numbers, larger: Numbers): Numbers {
  larger.set(old);
  return larger;
}

/** The end of a word that goes on at `from`, as `lex` cuts it: also before an interpolation. */
function pieceEnd(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const found = classOf(text.charCodeAt(at));
    if (found === LETTER) continue;
    if (found !== DOLLAR || text.charCodeAt(at + 1) === OPEN) break;
  }
  return at;
}

/** Where the line of an offset ends, before its line end. */
/** Where the line that holds an offset ends, before its line break. */
export function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && classOf(text.charCodeAt(at)) !== LINE_END) at++;
  return at;
}

/** The end of the quoted text at `start`: behind its second quote, or that of its line without one. */
function quotedEnd(text: string, start: number): number {
  let at = start + 1;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE_MARK) return at + 1;
    if (code === NEWLINE || code === RETURN) return at;
    if (code !== BACKSLASH) continue;
    const next = text.charCodeAt(at + 1);
    if (Number.isNaN(next) || next === NEWLINE || next === RETURN) return at;
    at++;
  }
  return at;
}

const spaced = /[ \t]+[A-Za-z0-9_-]+[ \t]*\}/y;

/** The end of the interpolation at `start`, the blanks in it too where its brace is behind them. */
function interpolationEnd(text: string, start: number): number {
  let at = start + 2;
  spaced.lastIndex = at;
  if (spaced.test(text)) return spaced.lastIndex;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === CLOSE) return at + 1;
    if (code === OPEN || code === COMMA || code === QUOTE_MARK) return at;
    if (classOf(code) >= BLANK) return at;
  }
  return at;
}
