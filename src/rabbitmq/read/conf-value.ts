import type { TextRange } from '../../source/range.js';

/** A value of rabbitmq.conf. */
export interface ConfValue {
  /** Where its text stands, without quotes. */
  readonly range: TextRange;
  /** Where the parser goes on, after the quotes if there are any. */
  readonly end: number;
  readonly multiline: boolean;
}

const STOP = /\r?\n|#/g;

/**
 * The value that starts at an offset; undefined where there is none. In single quotes it may hold
 * anything and span lines; otherwise it ends before a line end or a `#`, wherever that stands, and
 * the blanks before it. Double quotes are part of it.
 */
export function readValue(text: string, at: number): ConfValue | undefined {
  return multilineValue(text, at) ?? quotedValue(text, at) ?? plainValue(text, at);
}

function multilineValue(text: string, at: number): ConfValue | undefined {
  if (!text.startsWith("'''", at)) return undefined;
  const close = text.indexOf("'''", at + 3);
  if (close < 0) return undefined;
  let start = at + 3;
  let end = close;
  // Quotes and line ends are trimmed off the text inside too.
  for (let size = edge(text, start, end); size > 0; size = edge(text, start, end)) start += size;
  while (end > start && (text[end - 1] === "'" || text[end - 1] === '\n'))
    end -= text.startsWith('\r\n', end - 2) && end - 2 >= start ? 2 : 1;
  return { range: { start, end }, end: close + 3, multiline: true };
}

/** How many characters of a quote or line end stand at the start of a stretch. */
function edge(text: string, start: number, end: number): number {
  if (start >= end) return 0;
  if (text[start] === "'" || text[start] === '\n') return 1;
  return start + 1 < end && text.startsWith('\r\n', start) ? 2 : 0;
}

function quotedValue(text: string, at: number): ConfValue | undefined {
  if (text[at] !== "'") return undefined;
  const close = text.indexOf("'", at + 1);
  // A quote that nothing closes is part of a plain value.
  if (close < 0) return undefined;
  return { range: { start: at + 1, end: close }, end: close + 1, multiline: false };
}

function plainValue(text: string, at: number): ConfValue | undefined {
  STOP.lastIndex = at;
  const stop = STOP.exec(text);
  let end = stop?.index ?? text.length;
  // At the very end of the file the blanks are part of the value.
  if (stop !== null) while (end > at && (text[end - 1] === ' ' || text[end - 1] === '\t')) end--;
  return end > at ? { range: { start: at, end }, end, multiline: false } : undefined;
}
