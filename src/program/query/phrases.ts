import { phraseDiagnostics } from '../../diagnostics/catalog/phrases.js';
import { errorsOf, type Diagnostic } from '../../diagnostics/diagnostic.js';
import { Reporter } from '../../diagnostics/reporter.js';
import { Memo } from '../../pattern/memo.js';
import type { Pattern } from '../../pattern/pattern.js';
import { Allowance } from '../../policy/phrases/allowance.js';
import { extend } from '../../policy/brokers/environment.js';
import { expandPhrases } from '../../policy/phrases/expand.js';
import type { Right } from '../../policy/phrases/rights.js';
import { Source } from '../../source/source.js';
import { parsePhrase } from '../../syntax/parse.js';
import type { Phrase } from '../../syntax/tree.js';
import type { QueryableBroker } from './queryable.js';
import { Unaskable } from './unaskable.js';

/** The longest phrase that is read, in characters. */
const MAX_PHRASE = 65_536;

/** How many phrases are remembered; a batch asks the same ones again and again, and of more it only grows. */
const REMEMBERED = 1_000;

/** A phrase of a question, parsed. */
export interface ParsedPhrase {
  readonly source: Source;
  readonly phrase: Phrase;
}

/** What a phrase stands for on one broker, and what there is to say about it. */
export interface ReadPhrase {
  readonly rights: readonly Right[];
  readonly diagnostics: readonly Diagnostic[];
}

const parsed = new Memo<string, ParsedPhrase | Unaskable>(REMEMBERED);

/**
 * Parses the phrase of a question.
 *
 * @throws Unaskable for a text that is no phrase
 */
export function phraseOf(text: string): ParsedPhrase {
  const found = parsed.get(text, () => parse(text));
  if (found instanceof Unaskable) throw found;
  return found;
}

function parse(text: string): ParsedPhrase | Unaskable {
  if (text.trim() === '') return new Unaskable('the phrase is empty');
  if (text.length > MAX_PHRASE)
    return new Unaskable(`the phrase is longer than ${MAX_PHRASE} characters`);
  const source = new Source('PHRASE', text);
  const reporter = new Reporter();
  const phrase = parsePhrase(source, reporter);
  const [first] = reporter.diagnostics;
  if (first !== undefined) return new Unaskable(sentence(first), reporter.diagnostics);
  return phrase === undefined ? new Unaskable('that is no phrase') : { source, phrase };
}

/**
 * Reads a phrase for one broker, as `can` in a test would.
 *
 * @param role what `${role}` stands for
 * @param vhost undefined where the question names none; a phrase that needs one is an error then
 */
export function readPhrase(
  { source, phrase }: ParsedPhrase,
  { policy, names }: Pick<QueryableBroker, 'policy' | 'names'>,
  role: string | undefined,
  vhost: Pattern | undefined,
): ReadPhrase {
  const reporter = new Reporter();
  const { broker } = policy;
  const values = new Map(role === undefined ? [] : [['role', [role]]]);
  const environment = extend(broker.environment, values);
  const rights = expandPhrases(
    [phrase],
    { source, environment, calls: [] },
    {
      broker,
      environment: broker.environment,
      names,
      vhost,
      // A tag is about no vhost, and naming one beside it does no harm.
      everything: vhost !== undefined,
      allowance: new Allowance(reporter, 0),
      reporter,
    },
  );
  return { rights, diagnostics: reporter.diagnostics };
}

/** What keeps a phrase from being asked on a broker; undefined if nothing does. */
export function phraseProblem({ diagnostics }: ReadPhrase): Unaskable | undefined {
  const errors = errorsOf(diagnostics);
  const [first] = errors;
  if (first === undefined) return undefined;
  if (errors.some(({ code }) => code === phraseDiagnostics.vhostOnly.code))
    return new Unaskable('the phrase is about a vhost. Name it with --vhost');
  return new Unaskable(sentence(first), errors);
}

/** The message of a diagnostic without its full stop. */
function sentence({ message }: Diagnostic): string {
  return message.replace(/\.$/, '');
}
