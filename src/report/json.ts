import type { Diagnostic, Fix, Note } from '../diagnostics/diagnostic.js';
import type { TextRange } from '../source/range.js';
import type { Place, Position, Source } from '../source/source.js';
import { gravest, inOrder } from './order.js';
import { jsonText } from './json-text.js';

/** More diagnostics than this are counted in `omitted`. */
const maxListed = 10_000;

/** A file that was written. */
export interface WrittenFile {
  /** Relative to the folder that was written to, with `/`. */
  readonly path: string;
  readonly bytes: number;
}

/**
 * Diagnostics for programs: `{"diagnostics": […]}`, in the shape that the language reference gives,
 * `"omitted": N` only where there are more than 10,000, and `"written": […]` where files are given. Lines and columns count from 1, columns
 * in UTF-16 code units; a range ends before `end`.
 */
export function renderJson(
  diagnostics: readonly Diagnostic[],
  written?: readonly WrittenFile[],
): string {
  const listed = gravest(inOrder(diagnostics), maxListed).map(toJson);
  const omitted = diagnostics.length - listed.length;
  const document = {
    diagnostics: listed,
    ...(omitted > 0 ? { omitted } : {}),
    ...(written === undefined ? {} : { written }),
  };
  return `${jsonText(document, 2)}\n`;
}

/**
 * One diagnostic for programs, in the shape that `renderJson` gives it; with `brokers` where the policy has
 * several and it is about some of them: the names in its texts are those of the first.
 */
export function toJson({ code, severity, message, place, notes, fixes, on }: Diagnostic): object {
  return {
    code,
    severity,
    message,
    ...placeJson(place),
    ...(on && { brokers: on.names }),
    notes: notes.map(noteJson),
    fixes: fixes.map(fixJson),
  };
}

function noteJson({ message, place }: Note): object {
  return place === undefined ? { message } : { message, ...placeJson(place) };
}

function fixJson({ title, edits }: Fix): object {
  return {
    title,
    edits: edits.map(({ source, range, text }) => ({
      file: source.name,
      range: rangeJson(source, range),
      newText: text,
    })),
  };
}

function placeJson({ source, range }: Place): { file: string; range: object } {
  return { file: source.name, range: rangeJson(source, range) };
}

function rangeJson(source: Source, range: TextRange): { start: Position; end: Position } {
  return { start: source.position(range.start), end: source.position(range.end) };
}
