import assert from 'node:assert/strict';
import type { Diagnostic } from '#warren/diagnostics/diagnostic.js';
import { Reporter } from '#warren/diagnostics/reporter.js';
import { Source } from '#warren/source/source.js';
import { parsePolicy } from '#warren/syntax/parse.js';
import type { PolicyFile } from '#warren/syntax/tree.js';

/*
 * Texts that say themselves what is wrong with them: in `queue ⟦reserved-word: key⟧` the parser is
 * to report `reserved-word` on `key`, and nothing else. What stands between the colon and `⟧` belongs
 * to the text, the rest of the mark does not.
 */

const mark = /⟦[a-z-]+:([^⟧]*)⟧/g;

/** The parsed text and what was reported about it, in the order of the text. */
export interface Parsed {
  readonly file: PolicyFile;
  readonly diagnostics: readonly Diagnostic[];
}

/** Parses a text without marks. */
export function parse(text: string): Parsed {
  const reporter = new Reporter();
  const file = parsePolicy(new Source('test.warren', text), reporter);
  const diagnostics = [...reporter.diagnostics].sort(
    (a, b) => a.place.range.start - b.place.range.start,
  );
  return { file, diagnostics };
}

/** A text without its marks. */
export function unmarked(text: string): string {
  return text.replace(mark, (_, inner: string) => inner);
}

/** Parses a text without its marks, and checks that just what they say was reported. */
export function parseMarked(text: string): Parsed {
  const parsed = parse(unmarked(text));
  assert.equal(marked(parsed), text);
  return parsed;
}

/** The text with a mark for everything that was reported. */
function marked({ file, diagnostics }: Parsed): string {
  let result = '';
  let at = 0;
  for (const { code, place } of diagnostics) {
    const { start, end } = place.range;
    result += file.source.text.slice(at, start);
    result += `⟦${code}:${file.source.text.slice(start, end)}⟧`;
    at = end;
  }
  return result + file.source.text.slice(at);
}
