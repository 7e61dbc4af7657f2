import type { Diagnostic, Edit, Fix, Note, Severity } from '../diagnostics/diagnostic.js';
import { brokersRemark } from '../diagnostics/on-brokers.js';
import type { TextRange } from '../source/range.js';
import type { Place, Source } from '../source/source.js';
import { inOrder } from './order.js';
import { uriOf } from './uri.js';
import { jsonText } from './json-text.js';

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  hint: 'note',
};

/**
 * A SARIF 2.1.0 document (OASIS standard), for code scanning. Columns count in UTF-16 code units;
 * names of files are relative URIs.
 */
export function renderSarif(diagnostics: readonly Diagnostic[]): string {
  const ordered = inOrder(diagnostics);
  const codes = new Map(ordered.map(({ code, severity }) => [code, severity]));
  const indexes = new Map([...codes.keys()].map((code, index) => [code, index]));
  const run = {
    tool: { driver: { name: 'warren', rules: [...codes].map(rule) } },
    columnKind: 'utf16CodeUnits',
    results: ordered.map((diagnostic) => result(diagnostic, indexes)),
  };
  const $schema = 'https://json.schemastore.org/sarif-2.1.0.json';
  return `${jsonText({ $schema, version: '2.1.0', runs: [run] })}\n`;
}

/** `helpUri` has to be absolute, so the page that comes with the package is named in words. */
function rule([code, severity]: readonly [string, Severity]): object {
  return {
    id: code,
    defaultConfiguration: { level: levels[severity] },
    help: message(`docs/diagnostics/${code}.md`),
  };
}

function result(diagnostic: Diagnostic, rules: ReadonlyMap<string, number>): object {
  const { code, severity, place, notes, fixes, on } = diagnostic;
  const where = brokersRemark(diagnostic) ?? [];
  return {
    ruleId: code,
    ruleIndex: rules.get(code),
    level: levels[severity],
    message: message([diagnostic.message, where, ...placeless(notes)].flat().join('\n')),
    locations: [{ physicalLocation: location(place) }],
    relatedLocations: notes.flatMap(related),
    // A fix that is only advice has no form in SARIF.
    fixes: fixes.filter(({ edits }) => edits.length > 0).map(fix),
    ...(on && { properties: { brokers: on.names } }),
  };
}

/** Notes without a place have no field of their own in SARIF. */
function placeless(notes: readonly Note[]): readonly string[] {
  return notes.filter(({ place }) => place === undefined).map((note) => `note: ${note.message}`);
}

function related(note: Note): readonly object[] {
  if (note.place === undefined) return [];
  return [{ message: message(note.message), physicalLocation: location(note.place) }];
}

function fix({ title, edits }: Fix): object {
  const sources = [...new Set(edits.map(({ source }) => source))];
  return {
    description: message(title),
    artifactChanges: sources.map((source) => ({
      artifactLocation: { uri: uriOf(source.name) },
      replacements: edits.filter((edit) => edit.source === source).map(replacement),
    })),
  };
}

function replacement({ source, range, text }: Edit): object {
  return { deletedRegion: region(source, range), insertedContent: { text } };
}

/** Braces are placeholders in SARIF's messages unless doubled (section 3.11.5). */
function message(text: string): { text: string } {
  return { text: text.replaceAll('{', '{{').replaceAll('}', '}}') };
}

function location({ source, range }: Place): object {
  return { artifactLocation: { uri: uriOf(source.name) }, region: region(source, range) };
}

function region(source: Source, range: TextRange): object {
  const start = source.position(range.start);
  const end = source.position(range.end);
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
  };
}
