import type { Right } from '../policy/rights.js';
import { apiPossible } from './api-possible.js';
import type { Context } from './context.js';
import type { Given, GivenApi, GivenTag } from './given.js';
import { possible, type Permitted } from './possible.js';
import { wayRound, type WayRound } from './walks-round.js';

/** How a role can do something of what a right says. */
export type Violation =
  | { readonly kind: 'permitted'; readonly permitted: Permitted }
  | { readonly kind: 'tag'; readonly tag: GivenTag }
  | { readonly kind: 'api'; readonly api: readonly GivenApi[] }
  | { readonly kind: 'round'; readonly round: WayRound }
  | { readonly kind: 'too-complex' };

/**
 * How a role can do something of what a right says, by its scopes or round them; undefined is proof
 * that it can do nothing of it.
 */
export function violation(right: Right, given: Given, context: Context): Violation | undefined {
  const direct = directly(right, given, context);
  if (direct !== undefined && direct.kind !== 'too-complex') return direct;
  const round = wayRound(right, given);
  return round === undefined ? direct : { kind: 'round', round };
}

function directly(right: Right, given: Given, context: Context): Violation | undefined {
  switch (right.type) {
    case 'tag': {
      const tag = given.tags.find((held) => held.tag === right.tag);
      return tag && { kind: 'tag', tag };
    }
    case 'api': {
      const api = apiPossible(right.right, given.api);
      return api.length === 0 ? undefined : { kind: 'api', api };
    }
    case 'connect':
    case 'operation': {
      const answer = possible(right, given, context);
      if (answer.kind === 'yes') return { kind: 'permitted', permitted: answer.permitted };
      return answer.kind === 'no' ? undefined : answer;
    }
  }
}
