import type { Source } from '../../source/source.js';
import type { Term } from './erlang-term.js';
import { nextToken, type Token } from './erlang-scanner.js';
import { latin1, saysUtf8 } from './erlang-text.js';

/** A term, or where the text stops being one that can be read. */
export type ParsedTerm =
  { readonly ok: true; readonly term: Term } | { readonly ok: false; readonly at: number };

/** Real configurations nest about ten deep. */
const MAX_DEPTH = 200;

/** Thrown where a text is no term that is understood; it never leaves `parseTerm`. */
class NoTerm extends Error {
  constructor(readonly at: number) {
    super();
  }
}

/**
 * Reads a text that is one Erlang term and a full stop, in time linear in it: lists, tuples, maps,
 * binaries of strings and bytes, strings, atoms and numbers. An expression that would have to be
 * evaluated is none.
 */
export function parseTerm(source: Source): ParsedTerm {
  const parser = new Parser(source.text, saysUtf8(source.text));
  try {
    const term = parser.term(0);
    parser.mark('.');
    parser.end();
    return { ok: true, term };
  } catch (thrown) {
    if (thrown instanceof NoTerm) return { ok: false, at: thrown.at };
    throw thrown;
  }
}

class Parser {
  #token: Token;

  constructor(
    readonly text: string,
    readonly utf8: boolean,
  ) {
    this.#token = nextToken(text, 0, utf8);
  }

  term(depth: number): Term {
    const token = this.#take();
    const { start } = token;
    if (depth > MAX_DEPTH || token.kind === 'other') throw new NoTerm(start);
    if (token.kind === 'string') return this.#string(token.text, token);
    const range = { start, end: token.end };
    if (token.kind === 'atom') return { kind: 'atom', name: token.name, range };
    if (token.kind === 'number') return { kind: 'number', text: token.text, range };
    if (token.text === '<<') return this.#binary(start);
    if (token.text === '[') return { kind: 'list', ...this.#items(']', start, depth + 1) };
    if (token.text === '{') return { kind: 'tuple', ...this.#items('}', start, depth + 1) };
    if (token.text === '#{') return this.#map(start, depth + 1);
    throw new NoTerm(start);
  }

  /** Takes a mark that must be next. */
  mark(text: string): Token {
    const token = this.#take();
    if (token.kind !== 'mark' || token.text !== text) throw new NoTerm(token.start);
    return token;
  }

  /** Makes sure that nothing is left. */
  end(): void {
    if (this.#token.start < this.text.length) throw new NoTerm(this.#token.start);
  }

  #take(): Token {
    const token = this.#token;
    this.#token = nextToken(this.text, token.end, this.utf8);
    return token;
  }

  #isNext(mark: string): boolean {
    return this.#token.kind === 'mark' && this.#token.text === mark;
  }

  /** Things with a comma between each two up to a closing mark; the offset after that mark. */
  #until(close: string, readOne: () => void): number {
    if (!this.#isNext(close)) {
      readOne();
      while (this.#isNext(',')) {
        this.#take();
        readOne();
      }
    }
    return this.mark(close).end;
  }

  #items(
    close: string,
    start: number,
    depth: number,
  ): Pick<Term & { kind: 'list' }, 'items' | 'range'> {
    const items: Term[] = [];
    const end = this.#until(close, () => items.push(this.term(depth)));
    return { items, range: { start, end } };
  }

  #map(start: number, depth: number): Term {
    const pairs: [Term, Term][] = [];
    const end = this.#until('}', () => {
      const key = this.term(depth);
      this.mark('=>');
      pairs.push([key, this.term(depth)]);
    });
    return { kind: 'map', pairs, range: { start, end } };
  }

  /** Strings that follow each other are one. */
  #string(first: string, { start, end }: Token): Term & { kind: 'string' } {
    let text = first;
    let last = end;
    while (this.#token.kind === 'string') {
      text += this.#token.text;
      last = this.#take().end;
    }
    return { kind: 'string', text, range: { start, end: last } };
  }

  #binary(start: number): Term {
    const bytes: string[] = [];
    const end = this.#until('>>', () => bytes.push(this.#segment()));
    return { kind: 'binary', bytes: bytes.join(''), range: { start, end } };
  }

  /** A string, each character of which gives its lowest byte or, with `/utf8`, its UTF-8; or a byte. */
  #segment(): string {
    const token = this.#take();
    if (token.kind === 'number' && /^\d+$/.test(token.text))
      return String.fromCharCode(Number(token.text) & 255);
    if (token.kind !== 'string') throw new NoTerm(token.start);
    const { text } = this.#string(token.text, token);
    if (!this.#isNext('/')) return lowestBytes(text);
    this.#take();
    const type = this.#take();
    if (type.kind !== 'atom' || type.name !== 'utf8') throw new NoTerm(type.start);
    return latin1(text);
  }
}

function lowestBytes(text: string): string {
  if (/^[\0-\xFF]*$/.test(text)) return text;
  const bytes = Array.from(text, (character) => (character.codePointAt(0) ?? 0) & 255);
  return bytes.map((byte) => String.fromCharCode(byte)).join('');
}
