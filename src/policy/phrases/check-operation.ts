import { phraseDiagnostics as catalog } from '../../diagnostics/catalog/phrases.js';
import { nameDiagnostics } from '../../diagnostics/catalog/names.js';
import { correction } from '../../diagnostics/correction.js';
import type { Note } from '../../diagnostics/diagnostic.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import { display } from '../../pattern/display.js';
import type { Reading } from '../../pattern/match.js';
import type { ResourceKind } from '../../syntax/tree.js';
import { isReservedExchange } from '../../rabbitmq/built-in.js';
import { reservedWords } from '../../syntax/words.js';
import { asExpression } from '../names/habits.js';
import { hasTopicAmong } from '../resources/exchange-types.js';
import { thingsOf, type Thing } from './things.js';
import { patternText } from './phrase-text.js';
import { isMeant, type Resources } from '../resources/resources.js';
import type { Named, Operation } from './rights.js';

/**
 * Checks an operation against what is declared in its vhosts: its names must be ones that something
 * declared can have, and routing keys must be able to count. Answers whether both hold.
 *
 * @param reading how the rule reads a wildcard: `never` as any text
 */
export function checkOperation(
  operation: Operation,
  resources: Resources,
  reading: Reading,
  reporter: Reporter,
): boolean {
  const { kind, name, other, key } = operation;
  // Where the exchange of a super stream is not declared, its partitions need no word.
  const [first, ...more] = thingsOf(operation);
  let isDeclared =
    first === undefined || checkDeclared(first, operation, resources, reading, reporter);
  for (const thing of more)
    if (isDeclared || thing.on !== 'partitions')
      isDeclared = checkDeclared(thing, operation, resources, reading, reporter) && isDeclared;
  const exchange = other ?? (kind === 'resource' ? undefined : name);
  if (key === undefined || exchange === undefined) return isDeclared;
  return checkKey(exchange, key, operation, resources, reading, reporter) && isDeclared;
}

function checkDeclared(
  thing: Thing,
  operation: Operation,
  resources: Resources,
  reading: Reading,
  reporter: Reporter,
): boolean {
  const { named, kind } = thing;
  if (!resources.isClosed(kind)) return true;
  if (resources.meeting(named.pattern, kind, reading).some((item) => isMeant(item, named.pattern)))
    return true;
  // A declared name that only the broker's first fit misses is told as lost in the gap.
  const missed = resources.meeting(named.pattern, kind, 'glob');
  if (missed.some(({ place, pattern }) => place !== undefined && pattern.isLiteral)) return true;
  // That nobody can ever declare it is told instead.
  if (thing.on === 'name' && reading !== 'glob' && isNeverDeclared(operation)) return false;
  if (thing.on === 'partitions') reportPartitions(thing, operation, reporter);
  else if (!hasColon(thing, resources, reporter))
    reportUndeclared(thing, operation, resources, reading, reporter);
  return false;
}

/** Whether an operation makes an exchange of a name that the broker gives to none. */
function isNeverDeclared({ word, kind, name }: Operation): boolean {
  return word === 'declare' && kind === 'exchange' && isReservedExchange(name.pattern);
}

/** Names in one pair of quotes, as a list, if there are things of these names. */
function asList(name: string, known: Iterable<string>): string | undefined {
  const pieces = name.replace(/^"|"$/g, '').split(/\s*[|,;]\s*/);
  const all = new Set(pieces.length > 1 ? known : []);
  return pieces.length > 1 && pieces.every((piece) => all.has(piece))
    ? pieces.join(', ')
    : undefined;
}

/** What the default exchange is called elsewhere. */
const DEFAULT_EXCHANGE = /^"?\(?(?:amqp?[ .-])?default\)?"?$/i;

/** The colon behind a declared name is an error where a rule names the thing without it: told at its cause. */
const COLON_IN_THE_WAY = { ...nameDiagnostics.trailingColon, severity: 'error' as const };

/** Whether a name is declared but for a colon behind it there, as keys have it in YAML; that is told. */
function hasColon({ named, kind }: Thing, resources: Resources, reporter: Reporter): boolean {
  const name = `${display(named.pattern)}:`;
  if (!resources.names(kind).includes(name)) return false;
  const all = resources.all.filter(
    ({ place }) => place !== undefined && place.source.slice(place.range) === name,
  );
  for (const { kind: what, place } of all)
    if (place !== undefined)
      reporter.report(
        COLON_IN_THE_WAY,
        place,
        { what, name },
        correction(place, name.slice(0, -1)),
      );
  return all.length > 0;
}

function reportUndeclared(
  { named, kind }: Thing,
  { vhost, calls }: Operation,
  resources: Resources,
  reading: Reading,
  reporter: Reporter,
): void {
  const name = display(named.pattern);
  const isDefault = kind === 'exchange' && DEFAULT_EXCHANGE.test(name);
  const nearest = isDefault
    ? 'amq.default'
    : (asList(name, resources.names(kind)) ??
      reporter.suggester.nearest(name, resources.names(kind)));
  const written = nearest !== undefined && reservedWords.has(nearest) ? `"${nearest}"` : nearest;
  reporter.report(
    catalog.undeclaredName,
    named.place,
    {
      what: kind === 'resource' ? 'queue or exchange' : kind,
      name,
      vhost: display(vhost),
      nearest,
    },
    {
      ...correction(named.place, calls.length > 0 ? undefined : written),
      uses: calls,
      notes: [...habits(named), ...twins(named, kind, resources, reading), ...calls.map(usedHere)],
    },
  );
}

/** The note to a name that reads like a regular expression, which it is not. */
function habits({ pattern }: Named): readonly Note[] {
  const expression = asExpression(pattern);
  if (expression === undefined) return [];
  const { sign, meant } = expression;
  const write = meant === undefined ? '' : `; write \`${meant}\``;
  return [
    {
      message: `Names are no regular expressions: \`${sign}\` stands for itself, and \`*\` for any text${write}.`,
    },
  ];
}

function reportPartitions(
  { named: { pattern, place } }: Thing,
  { name, vhost, calls }: Operation,
  reporter: Reporter,
): void {
  reporter.report(
    catalog.undeclaredPartitions,
    place,
    {
      name: patternText(name.pattern),
      partitions: patternText(pattern),
      vhost: display(vhost),
    },
    { uses: calls, notes: calls.map(usedHere) },
  );
}

/** The note that a thing of the other kind has the name: a guardrail may be about both. */
function twins(
  { pattern }: Named,
  kind: ResourceKind,
  resources: Resources,
  reading: Reading,
): readonly Note[] {
  if (kind === 'resource') return [];
  const other = kind === 'exchange' ? 'queue' : 'exchange';
  const twin = resources.meeting(pattern, other, reading).find(({ place }) => place !== undefined);
  if (twin?.place === undefined) return [];
  const message = `${other === 'queue' ? 'A queue' : 'An exchange'} of that name is declared here; \`resource\` means a queue or an exchange.`;
  return [{ message, place: twin.place }];
}

function checkKey(
  exchange: Named,
  key: Named,
  { calls }: Operation,
  resources: Resources,
  reading: Reading,
  reporter: Reporter,
): boolean {
  if (hasTopicAmong(resources, exchange.pattern, reading)) return true;
  const meeting = resources.typed(exchange.pattern, reading);
  const types = new Set(meeting.map((item) => item.exchangeType));
  const declared = meeting.find((item) => item.place !== undefined)?.place;
  reporter.report(
    catalog.keyOnOtherType,
    key.place,
    {
      name: display(exchange.pattern),
      types: [...types].map((type) => `\`${type ?? ''}\``).join(' or '),
    },
    {
      uses: calls,
      notes: [
        ...(declared === undefined ? [] : [{ message: 'It is declared here.', place: declared }]),
        ...calls.map(usedHere),
      ],
    },
  );
  return false;
}

/** The note for a phrase of a profile: where the profile is used. */
export function usedHere(place: Named['place']): { message: string; place: Named['place'] } {
  return { message: 'The profile is used here.', place };
}
