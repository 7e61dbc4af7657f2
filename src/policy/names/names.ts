import { nameDiagnostics as catalog } from '../../diagnostics/catalog/names.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import { Pattern, WILDCARD } from '../../pattern/pattern.js';
import { checkKey, checkName } from '../../rabbitmq/names.js';
import type { Place, Source } from '../../source/source.js';
import type { Template } from '../../syntax/tree.js';
import { substitute, type Environment } from '../brokers/environment.js';
import type { Named } from '../phrases/rights.js';

/** What is needed to read the names of a phrase or declaration. */
export interface NameContext {
  readonly source: Source;
  readonly environment: Environment;
  readonly reporter: Reporter;
  /** The uses of profiles that lead to the name. */
  readonly uses?: readonly Place[];
}

/**
 * Reads a name or pattern: resolves its interpolations and refuses what no name can be. Answers
 * `undefined` where it was refused, which is reported.
 *
 * @param what the kind of thing, in words, such as `queue` or `routing key`
 */
export function readName(
  template: Template | null,
  what: string,
  { source, environment, reporter, uses = [] }: NameContext,
): Named | undefined {
  if (template === null) return undefined;
  const resolved = substitute(template, source, environment, reporter);
  if (resolved === undefined) return undefined;
  const text = resolved.filter((part) => part !== '');
  const place = { source, range: template.range };
  const notes = uses.map((use) => ({ message: 'The profile is used here.', place: use }));
  const extras = { uses, notes };
  if (text.some((part, at) => part === WILDCARD && text[at + 1] === WILDCARD)) {
    reporter.report(catalog.doubleWildcard, place, { what }, extras);
    return undefined;
  }
  const pattern = Pattern.fromParts(text);
  const problem = what === 'routing key' ? checkKey(pattern) : checkName(pattern);
  if (problem !== undefined) {
    if (problem.kind === 'empty') reporter.report(catalog.emptyName, place, { what }, extras);
    if (problem.kind === 'line-break')
      reporter.report(catalog.lineBreakInName, place, { what }, extras);
    if (problem.kind === 'too-long')
      reporter.report(catalog.nameTooLong, place, { what, bytes: problem.bytes }, extras);
    return undefined;
  }
  const literal = text.filter((part) => part !== WILDCARD).join('');
  const [escape] = /%[0-9A-Fa-f]{2}/.exec(literal) ?? [];
  // Without quotes it was told where it was read.
  const isTold = escape !== undefined && /^[^"]*%/.test(source.slice(template.range));
  if (escape !== undefined && !isTold)
    reporter.report(
      catalog.percentInName,
      place,
      { what, escape, meant: decoded(escape) },
      { uses },
    );
  return { pattern, place };
}

/** Reads the name of one thing, in which a wildcard makes no sense. */
export function readOneName(
  template: Template | null,
  what: string,
  context: NameContext,
): Named | undefined {
  const named = readName(template, what, context);
  if (named === undefined || named.pattern.isLiteral) return named;
  context.reporter.report(catalog.wildcardInName, named.place, { what });
  return undefined;
}

/** What an escape of URLs may have been meant for; undefined for one that no name is likely to have. */
function decoded(escape: string): string | undefined {
  const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
  return /[!-~]/.test(character) ? character : undefined;
}
