import { phraseDiagnostics as catalog } from '../../diagnostics/catalog/phrases.js';
import { correction } from '../../diagnostics/correction.js';
import { Pattern } from '../../pattern/pattern.js';
import type { Place } from '../../source/source.js';
import type { Verb } from '../../syntax/language.js';
import type { Clause, ResourceKind, ResourcePhrase, Template, Word } from '../../syntax/tree.js';
import { verbOf } from '../../syntax/words.js';
import type { PhraseContext, PhraseSite } from './context.js';
import { readName } from '../names/names.js';
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
      reporter.report(catalog.verbOfOtherKind, at(about), particulars, { uses });
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
        : clause.type === 'key' && word.text === 'publish'
          ? ' Over the stream protocol the broker checks no routing key.'
          : '';
    const particulars = { verb: word.text, kind: about, clause: clause.type, hint };
    const other = ['to', 'from'].includes(clause.type) ? target : undefined;
    const fix = correction(at(clause.keyword), uses.length > 0 ? undefined : other);
    reporter.report(catalog.clauseNotTaken, at(clause.keyword), particulars, { ...fix, uses });
    return false;
  }
}

/** The kinds of things as the subject of a sentence. */
const kindNames: Readonly<Record<ResourceKind, string>> = {
  exchange: 'an exchange',
  queue: 'a queue',
  stream: 'a stream',
  'super-stream': 'a super stream',
  resource: 'a resource',
};

const kindOrder: readonly ResourceKind[] = [
  'queue',
  'stream',
  'super-stream',
  'exchange',
  'resource',
];

function kindsOf(verb: Verb): string {
  return kindOrder
    .filter((kind) => verb.kinds[kind] !== undefined)
    .map((kind) => kindNames[kind])
    .join(' or ');
}

/** What is meant by the mistakes that everybody makes once. */
function hintFor(verb: string, kind: ResourceKind): string {
  const takes = verbOf(verb)?.kinds;
  if (kind === 'super-stream' && takes?.exchange !== undefined && takes.stream !== undefined)
    return ` It is an exchange and its partitions: \`${verb} exchange NAME …\` and \`${verb} stream NAME-* …\`.`;
  if (verb === 'publish')
    return ` Messages reach a ${kind} through an exchange: \`publish exchange amq.default\` reaches every queue by its name.`;
  if (verb === 'consume' && kind === 'exchange')
    return ' Bind a queue to the exchange and consume that.';
  return '';
}
