import type { Diagnostic, Edit, Fix, Note, Severity } from '../diagnostics/diagnostic.js';
import { brokersRemark } from '../diagnostics/on-brokers.js';
import type { TextRange } from '../source/range.js';
import type { Place, Source } from '../source/source.js';
import { definitions } from '../diagnostics/registry.js';
import { version } from '../version.js';
import { docsPage, pageText } from './docs-page.js';
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
    tool: {
      driver: {
        name: 'warren',
        version,
        semanticVersion: version,
        rules: [...codes].map(rule),
      },
    },
    columnKind: 'utf16CodeUnits',
    results: ordered.map((diagnostic) => result(diagnostic, indexes)),
  };
  const $schema = 'https://json.schemastore.org/sarif-2.1.0.json';
  return `${jsonText({ $schema, version: '2.1.0', runs: [run] })}\n`;
}

/**
 * A rule as its page describes it: the first sentence behind the severity, the first paragraph, and all of it.
 * `helpUri` leads to the page where it was installed, as there is no other place that has it for sure.
 */
function rule([code, severity]: readonly [string, Severity]): object {
  const page = pageText(code);
  const level = levels[definitions.get(code)?.severity ?? severity];
  const start = { id: code, name: nameOf(code), defaultConfiguration: { level } };
  if (page === undefined) return { ...start, help: message(`warren help ${code}`) };
  const { short, full } = descriptionsIn(page);
  return {
    ...start,
    shortDescription: { text: short },
    fullDescription: { text: full },
    help: { text: `${full}\n\nwarren help ${code}`, markdown: page },
    helpUri: docsPage(code),
  };
}

/** The name of a rule, by custom in one word: `SpillOfRole` for `spill-of-role`. */
function nameOf(code: string): string {
  return code
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** The first sentence and the first paragraph of a page, without its heading and severity, as plain texts. */
function descriptionsIn(page: string): { readonly short: string; readonly full: string } {
  const [, first = ''] = page.split('\n\n');
  const full = first
    .replace(/^\w+(?:, [^.]*)?\. /, '')
    .replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replaceAll(/[`*]/g, '')
    .replaceAll('\n', ' ');
  const [short = full] = /^.*?[.:](?= |$)/.exec(full) ?? [];
  return { short: short.replace(/:$/, '.'), full };
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
    relatedLocations: distinct(notes.flatMap(related)),
    // A fix that is only advice has no form in SARIF.
    fixes: distinct(fixes.filter(({ edits }) => edits.length > 0).map(fix)),
    ...(on && { properties: { brokers: on.names } }),
  };
}

/** Objects each once: SARIF calls these lists sets, and its schema refuses what stands there twice. */
function distinct(objects: readonly object[]): readonly object[] {
  return [...new Map(objects.map((object) => [JSON.stringify(object), object])).values()];
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
