import { phraseDiagnostics as catalog } from '../../diagnostics/catalog/phrases.js';
import type { Pattern } from '../../pattern/pattern.js';
import { correction } from '../../diagnostics/correction.js';
import type { ExchangeDeclaration, QueueDeclaration, Template } from '../../syntax/tree.js';
import { substitute } from '../brokers/environment.js';
import { readName, readOneName, type NameContext } from '../names/names.js';
import type { Outlined } from '../outline.js';
import type { Resource } from './resources.js';
import { flat } from '../names/text.js';

/** The types that RabbitMQ has without plugins, and those that come with it as plugins. */
const knownTypes = ['direct', 'fanout', 'topic', 'headers'];

/** The texts of a declaration. */
export function templatesOf(
  node: ExchangeDeclaration | QueueDeclaration,
): readonly (Template | null)[] {
  return node.type === 'exchange'
    ? [node.name, node.exchangeType, node.alternate]
    : [node.name, node.deadLetter];
}

/**
 * Reads the declaration of an exchange, queue or stream; undefined where its name was refused.
 *
 * @param vhosts those of the block that it stands in
 */
export function readResource(
  { node }: Outlined<ExchangeDeclaration | QueueDeclaration>,
  vhosts: Pattern,
  context: NameContext,
): Resource | undefined {
  const named = readName(node.name, node.type, context);
  if (named === undefined) return undefined;
  const { pattern, place } = named;
  if (node.type === 'exchange') {
    const other = readOneName(node.alternate, 'exchange', context);
    return {
      kind: 'exchange',
      vhosts,
      pattern,
      exchangeType: typeOf(node, context),
      other: other?.pattern,
      otherPlace: other?.place,
      place,
    };
  }
  const other = readOneName(node.deadLetter, 'exchange', context);
  return {
    kind: node.type,
    vhosts,
    pattern,
    exchangeType: undefined,
    other: other?.pattern,
    otherPlace: other?.place,
    place,
  };
}

function typeOf(node: ExchangeDeclaration, context: NameContext): string | undefined {
  const { source, environment, reporter } = context;
  const template = node.exchangeType;
  const text = template === null ? undefined : substitute(template, source, environment, reporter);
  if (template === null || text === undefined) return undefined;
  const type = flat(text);
  if (!template.quoted && !knownTypes.includes(type) && !type.startsWith('x-')) {
    const nearest = reporter.suggester.nearest(type, knownTypes);
    const place = { source, range: template.range };
    const fix = correction(place, nearest);
    reporter.report(catalog.unknownExchangeType, place, { type, nearest }, fix);
    return undefined;
  }
  return type;
}
