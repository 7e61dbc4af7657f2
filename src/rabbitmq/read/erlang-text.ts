/** The characters of a quoted text, and where it ends. */
export interface QuotedText {
  readonly text: string;
  /** After the closing quote. */
  readonly end: number;
}

const SIMPLE_ESCAPES: Readonly<Record<string, number>> = {
  b: 8,
  d: 127,
  e: 27,
  f: 12,
  n: 10,
  r: 13,
  s: 32,
  t: 9,
  v: 11,
};
const NUMBER_ESCAPE = /x\{([0-9A-Fa-f]{1,6})\}|x([0-9A-Fa-f]{2})|([0-7]{1,3})|\^([@-_a-z?])/y;

/**
 * Whether a file says in its first two lines that it is UTF-8. Otherwise Erlang takes every byte of
 * it for a character. Source: Erlang/OTP, module epp, "default encoding"; rabbit_prelaunch_file.
 */
export function saysUtf8(text: string): boolean {
  const [first = '', second = ''] = text.slice(0, 1000).split('\n', 2);
  return [first, second].some((line) => /^[^%]*%.*coding\s*[:=]\s*utf-8/i.test(line));
}

/**
 * Reads an Erlang string or quoted atom whose opening quote stands at an offset. Source: Erlang
 * Reference Manual, "Data Types: Escape Sequences".
 *
 * @param utf8 whether characters beyond ASCII stand for themselves; otherwise for their UTF-8 bytes
 */
export function readQuoted(text: string, at: number, utf8: boolean): QuotedText | undefined {
  const plain = text[at] === '"' ? /[^"\\]*/y : /[^'\\]*/y;
  let result = '';
  for (let next = at + 1; next < text.length;) {
    plain.lastIndex = next;
    const [run = ''] = plain.exec(text) ?? [];
    result += utf8 ? run : latin1(run);
    next += run.length;
    if (text[next] === text[at]) return { text: result, end: next + 1 };
    const escape = readEscape(text, next + 1);
    if (escape === undefined) return undefined;
    result += String.fromCodePoint(escape.code);
    next = escape.end;
  }
  return undefined;
}

/** The UTF-8 bytes of a text, a character for each. */
export function latin1(text: string): string {
  return /^[\0-\x7F]*$/.test(text) ? text : Buffer.from(text).toString('latin1');
}

/** The character that an escape stands for; `at` is the offset after the backslash. */
export function readEscape(
  text: string,
  at: number,
): { readonly code: number; readonly end: number } | undefined {
  NUMBER_ESCAPE.lastIndex = at;
  const match = NUMBER_ESCAPE.exec(text);
  if (match !== null) {
    const [all, braced, two, octal, control = ''] = match;
    const hex = braced ?? two;
    const code =
      hex !== undefined
        ? Number.parseInt(hex, 16)
        : octal !== undefined
          ? Number.parseInt(octal, 8)
          : controlCode(control);
    return code > 0x10ffff ? undefined : { code, end: at + all.length };
  }
  const code = text.codePointAt(at);
  if (code === undefined || text[at] === 'x') return undefined;
  const simple = SIMPLE_ESCAPES[text.charAt(at)];
  return { code: simple ?? code, end: at + (code > 0xffff ? 2 : 1) };
}

function controlCode(character: string): number {
  return character === '?' ? 127 : character.charCodeAt(0) & 31;
}
