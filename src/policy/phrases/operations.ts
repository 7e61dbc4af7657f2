import { phraseDiagnostics as catalog } from '../../diagnostics/catalog/phrases.js';
import { correction } from '../../diagnostics/correction.js';
import { Pattern } from '../../pattern/pattern.js';
import type { Place } from '../../source/source.js';
import type { Verb } from '../../syntax/language.js';
import type { Clause, ResourceKind, ResourcePhrase, Template, Word } from '../../syntax/tree.js';
import { verbOf } from '../../syntax/words.js';
import type { PhraseContext, PhraseSite } from './context.js';
import { keyOfTopic, MQTT_EXCHANGE, topicProblem } from '../../rabbitmq/mqtt.js';
import { readName } from '../names/names.js';
import { patternText } from './phrase-text.js';
import type { Named, Operation } from './rights.js';

/**
 * The operations that a phrase stands for: every verb with every name, every other exchange and every
 * key. Verbs and clauses that do not go together are reported, and the phrase is then worth nothing.
 */
export function readOperations(
  phrase: ResourcePhrase,
  site: PhraseSite,
  context: PhraseContext,
): readonly Operation[] {
  const { reporter } = context;
  const at = (node: Pick<Place, 'range'>): Place => ({ source: site.source, range: node.range });
  const uses = site.calls;
  if (phrase.kind === null || !verbsFit(phrase, phrase.kind) || !clausesFit(phrase, phrase.kind))
    return [];

  const kind = phrase.kind.text;
  const place = at(phrase);
  const vhost = context.vhost ?? Pattern.any;
  if (kind === 'mqtt') return ofTopics();
  const names = read(phrase.names, kind);
  const keyClause = phrase.clauses.find(({ type }) => type === 'key');
  const otherClause = phrase.clauses.find(({ type }) => type !== 'key');
  const keys = keyClause === undefined ? [undefined] : read(keyClause.values, 'routing key');
  const others = otherClause === undefined ? [undefined] : read(otherClause.values, 'exchange');
  const involved = others.map(
    (other) => other && otherClause && { ...other, clause: otherClause.type },
  );
  const count = phrase.verbs.length * names.length * keys.length * others.length;
  if (!context.allowance.spend(count, at(phrase))) return [];
  const operations: Operation[] = [];
  for (const word of phrase.verbs) {
    if (word === null || verbOf(word.text) === undefined) continue;
    for (const name of names)
      for (const other of involved)
        for (const key of keys)
          operations.push({
            type: 'operation',
            place,
            calls: uses,
            word: word.text,
            kind,
            vhost,
            engine: context.broker.engine,
            name,
            key,
            other,
          });
  }
  return operations;

  /** The operations on topics, each by the key that the broker makes of it. */
  function ofTopics(): readonly Operation[] {
    const [clause] = phrase.clauses;
    const topics = read(phrase.names, 'topic');
    const clients = clause === undefined ? [undefined] : read(clause.values, 'client id');
    const count = phrase.verbs.length * topics.length * clients.length;
    if (!context.allowance.spend(count, place)) return [];
    const operations: Operation[] = [];
    for (const topic of topics)
      for (const word of phrase.verbs) {
        if (word === null || !isTopic(topic, word.text)) continue;
        const name = { pattern: MQTT_EXCHANGE, place: topic.place };
        const key = { pattern: keyOfTopic(topic.pattern), place: topic.place };
        for (const client of clients)
          operations.push({
            ...{ type: 'operation', place, calls: uses, word: word.text, kind: 'mqtt', vhost },
            ...{ engine: context.broker.engine, name, key, other: undefined, client },
          });
      }
    return operations;
  }

  function isTopic({ pattern, place: at }: Named, verb: string): boolean {
    const what = verb === 'publish' ? 'topic' : 'filter';
    const problem = topicProblem(pattern, what);
    if (problem === undefined) return true;
    const topic = patternText(pattern);
    reporter.report(catalog.noTopic, at, { topic, problem, instead: levelsAs(pattern) }, { uses });
    return false;
  }

  function read(templates: readonly (Template | null)[], what: string): Named[] {
    const { environment, source } = site;
    return templates
      .map((template) => readName(template, what, { source, environment, reporter, uses }))
      .filter((named) => named !== undefined);
  }

  function verbsFit(
    { verbs: words }: ResourcePhrase,
    about: Word & { text: ResourceKind },
  ): boolean {
    let fits = words.some((word) => word !== null);
    for (const word of words) {
      const verb = word === null ? undefined : verbOf(word.text);
      if (word === null || verb === undefined || verb.kinds[about.text] !== undefined) continue;
      const particulars = {
        verb: word.text,
        kind: kindNames[about.text],
        kinds: kindsOf(verb),
        hint: hintFor(word.text, about.text),
      };
      const instead = FOR_OTHER_KIND.find(
        ([one, kinds]) => one === word.text && kinds.includes(about.text),
      )?.[2];
      const place = at(instead === undefined ? about : word);
      reporter.report(catalog.verbOfOtherKind, place, particulars, {
        uses,
        ...correction(place, instead),
      });
      fits = false;
    }
    return fits;
  }

  function clausesFit(
    { verbs: words, clauses }: ResourcePhrase,
    { text: about }: { text: ResourceKind },
  ): boolean {
    let fits = true;
    const seen = new Set<Clause['type']>();
    for (const clause of clauses) {
      if (seen.has(clause.type)) {
        reporter.report(catalog.clauseTwice, at(clause.keyword), { clause: clause.type }, { uses });
        fits = false;
      }
      seen.add(clause.type);
      fits = words.every((word) => word === null || takes(word, clause, about)) && fits;
    }
    for (const word of words) {
      const clause = word === null ? undefined : verbOf(word.text)?.requires;
      if (word === null || clause === undefined || seen.has(clause)) continue;
      // Another clause that does not fit was reported already.
      if (fits)
        reporter.report(
          catalog.clauseMissing,
          at(word),
          { verb: word.text, kind: about, clause },
          { uses },
        );
      fits = false;
    }
    return fits;
  }

  function takes(word: Word, clause: Clause, about: ResourceKind): boolean {
    if (verbOf(word.text)?.kinds[about]?.includes(clause.type) ?? true) return true;
    const target = verbOf(word.text)?.requires;
    const hint =
      target !== undefined && (clause.type === 'to' || clause.type === 'from')
        ? ` Write \`${word.text} … ${target} exchange …\` as a phrase of its own.`
        : clause.type === 'key'
          ? keyHintFor(word.text, about)
          : '';
    const particulars = { verb: word.text, kind: about, clause: clause.type, hint };
    const other = ['to', 'from'].includes(clause.type) ? target : undefined;
    const fix = correction(at(clause.keyword), uses.length > 0 ? undefined : other);
    reporter.report(catalog.clauseNotTaken, at(clause.keyword), particulars, { ...fix, uses });
    return false;
  }
}

/** A topic with our wildcard in the place of levels that hold wildcards of MQTT. */
function levelsAs({ literals }: Pattern): string {
  const levels = literals
    .map(({ text }) => text ?? '')
    .join('*')
    .split('/');
  return levels.map((level) => (/[+#]/.test(level) ? '*' : level)).join('/');
}

/** The kinds of things as the subject of a sentence. */
const kindNames: Readonly<Record<ResourceKind, string>> = {
  exchange: 'an exchange',
  queue: 'a queue',
  stream: 'a stream',
  'super-stream': 'a super stream',
  resource: 'a resource',
  mqtt: 'a topic of MQTT',
};

const kindOrder: readonly ResourceKind[] = [
  'queue',
  'stream',
  'super-stream',
  'exchange',
  'resource',
  'mqtt',
];

function kindsOf(verb: Verb): string {
  return kindOrder
    .filter((kind) => verb.kinds[kind] !== undefined)
    .map((kind) => kindNames[kind])
    .join(' or ');
}

/** Verbs that stand for another one of some kinds. */
const FOR_OTHER_KIND: readonly (readonly [string, readonly ResourceKind[], string])[] = [
  ['subscribe', ['queue', 'stream', 'super-stream'], 'consume'],
  ['consume', ['mqtt'], 'subscribe'],
];

/** What is meant by the mistakes that everybody makes once. */
function hintFor(verb: string, kind: ResourceKind): string {
  const takes = verbOf(verb)?.kinds;
  if (kind === 'super-stream' && takes?.exchange !== undefined && takes.stream !== undefined)
    return ` It is an exchange and its partitions: \`${verb} exchange NAME …\` and \`${verb} stream NAME-* …\`.`;
  if (verb === 'subscribe' && kind !== 'exchange' && kind !== 'resource')
    return ` To get the messages of ${kindNames[kind]} is to \`consume\` it.`;
  if (kind === 'mqtt')
    return verb === 'consume' ? ' To get the messages of topics is to `subscribe` to them.' : '';
  if (verb === 'publish')
    return ` Messages reach a ${kind} through an exchange: \`publish exchange amq.default\` reaches every queue by its name.`;
  if (verb === 'consume' && kind === 'exchange')
    return ' Bind a queue to the exchange and consume that.';
  return '';
}

/** Where the routing key is, of what is used without one, as a sentence to follow another. */
function keyHintFor(verb: string, kind: ResourceKind): string {
  if (kind === 'mqtt') return ' The topic is the key: the broker makes the routing key of it.';
  return verb === 'publish' ? ' Over the stream protocol the broker checks no routing key.' : '';
}
