import type { Diagnostic, Edit } from '../diagnostics/diagnostic.js';
import { Reporter } from '../diagnostics/reporter.js';
import type { TextRange } from '../source/range.js';
import { Source } from '../source/source.js';
import { parsePolicy } from '../syntax/parse.js';
import type { PolicyFile } from '../syntax/tree.js';
import { applyEdits, layoutEdits } from './edits.js';

/** A formatted text, and the mistakes of the parser: what they touch stays as it was written. */
export interface Formatted {
  readonly text: string;
  readonly mistakes: readonly Diagnostic[];
}

/** Gives a text the canonical layout. */
export function formatSource(source: Source): Formatted {
  const parsed = parse(source);
  return { text: applyEdits(source.text, safeEdits(parsed)), mistakes: parsed.mistakes };
}

/**
 * The edits that give a text the canonical layout, in order, each to the blanks between two tokens.
 * With a `range`, those of the lines and statements that meet it.
 */
export function formattingEdits(source: Source, range?: TextRange): readonly Edit[] {
  return safeEdits(parse(source), range);
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
 * hints at what was meant: a layout that would lead it to something else is not given.
 */
function safeEdits(parsed: Parsed, range?: TextRange): readonly Edit[] {
  const { file, mistakes } = parsed;
  const places = mistakes.map(({ place }) => place.range);
  const edits = layoutEdits(file, places, range);
  if (mistakes.length === 0) return edits;
  const text = applyEdits(file.source.text, edits);
  return digest(parse(new Source(file.source.name, text))) === digest(parsed) ? edits : [];
}

/** What the parser read and told, without places. */
function digest({ file, mistakes }: Parsed): string {
  const comments = file.comments.map(({ text }) => text.trimEnd());
  const told = mistakes.map(({ code, message }) => [code, message]);
  return JSON.stringify([file.items, comments, told], (key, value: unknown) =>
    key === 'range' ? undefined : value,
  );
}
