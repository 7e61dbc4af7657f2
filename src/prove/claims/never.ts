import { refusalOf } from '../../access/fixed-answers.js';
import type { Right } from '../../policy/phrases/rights.js';
import { apiPossible } from '../possible/api-possible.js';
import type { Context } from '../../access/context.js';
import type { Given, GivenApi, GivenTag } from '../../access/given.js';
import { asking, type Permitted } from '../possible/possible.js';
import { wayRound, type WayRound } from './walks-round.js';

/** How a role can do something of what a right says. */
export type Violation =
  | { readonly kind: 'permitted'; readonly permitted: Permitted }
  | { readonly kind: 'tag'; readonly tag: GivenTag }
  | { readonly kind: 'api'; readonly api: readonly GivenApi[] }
  | { readonly kind: 'round'; readonly round: WayRound }
  | { readonly kind: 'too-complex' };

/** Finds how a role can do something of a right; undefined is proof that it can do nothing of it. */
export type FindViolation = (given: Given) => Violation | undefined;

/**
 * Prepares the proof that roles can do nothing of what a right says, neither by their scopes nor
 * round them.
 */
export function violations(right: Right, context: Context): FindViolation {
  const direct = directViolations(right, context);
  if (isRefused(right, context)) return direct;
  return (given) => {
    const found = direct(given);
    if (found !== undefined && found.kind !== 'too-complex') return found;
    const round = wayRound(right, given);
    return round === undefined ? found : { kind: 'round', round };
  };
}

/** As `violations`, but by what the role holds alone, without the ways round that. */
export function directViolations(right: Right, context: Context): FindViolation {
  switch (right.type) {
    case 'tag':
      return ({ tags }) => {
        const tag = tags.find((held) => held.tag === right.tag);
        return tag && { kind: 'tag', tag };
      };
    case 'api':
      return (given) => {
        const api = apiPossible(right, given.api);
        return api.length === 0 ? undefined : { kind: 'api', api };
      };
    case 'connect':
    case 'operation': {
      const ask = asking(right, context);
      return (given) => {
        const answer = ask(given);
        if (answer.kind === 'yes') return { kind: 'permitted', permitted: answer.permitted };
        return answer.kind === 'no' ? undefined : answer;
      };
    }
  }
}

/** Whether the broker refuses all of a right to everybody, so that no way round leads there. */
export function isRefused(right: Right, { engine }: Context): boolean {
  return right.type === 'operation' && refusalOf(right, 'glob', engine) !== undefined;
}
