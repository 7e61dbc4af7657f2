import { nameDiagnostics as catalog } from '../diagnostics/catalog/names.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { Pattern, WILDCARD } from '../pattern/pattern.js';
import type { Source } from '../source/source.js';
import type { Template } from '../syntax/tree.js';
import { substitute, type Environment } from './environment.js';
import type { Named } from './rights.js';
import type { Text } from './text.js';

/** AMQP's limit for names and routing keys, in bytes: they are short strings. */
const nameLimit = 255;

/** What is needed to read the names of a phrase or declaration. */
export interface NameContext {
  readonly source: Source;
  readonly environment: Environment;
  readonly reporter: Reporter;
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
  { source, environment, reporter }: NameContext,
): Named | undefined {
  if (template === null) return undefined;
  const text = substitute(template, source, environment, reporter);
  if (text === undefined) return undefined;
  const place = { source, range: template.range };
  if (text.some((part, at) => part === WILDCARD && text[at + 1] === WILDCARD)) {
    reporter.report(catalog.doubleWildcard, place, { what });
    return undefined;
  }
  const literal = literalText(text);
  if (/[\r\n]/.test(literal)) {
    reporter.report(catalog.lineBreakInName, place, { what });
    return undefined;
  }
  if (Buffer.byteLength(literal) > nameLimit) {
    reporter.report(catalog.nameTooLong, place, { what, bytes: Buffer.byteLength(literal) });
    return undefined;
  }
  if (literal === '' && !text.includes(WILDCARD) && what !== 'routing key') {
    reporter.report(catalog.emptyName, place, { what });
    return undefined;
  }
  const [escape] = /%[0-9A-Fa-f]{2}/.exec(literal) ?? [];
  if (escape !== undefined)
    reporter.report(catalog.percentInName, place, { what, escape, meant: decoded(escape) });
  return { pattern: Pattern.fromParts(text.filter((part) => part !== '')), place };
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

function literalText(text: Text): string {
  return text.filter((part) => part !== WILDCARD).join('');
}

function decoded(escape: string): string {
  const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
  return /[!-~]/.test(character) ? character : 'a character';
}
