import type { TextRange } from '../../source/range.js';
import type { Source } from '../../source/source.js';
import { formatKey } from './conf-key.js';
import type { Remark, RemarkKind } from './remark.js';
import { readValue } from './conf-value.js';

/** One `key = value` of rabbitmq.conf. */
export interface ConfEntry {
  /** The words of the key, `\.` in them resolved to a dot. */
  readonly key: readonly string[];
  /** The text between the quotes, or without blanks and comment around it. */
  readonly value: string;
  /** Where the value stands in the file. */
  readonly range: TextRange;
}

/** What rabbitmq.conf holds before anything in it is understood. */
export interface ConfEntries {
  readonly entries: readonly ConfEntry[];
  readonly remarks: readonly Remark[];
}

const KEY = /[ \t]*([A-Za-z0-9_.\\-]+)[ \t]*=[ \t]*/y;
const WORDS = /^(?:\\\.|[A-Za-z0-9_-])+$/;
const INCLUDE = /[ \t]*include[ \t]+([A-Za-z0-9\-_.*/]+)(?=[ \t]*#|\r?\n|$)/y;
const SECTION = /[ \t]*\{\{([^\r\n]*)\}\}[ \t]*(?=\r?\n|$)/y;
const REST = /[ \t]*(?:#[^\n]*)?/y;
const LINE_END = /\r?\n/y;

/**
 * Reads the lines of rabbitmq.conf as RabbitMQ's parser does, in time linear in the text. Source:
 * Kyorai/cuttlefish v3.4.0 to v3.7.0, conf_parse.peg, tried against RabbitMQ 4.0.5 and 4.3.6.
 */
export function readEntries(source: Source): ConfEntries {
  const { text } = source;
  const entries: ConfEntry[] = [];
  const remarks: Remark[] = [];
  const remark = (kind: RemarkKind, start: number, end: number, subject = ''): void => {
    remarks.push({ kind, place: { source, range: { start, end } }, subject });
  };
  for (let at = 0; at < text.length;) {
    const entry = readEntry(text, at);
    const include = entry === undefined ? matchAt(INCLUDE, text, at) : undefined;
    const section = entry === undefined ? matchAt(SECTION, text, at) : undefined;
    let end = at;
    if (entry !== undefined) {
      entries.push(entry);
      end = entry.end;
      // With a blank before it the `#` is meant as a comment.
      if (text[end] === '#' && end === entry.range.end)
        remark(
          'cut-by-comment',
          end,
          end + (matchAt(REST, text, end)?.[0].length ?? 0),
          formatKey(entry.key),
        );
      if (entry.multiline) remark('multiline-value', entry.range.start, entry.range.end);
    } else if (include !== undefined) {
      end += include[0].length;
      remark('include', at, end, include[1]);
    } else if (section !== undefined) {
      end += section[0].length;
      remark('section', at, end, section[1]);
    }
    end += matchAt(REST, text, end)?.[0].length ?? 0;
    const lineEnd = matchAt(LINE_END, text, end);
    if (lineEnd === undefined && end < text.length) {
      remark('syntax', at, end + 1);
      break;
    }
    at = end + (lineEnd?.[0].length ?? 0);
  }
  return { entries, remarks };
}

function readEntry(
  text: string,
  at: number,
): (ConfEntry & { readonly end: number; readonly multiline: boolean }) | undefined {
  const match = matchAt(KEY, text, at);
  if (match === undefined) return undefined;
  const [start, key = ''] = match;
  const words = wordsOf(key);
  if (words === undefined) return undefined;
  const value = readValue(text, at + start.length);
  if (value === undefined) return undefined;
  const { range } = value;
  return { ...value, key: words, value: text.slice(range.start, range.end) };
}

/** The words of a key as it is written, `\.` in them resolved to a dot; undefined where it is no key. */
function wordsOf(key: string): readonly string[] | undefined {
  // Nearly every key is so, and what `KEY` takes is then all of words and dots.
  if (!key.includes('\\')) {
    const words = key.split('.');
    return words.includes('') ? undefined : words;
  }
  const words = key.split(/(?<!\\)\./);
  if (!words.every((word) => WORDS.test(word))) return undefined;
  return words.map((word) => word.replaceAll('\\.', '.'));
}

/** The match of a sticky expression at a place. */
function matchAt(expression: RegExp, text: string, at: number): RegExpExecArray | undefined {
  expression.lastIndex = at;
  return expression.exec(text) ?? undefined;
}
