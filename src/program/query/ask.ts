import { Memo } from '../../pattern/memo.js';
import type { Pattern } from '../../pattern/pattern.js';
import type { Right } from '../../policy/phrases/rights.js';
import type { Role } from '../../policy/names/roles.js';
import { phraseOf, phraseProblem, readPhrase, type ParsedPhrase } from './phrases.js';
import type { QueryableBroker } from './queryable.js';
import {
  brokersOf,
  nowhere,
  vhostsOf,
  type KnownVhosts,
  type Question,
  type VhostsOn,
} from './question.js';
import { Unaskable } from './unaskable.js';

/** What somebody asks about a role. */
export interface RoleQuestion extends Question {
  readonly role: string;
}

/** A question about a role as one broker has to answer it. */
export type AskedOn =
  | {
      readonly ok: true;
      readonly on: QueryableBroker;
      readonly role: Role;
      readonly rights: readonly Right[];
    }
  /** It cannot be asked of this broker, and why not: a clause without a full stop. */
  | { readonly ok: false; readonly on: QueryableBroker; readonly problem: Unaskable };

/** Asks one question after the other about the same policy. */
export type Ask = (question: RoleQuestion) => readonly AskedOn[];

/** How many vhosts are remembered. */
const REMEMBERED = 1_000;

/**
 * Prepares questions to the brokers of a policy. A question that no broker can be asked is thrown
 * as `Unaskable`.
 *
 * @param known which vhosts it may be about
 */
export function asker(brokers: readonly QueryableBroker[], known: KnownVhosts = 'declared'): Ask {
  const vhosts = new Memo<string, VhostsOn>(REMEMBERED);
  return (question) => {
    const asked = brokersOf(question, brokers);
    const phrase = phraseOf(question.phrase);
    const key = JSON.stringify([question.vhost, question.broker]);
    const vhost = vhosts.get(key, () => vhostsOf(question, asked, brokers, known));
    if (!asked.some(({ roles }) => roles.has(question.role)))
      throw unknownRole(question.role, asked, brokers);
    const answers = asked.map((on) => askOn(on, question.role, phrase, vhost(on)));
    const [first] = answers;
    if (first?.ok === false && answers.every(({ ok }) => !ok)) throw first.problem;
    return answers;
  };
}

function askOn(
  on: QueryableBroker,
  name: string,
  phrase: ParsedPhrase,
  vhost: Pattern | undefined,
): AskedOn {
  const role = on.roles.get(name);
  if (role === undefined) return { ok: false, on, problem: unknownRole(name, [on], []) };
  const reading = readPhrase(phrase, on, name, vhost);
  const problem = phraseProblem(reading);
  if (problem !== undefined) return { ok: false, on, problem };
  return { ok: true, on, role, rights: reading.rights };
}

/** @param all the brokers that may have it */
function unknownRole(
  name: string,
  asked: readonly QueryableBroker[],
  all: readonly QueryableBroker[],
): Unaskable {
  if (asked.some(({ names }) => names.groups.has(name)))
    return new Unaskable(`\`${name}\` is a group; ask about one of its roles`);
  const known = new Set(asked.flatMap(({ roles }) => [...roles.keys()]));
  const having = all.filter(({ roles }) => roles.has(name));
  return new Unaskable(nowhere(`role \`${name}\``, name, known, asked, having));
}
