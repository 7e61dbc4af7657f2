import type { Grant } from '../../policy/policy.js';
import type { Right } from '../../policy/phrases/rights.js';
import type { Role } from '../../policy/names/roles.js';
import { explain, scopesIn } from '../../prove/explanation.js';
import type { FindViolation } from '../../prove/claims/never.js';
import { nameText, phraseText } from '../../policy/phrases/phrase-text.js';
import type { SourcedScope } from '../../access/sourced-scope.js';
import type { QueryableBroker } from './queryable.js';

/** A role that can do something of what was asked, and how. */
export interface Able {
  readonly role: Role;
  readonly how: 'all' | 'part' | 'unknown';
  /** For a part: something that the role can do, with its vhost, as a clause. */
  readonly example: string | undefined;
  readonly scopes: readonly SourcedScope[];
  /** The grants of the rights on the Amazon MQ API. */
  readonly api: readonly Grant[];
}

/**
 * What a role can do of some rights; undefined where it can do nothing of them.
 *
 * @param find how to find out about a part of one
 */
export function ableBy(
  role: Role,
  rights: readonly Right[],
  on: QueryableBroker,
  find: (right: Right) => FindViolation,
): Able | undefined {
  const { given } = on.granted(role);
  const explanations = rights.map((right) => explain(right, given, on.context));
  if (rights.length > 0 && explanations.every(({ verdict }) => verdict === 'yes')) {
    const scopes = [...new Set(explanations.flatMap(scopesIn))];
    const api = explanations.flatMap((one) => one.api);
    return { role, how: 'all', example: undefined, scopes, api };
  }
  let unknown: Able | undefined;
  for (const right of rights) {
    const found = find(right)(given);
    if (found === undefined) continue;
    const nothing = unknownOf(role, right);
    if (found.kind === 'too-complex') unknown = nothing;
    if (found.kind === 'tag') return { ...nothing, how: 'part', scopes: [found.tag.from] };
    if (found.kind === 'api')
      return { ...nothing, how: 'part', api: found.api.flatMap(({ grants }) => grants) };
    if (found.kind !== 'permitted') continue;
    const { example, by } = found.permitted;
    const where = example.vhost === undefined ? '' : ` in the vhost \`${nameText(example.vhost)}\``;
    const scopes = [...new Set(by.map(({ reach }) => reach.from))];
    return {
      role,
      how: 'part',
      example: `\`${phraseText(right, example)}\`${where}`,
      scopes,
      api: [],
    };
  }
  return unknown;
}

/** A role of which it is too complex to tell what of a right it can do. */
export function unknownOf(role: Role, right: Right): Able {
  return { role, how: 'unknown', example: `\`${phraseText(right)}\``, scopes: [], api: [] };
}
