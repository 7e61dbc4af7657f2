/** Some bytes, as far as every release of Erlang agrees on them, and as far as any has them. */
export interface ByteClass {
  readonly narrow: RegExp;
  readonly wide: RegExp;
}

function same(set: RegExp): ByteClass {
  return { narrow: set, wide: set };
}

/** @param latin what Erlang/OTP 27 and older take besides: they know ISO 8859-1, later ones ASCII alone */
function older(set: RegExp, latin: string): ByteClass {
  return { narrow: set, wide: new RegExp(`${set.source}|[${latin}]`) };
}

const LATIN_LETTERS = '\\xAA\\xB5\\xBA\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\xFF';

/**
 * What the classes of PCRE hold without its Unicode mode. Source: `re` of Erlang/OTP 27 (PCRE 8.45) and 29
 * (PCRE 10.47), asked about every byte.
 */
export const SETS = {
  digit: same(/[0-9]/),
  word: older(/[0-9A-Za-z_]/, LATIN_LETTERS),
  space: same(/[\t-\r ]/),
} as const;

/** The classes in brackets, `[[:NAME:]]`. */
const POSIX: ReadonlyMap<string, ByteClass> = new Map([
  ['alnum', older(/[0-9A-Za-z]/, LATIN_LETTERS)],
  ['alpha', older(/[A-Za-z]/, LATIN_LETTERS)],
  ['ascii', older(/[\0-\x7F]/, '\\x80-\\xFF')],
  ['blank', same(/[\t ]/)],
  ['cntrl', older(/[^ -\xFF]|\x7F/, '\\x80-\\x9F')],
  ['digit', same(/[0-9]/)],
  ['graph', older(/[!-~]/, '\\xA0-\\xFF')],
  ['lower', older(/[a-z]/, '\\xAA\\xB5\\xBA\\xDF-\\xF6\\xF8-\\xFF')],
  ['print', older(/[ -~]/, '\\xA0-\\xFF')],
  ['punct', older(/[!-/:-@[-`{-~]/, '\\xA0-\\xA9\\xAB-\\xB4\\xB6-\\xB9\\xBB-\\xBF\\xD7\\xF7')],
  ['space', same(/[\t-\r ]/)],
  ['upper', older(/[A-Z]/, '\\xC0-\\xD6\\xD8-\\xDE')],
  ['word', SETS.word],
  ['xdigit', same(/[0-9A-Fa-f]/)],
]);

/** Stand in a class for those of POSIX: characters that no expression on bytes holds. */
const FIRST_MARK = 0xe000;

/** The class of POSIX that a character of a translated expression stands for. */
export function posixClass(
  character: number,
): { readonly set: ByteClass; readonly negated: boolean } | undefined {
  const at = character - FIRST_MARK;
  const set = [...POSIX.values()][Math.floor(at / 2)];
  return at < 0 || set === undefined ? undefined : { set, negated: at % 2 === 1 };
}

/** An expression of PCRE as JavaScript writes it. */
export interface Translated {
  readonly text: string;
  /** Whether upper and lower case are the same, from its start on. */
  readonly ignoresCase: boolean;
  /** Where in the text a quantifier ends that gives nothing back. */
  readonly possessive: ReadonlySet<number>;
}

/** Thrown at what means something else to RabbitMQ; it never leaves the reader. */
export class Stranger extends Error {}

/**
 * Writes an expression of PCRE as JavaScript would write it, as far as they differ in spelling alone: options at its
 * start, comments, `\A`, `\z`, `\Q…\E`, named groups, and classes of POSIX.
 *
 * @throws Stranger
 */
export function translated(source: string): Translated {
  const [whole = '', anchor = '', options = ''] = /^(\^*)\(\?([a-zA-Z-]+)\)/.exec(source) ?? [];
  const plain = anchor + source.slice(whole.length);
  return new Translator(plain, ignoresCase(options)).run();
}

/** No name holds a line break, so that `s` and `m` change nothing, and nor does what is greedy. */
function ignoresCase(options: string): boolean {
  const [on = '', ...off] = options.split('-');
  if (!/^[imsUJ]*$/.test(on) || off.some((one) => !/^[imsxUJ]*$/.test(one)))
    throw new Stranger(`\`(?${options})\` changes what stands behind it`);
  return on.includes('i') && !off.join('').includes('i');
}

class Translator {
  #out = '';
  readonly #possessive = new Set<number>();
  private at = 0;

  constructor(
    private readonly source: string,
    private readonly ignoresCase: boolean,
  ) {}

  run(): Translated {
    while (this.at < this.source.length) this.#next();
    return { text: this.#out, ignoresCase: this.ignoresCase, possessive: this.#possessive };
  }

  #next(): void {
    const rest = this.#rest;
    if (rest.startsWith('\\')) this.#escape(false);
    else if (rest.startsWith('[')) this.#class();
    else if (rest.startsWith('(?')) this.#group();
    else {
      const isBrace = /^\{(?![\d, ])/.test(rest);
      const [counted = ''] = /^(?:[*+?]|\{\d+(?:,\d*)?\})/.exec(rest) ?? [];
      this.#put(counted || rest.slice(0, 1), isBrace ? literal('{') : undefined);
      if (counted !== '' && this.#rest.startsWith('+')) {
        this.#possessive.add(this.#out.length);
        this.at++;
      }
    }
  }

  get #rest(): string {
    return this.source.slice(this.at);
  }

  /** Takes so much of the source, and writes it, or something else for it. */
  #put(taken: string, written = taken): void {
    this.#out += written;
    this.at += taken.length;
  }

  #group(): void {
    const rest = this.#rest;
    const [comment] = /^\(\?#[^)]*\)/.exec(rest) ?? [];
    const [named] = /^\(\?(?:P?<[A-Za-z_]\w*>|'[A-Za-z_]\w*')/.exec(rest) ?? [];
    const [, options] = /^\(\?([a-zA-Z-]+)([:)])/.exec(rest) ?? [];
    if (comment !== undefined) this.#put(comment, '');
    else if (named !== undefined) this.#put(named, '(');
    else if (options !== undefined) {
      const isGroup = rest.startsWith(`(?${options}:`);
      if (!isGroup) throw new Stranger(`\`(?${options})\` changes what stands behind it`);
      const changes = ignoresCase(options) !== this.ignoresCase && options.includes('i');
      if (changes) throw new Stranger(`\`(?${options}:\` changes what letters mean`);
      this.#put(`(?${options}:`, '(?:');
    } else if (/^\(\?[>|&RP0-9(]/.test(rest))
      throw new Stranger(`\`${rest.slice(0, 3)}\` is nothing that a pattern can say`);
    else this.#put(rest.slice(0, rest.startsWith('(?<') ? 4 : 3));
  }

  #escape(inClass: boolean): void {
    const rest = this.#rest;
    const [whole, word = ''] = /^\\([^])/.exec(rest) ?? [];
    if (whole === undefined) throw new Stranger('it ends in a `\\`');
    if (word === 'Q') {
      const end = rest.indexOf('\\E');
      const quoted = rest.slice(2, end < 0 ? undefined : end);
      this.at += quoted.length + (end < 0 ? 2 : 4);
      this.#out += Array.from(quoted, literal).join('');
      return;
    }
    const wide = /^\\x\{([0-9A-Fa-f]{1,2})\}/.exec(rest);
    if (wide !== null) this.#put(wide[0], `\\x${(wide[1] ?? '').padStart(2, '0')}`);
    else if (word === 'E') this.#put(whole, '');
    else this.#put(whole, (inClass ? undefined : OUTSIDE[word]) ?? EVERYWHERE[word]?.(inClass));
  }

  /** A `]` that comes first is one of its characters. */
  #class(): void {
    const [open = '['] = /^\[\^?/.exec(this.#rest) ?? [];
    this.#put(open);
    for (let first = true; this.at < this.source.length; first = false) {
      const rest = this.#rest;
      const [posix, negated, name = ''] = /^\[:(\^?)([a-z]+):\]/.exec(rest) ?? [];
      if (posix !== undefined) {
        const which = [...POSIX.keys()].indexOf(name);
        if (which < 0) throw new Stranger(`\`${posix}\` is no class of RabbitMQ's`);
        this.#put(posix, String.fromCharCode(FIRST_MARK + 2 * which + Number(negated === '^')));
      } else if (/^\[[.=]/.test(rest))
        throw new Stranger(`\`${rest.slice(0, 2)}\` is not understood`);
      else if (rest.startsWith('\\')) this.#escape(true);
      else if (rest.startsWith(']') && !first) {
        this.#put(']');
        return;
      } else
        this.#put(rest.slice(0, 1), /^[\]^[]/.test(rest) ? literal(rest.slice(0, 1)) : undefined);
    }
  }
}

/** What JavaScript writes otherwise, outside of a class. */
const OUTSIDE: Readonly<Record<string, string>> = { A: '^', z: '$', Z: '$' };

/** What it writes otherwise, by whether it stands in a class. */
const EVERYWHERE: Readonly<Record<string, (inClass: boolean) => string>> = {
  a: () => '\\x07',
  e: () => '\\x1B',
  h: (inClass) => (inClass ? '\\x09 \\xA0' : '[\\x09 \\xA0]'),
};

/** A character as itself. */
function literal(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
