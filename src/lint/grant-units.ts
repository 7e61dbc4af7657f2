import { conditionsFor, type Where } from '../aws/conditions.js';
import { grantsOf } from '../aws/mq-rights.js';
import type { ResourceScope } from '../rabbitmq/scope.js';
import type { Place } from '../source/source.js';
import { phraseText } from '../policy/phrases/phrase-text.js';
import type { Right } from '../policy/phrases/rights.js';
import type { HeldRights } from '../access/held-rights.js';

/**
 * What an author can remove as a whole: one right of a phrase, or the use of a profile with all the
 * rights that it brings to one role.
 */
export interface GrantUnit {
  readonly place: Place;
  /** The use of the profile, if it is one. */
  readonly call: Place | undefined;
  readonly rights: readonly Right[];
}

/**
 * What a right gives, each part for itself: a scope, access to vhosts, or a tag or action by name, an
 * action under its conditions.
 */
export type Part =
  | { readonly type: 'scope'; readonly scope: ResourceScope }
  | { readonly type: 'access'; readonly scope: ResourceScope }
  | { readonly type: 'name'; readonly name: string; readonly where: Where };

/** The rights of one role as units, in the order of the files. */
export function grantUnits(rights: readonly Right[]): readonly GrantUnit[] {
  const units: GrantUnit[] = [];
  const calls = new Map<Place, Right[]>();
  for (const right of rights) {
    const [call] = right.calls;
    const known = call && calls.get(call);
    if (known !== undefined) known.push(right);
    else if (call === undefined) units.push({ place: placeOf(right), call, rights: [right] });
    else {
      const brought = [right];
      calls.set(call, brought);
      units.push({ place: call, call, rights: brought });
    }
  }
  return units;
}

/** The unit as a policy writes it. */
export function unitText({ call, rights }: GrantUnit): string {
  return call === undefined
    ? rights.map((right) => phraseText(right)).join(', ')
    : call.source.slice(call.range);
}

function placeOf(right: Right): Place {
  return right.type === 'operation' ? right.name.place : right.place;
}

/** What a right gives on the broker, or in IAM. */
export function grantParts(right: Right, held: HeldRights): readonly Part[] {
  if (right.type === 'tag') return [{ type: 'name', name: `tag:${right.tag}`, where: [] }];
  if (right.type === 'api')
    return grantsOf(right.right).flatMap(({ place, actions }) =>
      actions.map((action): Part => ({
        type: 'name',
        name: `${place}:${action}`,
        where: conditionsFor(action, right.where),
      })),
    );
  const type = right.type === 'connect' ? 'access' : 'scope';
  return held
    .scopesOf(right)
    .filter((scope) => scope.kind === 'resource')
    .map((scope): Part => ({ type, scope }));
}
