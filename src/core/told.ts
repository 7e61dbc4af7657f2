import type { Action } from '../assist/actions/action.js';
import { brokersRemark } from '../diagnostics/on-brokers.js';
import type { Diagnostic, Edit, Severity } from '../diagnostics/diagnostic.js';
import { printable } from '../report/printable.js';
import type { Place } from '../source/source.js';

/** A place in one of the texts. */
export interface TextPlace {
  /** The name of the text. */
  readonly file: string;
  /** Offsets in UTF-16 code units from the start of the text; what ends before `end`. */
  readonly start: number;
  readonly end: number;
  /** Where it starts, counted from 1; columns in UTF-16 code units. */
  readonly line: number;
  readonly column: number;
}

/** A replacement of a stretch of a text. */
export interface TextEdit {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A change that does away with a diagnostic, or that is offered because of it. */
export interface TextFix {
  readonly title: string;
  /** In no particular order; none overlaps another. */
  readonly edits: readonly TextEdit[];
}

/** Something that a check tells. */
export interface TextDiagnostic {
  /** Its stable code, such as `undeclared-name`. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place: TextPlace;
  /** Remarks, some with a place of their own; the first names the brokers that it is about, if need be. */
  readonly notes: readonly { readonly message: string; readonly place?: TextPlace }[];
  /** The surest first. */
  readonly fixes: readonly TextFix[];
}

/** A place as plain data. */
export function toldPlace({ source, range: { start, end } }: Place): TextPlace {
  return { file: source.name, start, end, ...source.position(start) };
}

/** A diagnostic as plain data, with what can be done about it. */
export function toldDiagnostic(
  { code, severity, message, place, notes, on }: Diagnostic,
  actions: readonly Pick<Action, 'title' | 'edits'>[],
): TextDiagnostic {
  const where = brokersRemark({ message, on });
  return {
    code,
    severity,
    message: printable(message),
    place: toldPlace(place),
    notes: [
      ...(where === undefined ? [] : [{ message: printable(where) }]),
      ...notes.map((note) => ({
        message: printable(note.message),
        ...(note.place === undefined ? {} : { place: toldPlace(note.place) }),
      })),
    ],
    fixes: actions
      .filter(({ edits }) => edits.length > 0)
      .map(({ title, edits }) => ({ title: printable(title), edits: edits.map(toldEdit) })),
  };
}

function toldEdit({ source, range: { start, end }, text }: Edit): TextEdit {
  return { file: source.name, start, end, text };
}
