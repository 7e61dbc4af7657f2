/** What JSON (RFC 8259) may have next. */
type Expected =
  'value' | 'value or ]' | 'name' | 'name or }' | 'colon' | 'comma or ]' | 'comma or }' | 'end';

const BLANK = /[ \t\n\r]*/y;
const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/**
 * Where a text stops being JSON: an offset, its length where it ends too early; undefined for JSON. What
 * `JSON.parse` throws would show the text itself, which may be a file of secrets.
 */
export function jsonMistake(text: string): number | undefined {
  const open: ('[' | '{')[] = [];
  let expected: Expected = 'value';
  for (let at = length(BLANK, text, 0); ; at += length(BLANK, text, at)) {
    if (at >= text.length) return expected === 'end' ? undefined : at;
    const taken = token(text, at, expected);
    if (taken === 0) return at;
    const first = text[at] ?? '';
    if (first === '[' || first === '{') open.push(first);
    if (first === ']' || first === '}') open.pop();
    expected = after(first, expected, open.at(-1));
    at += taken;
  }
}

/** The length of what stands at an offset, where it is what may stand there; else 0. */
function token(text: string, at: number, expected: Expected): number {
  const first = text[at] ?? '';
  if (/[\]},:]/.test(first)) {
    const name = { ':': 'colon', ',': 'comma' }[first] ?? first;
    return expected.split(' or ').includes(name) ? 1 : 0;
  }
  if (!/^(value|name)/.test(expected)) return 0;
  if (first === '"') return stringLength(text, at);
  if (expected.startsWith('name')) return 0;
  return first === '[' || first === '{' ? 1 : length(SCALAR, text, at);
}

function after(first: string, was: Expected, inside: '[' | '{' | undefined): Expected {
  if (first === '[') return 'value or ]';
  if (first === '{') return 'name or }';
  if (first === ':') return 'value';
  if (first === ',') return inside === '[' ? 'value' : 'name';
  if (was.startsWith('name') && first === '"') return 'colon';
  if (inside === undefined) return 'end';
  return inside === '[' ? 'comma or ]' : 'comma or }';
}

function stringLength(text: string, start: number): number {
  for (let at = start + 1; at < text.length;) {
    const character = text[at] ?? '';
    if (character === '"') return at + 1 - start;
    const step = character === '\\' ? length(ESCAPE, text, at) : character < ' ' ? 0 : 1;
    if (step === 0) return 0;
    at += step;
  }
  return 0;
}

function length(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}
