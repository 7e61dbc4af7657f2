import {
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic as Shown,
  type DiagnosticRelatedInformation,
} from 'vscode-languageserver';
import { brokersRemark } from '../diagnostics/on-brokers.js';
import type { Diagnostic, Note, Severity } from '../diagnostics/diagnostic.js';
import { printable } from '../report/printable.js';
import { docsPage } from '../report/docs-page.js';
import type { Places } from './places.js';

/** A hint asks for nothing, but is to be seen: editors show information, and hide what they call a hint. */
const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  hint: DiagnosticSeverity.Information,
};

/** The codes of what could be left out without any effect; editors show it faded. */
const needless = ['empty-block', 'redundant-grant', 'unused-expect', 'unused-name'];

/** How a diagnostic was shown, while the texts that it points into were edited so often. */
interface Showing {
  readonly shown: Shown;
  readonly edits: readonly number[];
}

/** What was shown of diagnostics since a text was opened or closed the last time. */
interface Shownings {
  readonly turn: number;
  readonly made: WeakMap<Diagnostic, Showing>;
}

const shownings = new WeakMap<Places, Shownings>();

/**
 * As `shownDiagnostic`, made once for a diagnostic that stays the same from check to check, as long as
 * the texts that it points into do.
 */
export function shownOnce(diagnostic: Diagnostic, places: Places): Shown {
  const { turn } = places.documents;
  let known = shownings.get(places);
  if (known?.turn !== turn) {
    known = { turn, made: new WeakMap() };
    shownings.set(places, known);
  }
  const made = known.made.get(diagnostic);
  if (made !== undefined && isOf(made, diagnostic)) return made.shown;
  const shown = shownDiagnostic(diagnostic, places);
  known.made.set(diagnostic, { shown, edits: [...editsOf(diagnostic)] });
  return shown;
}

function isOf({ edits }: Showing, diagnostic: Diagnostic): boolean {
  let at = 0;
  for (const now of editsOf(diagnostic)) if (edits[at++] !== now) return false;
  return true;
}

function* editsOf({ place, notes }: Diagnostic): Iterable<number> {
  yield place.source.edits;
  for (const note of notes) if (note.place !== undefined) yield note.place.source.edits;
}

/**
 * A diagnostic as an editor shows it. Remarks with a place of their own become links to it, where the editor
 * has such links, and else lines that name the place.
 */
export function shownDiagnostic(
  { code, severity, message, place, notes, on }: Diagnostic,
  places: Pick<Places, 'location' | 'linksRemarks'>,
): Shown {
  const linked = places.linksRemarks ? notes.filter((note) => note.place !== undefined) : [];
  const where = brokersRemark({ message, on })?.replace(/^on/, 'On') ?? [];
  const remarks = [where, notes.filter((note) => !linked.includes(note)).map(remarkLine)].flat();
  const related = linked.flatMap((note) => relatedTo(note, places));
  const page = docsPage(code);
  return {
    range: places.location(place).range,
    severity: severities[severity],
    code,
    ...(page === undefined ? {} : { codeDescription: { href: page } }),
    source: 'warren',
    message: [message, ...remarks].map(printable).join('\n'),
    ...(needless.includes(code) ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(related.length === 0 ? {} : { relatedInformation: related }),
  };
}

function remarkLine({ message, place }: Note): string {
  if (place === undefined) return message;
  const { line } = place.source.position(place.range.start);
  return `${message} (${place.source.name}:${line})`;
}

function relatedTo(
  { message, place }: Note,
  places: Pick<Places, 'location'>,
): readonly DiagnosticRelatedInformation[] {
  return place === undefined
    ? []
    : [{ location: places.location(place), message: printable(message) }];
}
