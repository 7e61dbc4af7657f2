import type { Diagnostic, Edit } from '../diagnostics/diagnostic.js';
import { Reporter } from '../diagnostics/reporter.js';
import type { TextRange } from '../source/range.js';
import { Source } from '../source/source.js';
import { parsePolicy } from '../syntax/parse.js';
import type { PolicyFile } from '../syntax/tree.js';
import { lex } from '../syntax/tokens.js';
import { applyEdits, laidOut, layoutEdits, lineEndOf } from './edits.js';

/** A formatted text, and the mistakes of the parser: what they touch stays as it was written. */
export interface Formatted {
  readonly text: string;
  readonly mistakes: readonly Diagnostic[];
}

/** Gives a text the canonical layout. */
export function formatSource(source: Source): Formatted {
  const text = formatInParts(source);
  if (text !== undefined) return { text, mistakes: [] };
  const parsed = parse(source);
  const { file, mistakes } = parsed;
  const whole = laidOut(file, placesOf(mistakes), lineEndOf(source.text));
  return { text: isSafe(parsed, whole) ? whole : source.text, mistakes };
}

/**
 * Formats a long text part by part, so that the tree of each is gone before that of the next is made;
 * undefined where the text has one part, or some part has a mistake.
 */
function formatInParts({ name, text }: Source): string | undefined {
  const parts = partsOf(text);
  if (parts.length < 2) return undefined;
  const lineEnd = lineEndOf(text);
  const formatted: string[] = [];
  for (const part of parts) {
    const { file, mistakes } = parse(new Source(name, part));
    if (mistakes.length > 0) return undefined;
    formatted.push(laidOut(file, [], lineEnd));
  }
  return formatted.join(lineEnd);
}

/** How much of a text is formatted at once, at least, in UTF-16 code units. */
const partLength = 2 ** 14;

/**
 * A text in parts that begin behind an empty line outside of all blocks. No columns go on over one, and
 * where each is without a mistake, they say together what the text says.
 */
function partsOf(text: string): readonly string[] {
  if (text.length < 2 * partLength) return [text];
  const tokens = lex(text);
  const parts: string[] = [];
  let start = 0;
  let depth = 0;
  for (let token = 0; token < tokens.count; token++) {
    const kind = tokens.kind(token);
    const at = tokens.start(token);
    if (depth === 0 && at - start >= partLength && tokens.breaks(token) > 1) {
      parts.push(text.slice(start, at));
      start = at;
    }
    if (kind === '{') depth++;
    if (kind === '}') depth--;
  }
  return [...parts, text.slice(start)];
}

/**
 * The edits that give a text the canonical layout, in order, each to the blanks between two tokens.
 * With a `range`, those of the lines and statements that meet it.
 */
export function formattingEdits(source: Source, range?: TextRange): readonly Edit[] {
  const parsed = parse(source);
  const edits = layoutEdits(parsed.file, placesOf(parsed.mistakes), range);
  return isSafe(parsed, applyEdits(source.text, edits)) ? edits : [];
}

interface Parsed {
  readonly file: PolicyFile;
  readonly mistakes: readonly Diagnostic[];
}

function parse(source: Source): Parsed {
  const reporter = new Reporter();
  return { file: parsePolicy(source, reporter), mistakes: reporter.diagnostics };
}

/**
 * Without mistakes, blanks have no meaning. With some, the parser takes line ends and indentation for
 * hints at what was meant: a text that would lead it to something else is not given.
 */
function isSafe(parsed: Parsed, text: string): boolean {
  if (parsed.mistakes.length === 0) return true;
  return digest(parse(new Source(parsed.file.source.name, text))) === digest(parsed);
}

function placesOf(mistakes: readonly Diagnostic[]): readonly TextRange[] {
  return mistakes.map(({ place }) => place.range);
}

/** What the parser read and told, without places. */
function digest({ file, mistakes }: Parsed): string {
  const comments = file.comments.map(({ text }) => text.trimEnd());
  const told = mistakes.map(({ code, message }) => [code, message]);
  return JSON.stringify([file.items, comments, told], (key, value: unknown) =>
    key === 'range' ? undefined : value,
  );
}
