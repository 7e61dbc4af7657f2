import { Reporter } from '#warren/diagnostics/reporter.js';
import type { TextRange } from '#warren/source/range.js';
import { Source } from '#warren/source/source.js';
import { parsePolicy } from '#warren/syntax/parse.js';
import type { Template, TemplatePart } from '#warren/syntax/tree.js';

/** What the parser finds in a text that an editor colours. */
export interface Parsed {
  readonly comments: readonly TextRange[];
  readonly quoted: readonly TextRange[];
  readonly wildcards: readonly TextRange[];
  readonly interpolations: readonly TextRange[];
  /** Escapes that there are not: nobody can say what the text around one is, and it is not in the tree. */
  readonly badEscapes: readonly TextRange[];
  /** Texts in quotes that do not end on their line, up to its end; they are not in the tree either. */
  readonly unended: readonly TextRange[];
}

/** Parses a text that may have mistakes. Titles, reasons and file names hold no parts. */
export function parsed(text: string): Parsed {
  const reporter = new Reporter();
  const { items, comments } = parsePolicy(new Source('text.warren', text), reporter);
  const templates = templatesIn(items);
  const parts = templates.filter(({ prose }) => !prose).flatMap(({ template }) => template.parts);
  const ofType = (type: TemplatePart['type']): readonly TextRange[] =>
    parts.filter((part) => part.type === type).map(({ range }) => range);
  const placesOf = (wanted: string): readonly TextRange[] =>
    reporter.diagnostics.filter(({ code }) => code === wanted).map(({ place }) => place.range);
  return {
    comments: comments.map(({ range }) => range),
    quoted: templates
      .filter(({ template }) => template.quoted)
      .map(({ template }) => template.range),
    wildcards: ofType('wildcard'),
    interpolations: ofType('interpolation'),
    badEscapes: placesOf('bad-escape'),
    unended: placesOf('unterminated-text'),
  };
}

/** The properties of the tree that hold text for people or paths, in which nothing is a pattern. */
const proseProperties: ReadonlySet<string> = new Set(['title', 'reason', 'file']);

interface Found {
  readonly template: Template;
  readonly prose: boolean;
}

/** Every template below a part of the tree, whatever the kind of node that it stands in. */
function templatesIn(value: unknown, property = ''): readonly Found[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isTemplate(value)) return [{ template: value, prose: proseProperties.has(property) }];
  return Object.entries(value).flatMap(([name, child]) =>
    templatesIn(child, Array.isArray(value) ? property : name),
  );
}

function isTemplate(value: object): value is Template {
  return 'quoted' in value && 'parts' in value;
}
