import {
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic as Shown,
  type DiagnosticRelatedInformation,
  type Location,
} from 'vscode-languageserver';
import type { Diagnostic, Note, Severity } from '../diagnostics/diagnostic.js';
import { printable } from '../report/printable.js';
import type { Place } from '../source/source.js';
import { docsPage } from './docs-page.js';

/** A hint asks for nothing, but is to be seen: editors show information, and hide what they call a hint. */
const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  hint: DiagnosticSeverity.Information,
};

/** The codes of what could be left out without any effect; editors show it faded. */
const needless = ['empty-block', 'redundant-grant', 'unused-expect'];

/** A diagnostic as an editor shows it. Remarks with a place of their own become links to it. */
export function shownDiagnostic(
  { code, severity, message, place, notes }: Diagnostic,
  locate: (place: Place) => Location,
): Shown {
  const remarks = notes.flatMap((note) => (note.place === undefined ? [note.message] : []));
  const related = notes.flatMap((note) => relatedTo(note, locate));
  const page = docsPage(code);
  return {
    range: locate(place).range,
    severity: severities[severity],
    code,
    ...(page === undefined ? {} : { codeDescription: { href: page } }),
    source: 'warren',
    message: [message, ...remarks].map(printable).join('\n'),
    ...(needless.includes(code) ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(related.length === 0 ? {} : { relatedInformation: related }),
  };
}

function relatedTo(
  { message, place }: Note,
  locate: (place: Place) => Location,
): readonly DiagnosticRelatedInformation[] {
  return place === undefined ? [] : [{ location: locate(place), message: printable(message) }];
}
