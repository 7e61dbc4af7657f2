import { metered, shareOf } from '../../pattern/meter.js';
import { Pattern } from '../../pattern/pattern.js';
import type { Broker } from '../../policy/brokers/broker.js';
import type { Right } from '../../policy/phrases/rights.js';
import type { Role } from '../../policy/names/roles.js';
import { directViolations, isRefused, type FindViolation } from '../../prove/claims/never.js';
import { phraseText } from '../../policy/phrases/phrase-text.js';
import { wayRound, type WayRound } from '../../prove/claims/walks-round.js';
import { ableBy, unknownOf, type Able } from './able.js';
import { nameRemarksOn } from './answer.js';
import {
  phraseOf,
  phraseProblem,
  readPhrase,
  type ParsedPhrase,
  type ReadPhrase,
} from './phrases.js';
import type { QueryableBroker } from './queryable.js';
import { brokersOf, vhostsOf, type Question } from './question.js';
import type { Unaskable } from './unaskable.js';

/** Who can do something of what a phrase says on one broker. */
export interface WhoAnswer {
  readonly broker: Broker;
  /** Why it cannot be asked of this broker, where it can of others. */
  readonly problem: Unaskable | undefined;
  readonly able: readonly Able[];
  /** What a policy would be refused for in the names of the phrase. */
  readonly remarks: readonly string[];
  /** Those who could do it whatever their scopes are; they do not count. */
  readonly round: readonly { readonly role: Role; readonly way: WayRound }[];
}

/**
 * Finds the roles that can do all or a part of a phrase, read as widely as `never` reads it.
 *
 * @throws Unaskable where no broker can be asked
 */
export function whoCan(
  question: Question,
  brokers: readonly QueryableBroker[],
): readonly WhoAnswer[] {
  const asked = brokersOf(question, brokers);
  const phrase = phraseOf(question.phrase);
  // Without a vhost it is about every vhost.
  const vhost = vhostsOf(question, asked, brokers);
  const answers = asked.map((on) => whoOn(on, phrase, vhost(on) ?? Pattern.any));
  const [first] = answers;
  if (first?.problem !== undefined && answers.every(({ problem }) => problem !== undefined))
    throw first.problem;
  return answers;
}

/** Finds the roles of one broker that can do all or a part of a phrase in the vhosts of a pattern. */
export function whoOn(on: QueryableBroker, phrase: ParsedPhrase, vhost: Pattern): WhoAnswer {
  const { broker, roles } = on.policy;
  const read = (role?: Role): ReadPhrase => readPhrase(phrase, on, role?.name, vhost);
  // The phrase may name the role, so it is read for each apart.
  const readings = roles.map((role) => [role, read(role)] as const);
  const [[, first] = [undefined, read()]] = readings;
  const problem = phraseProblem(first);
  if (problem !== undefined) return { broker, problem, able: [], remarks: [], round: [] };
  const finders = new Map<string, FindViolation>();
  const find = (right: Right): FindViolation => {
    const key = `${phraseText(right)} ${right.type === 'api' ? '' : vhostKey(right)}`;
    const found = finders.get(key) ?? directViolations(right, on.context);
    finders.set(key, found);
    return found;
  };
  const moves = shareOf(readings.length);
  const able = readings.flatMap(([role, { rights }]) => {
    const { value, isExhausted } = metered(moves, () => ableBy(role, rights, on, find));
    const [right] = rights;
    return isExhausted && right !== undefined ? unknownOf(role, right) : (value ?? []);
  });
  const round = readings.flatMap(
    ([
      role,
      {
        rights: [right],
      },
    ]) => {
      if (right === undefined || isRefused(right, on.context)) return [];
      const way = wayRound(right, on.granted(role).given);
      return way === undefined || able.some((one) => one.role === role) ? [] : [{ role, way }];
    },
  );
  const remarks = nameRemarksOn(first.rights, on, 'glob');
  return { broker, problem: undefined, able, remarks, round };
}

function vhostKey(right: Right): string {
  return 'vhost' in right ? right.vhost.key : '';
}
