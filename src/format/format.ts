import type { Diagnostic, Edit } from '../diagnostics/diagnostic.js';
import { Reporter } from '../diagnostics/reporter.js';
import type { TextRange } from '../source/range.js';
import { Source } from '../source/source.js';
import { parsePolicy } from '../syntax/parse.js';
import type { PolicyFile } from '../syntax/tree.js';
import { applyEdits, laidOut, layoutEdits } from './edits.js';

/** A formatted text, and the mistakes of the parser: what they touch stays as it was written. */
export interface Formatted {
  readonly text: string;
  readonly mistakes: readonly Diagnostic[];
}

/** Gives a text the canonical layout. */
export function formatSource(source: Source): Formatted {
  const parsed = parse(source);
  const { file, mistakes } = parsed;
  const text = laidOut(file, placesOf(mistakes));
  return { text: isSafe(parsed, text) ? text : source.text, mistakes };
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
