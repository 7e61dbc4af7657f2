import type { Diagnostic, Severity } from '#warren/diagnostics/diagnostic.js';
import type { Place } from '#warren/source/source.js';
import { Source } from '#warren/source/source.js';

/** A place in a sketch: a file's name and the first occurrence there of a text, `$` for the end. */
export type At = readonly [file: string, text: string];

/** A diagnostic written down as data. */
export interface SketchedDiagnostic {
  readonly is: `${Severity} ${string}`;
  readonly message: string;
  readonly at: At;
  readonly notes?: readonly { readonly message: string; readonly at?: At }[];
  readonly fixes?: readonly {
    readonly title: string;
    readonly edits: readonly { readonly at: At; readonly text: string }[];
  }[];
}

/** Files by name, and what is to be said about them. */
export interface Sketch {
  readonly files: Readonly<Record<string, string>>;
  readonly diagnostics: readonly SketchedDiagnostic[];
}

const severities = { error: 'error', warning: 'warning', hint: 'hint' } as const;

/** The diagnostics of a sketch, with sources. */
export function draw({ files, diagnostics }: Sketch): readonly Diagnostic[] {
  const sources = new Map(
    Object.entries(files).map(([name, text]) => [name, new Source(name, text)]),
  );
  const place = ([file, text]: At): Place => {
    const source = sources.get(file) ?? new Source(file, '');
    const found = text === '$' ? source.text.length : source.text.indexOf(text);
    if (found < 0) throw new Error(`${file} does not hold ${text}`);
    return { source, range: { start: found, end: text === '$' ? found : found + text.length } };
  };
  return diagnostics.map(({ is, message, at, notes = [], fixes = [] }) => {
    const [severity = '', code = ''] = is.split(' ');
    if (!isSeverity(severity)) throw new Error(`${severity} is no severity`);
    return {
      code,
      severity,
      message,
      place: place(at),
      notes: notes.map((note) =>
        note.at === undefined
          ? { message: note.message }
          : { message: note.message, place: place(note.at) },
      ),
      uses: [],
      fixes: fixes.map(({ title, edits }) => ({
        title,
        edits: edits.map((edit) => ({ ...place(edit.at), text: edit.text })),
      })),
    };
  });
}

function isSeverity(text: string): text is Severity {
  return text in severities;
}
