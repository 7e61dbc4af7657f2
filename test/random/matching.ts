import { STAR, literals, single } from './names.js';
import type { Name } from './names.js';

/**
 * Whether a pattern takes a text as RabbitMQ reads it: what stands between two wildcards is looked
 * for from left to right, each at the first place that fits, and the last must end the text there.
 */
export function firstFit(pattern: Name, text: string): boolean {
  const [start = '', ...rest] = literals(pattern);
  const end = rest.pop();
  if (end === undefined) return text === start;
  if (!text.startsWith(start)) return false;
  let at = start.length;
  for (const inner of rest) {
    const found = text.indexOf(inner, at);
    if (found < 0) return false;
    at = found + inner.length;
  }
  const found = text.indexOf(end, at);
  return end === '' || (found >= 0 && found === text.length - end.length);
}

/** Whether a pattern takes a text if a wildcard is any text. */
export function anyText(pattern: Name, text: string): boolean {
  const quoted = literals(pattern).map((part) => part.replaceAll(/[^A-Za-z0-9]/g, inHex));
  return new RegExp(`^${quoted.join('.*')}$`, 's').test(text);
}

function inHex(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

/** Whether RabbitMQ's reading of one pattern and any text for the wildcards of another share a name. */
export function meets(pattern: Name, wide: Name): boolean {
  const other = single(wide);
  if (other !== undefined) return firstFit(pattern, other);
  return selections(pattern, [wide]).some(([taken]) => taken);
}

const known = new Map<string, readonly (readonly boolean[])[]>();

/**
 * Which of some patterns, with any text for their wildcards, take a name that RabbitMQ's reading of
 * another one takes: every selection that there is such a name for, each once.
 */
export function selections(pattern: Name, wides: readonly Name[]): readonly (readonly boolean[])[] {
  const one = single(pattern);
  if (one !== undefined) return [wides.map((wide) => anyText(wide, one))];
  const key = JSON.stringify([pattern, ...wides].map(literals));
  const result = known.get(key) ?? search(literals(pattern), wides);
  known.set(key, result);
  return result;
}

/** How far a text has come in the texts of a pattern: all before `at` are found, `seen` of that one. */
interface Progress {
  readonly at: number;
  readonly seen: string;
}

/** Tries every text, one byte at a time; texts that have come equally far are tried once. */
function search(texts: readonly string[], wides: readonly Name[]): readonly boolean[][] {
  const rows = wides.map((wide) =>
    wide.flatMap((part): Name => (part === STAR ? [STAR] : Array.from(part))),
  );
  const bytes = new Set([
    ...Array.from(texts.join('')),
    ...rows.flat().filter((token) => token !== STAR),
    '\0',
  ]);
  const start = settle(texts, { at: 0, seen: '' });
  const open = [{ progress: start, places: rows.map((tokens) => afterStars(tokens, [0])) }];
  const tried = new Set<string>();
  const found = new Map<string, boolean[]>();
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const { progress, places } = state;
    const taken = rows.map((tokens, row) => places[row]?.includes(tokens.length) ?? false);
    if (isWhole(texts, progress)) found.set(taken.join(), taken);
    for (const byte of bytes) {
      const next = advance(texts, progress, byte);
      const reached = rows.map((tokens, row) =>
        afterStars(tokens, places[row]?.flatMap((place) => step(tokens, place, byte)) ?? []),
      );
      const key = JSON.stringify([next, reached]);
      if (next === undefined || tried.has(key)) continue;
      tried.add(key);
      open.push({ progress: next, places: reached });
    }
  }
  return [...found.values()];
}

function isWhole(texts: readonly string[], { at, seen }: Progress): boolean {
  return at === texts.length || (at === texts.length - 1 && texts[at] === seen);
}

/** A text that is found lets the next begin, but for an empty last one: after it all may follow. */
function settle(texts: readonly string[], { at, seen }: Progress): Progress {
  const last = at === texts.length - 1 && at > 0 && texts[at] === '';
  return at === texts.length || last || texts[at] !== seen
    ? { at, seen }
    : settle(texts, { at: at + 1, seen: '' });
}

function advance(
  texts: readonly string[],
  { at, seen }: Progress,
  byte: string,
): Progress | undefined {
  const text = texts[at];
  if (text === undefined) return undefined;
  if (at > 0 && text === '') return { at, seen };
  let now = seen + byte;
  while (!text.startsWith(now)) {
    if (at === 0) return undefined;
    now = now.slice(1);
  }
  return settle(texts, { at, seen: now });
}

function step(tokens: Name, place: number, byte: string): number[] {
  if (tokens[place] === STAR) return [place];
  return tokens[place] === byte ? [place + 1] : [];
}

/** The places with those behind a wildcard, which may be no text at all. */
function afterStars(tokens: Name, places: readonly number[]): number[] {
  const all = new Set(places);
  for (const place of all) if (tokens[place] === STAR) all.add(place + 1);
  return [...all].sort((a, b) => a - b);
}
