import type { ConditionedRight } from '../aws/conditions.js';
import type { Grant } from '../policy/policy.js';
import type { Permission } from '../rabbitmq/scope.js';
import type { TagName } from '../rabbitmq/tags.js';
import { groupBy } from './group.js';
import { reachOf, type Reach } from './reach.js';
import type { SourcedScope } from './sourced-scope.js';

/** What a permission is held on. The broker does not tell these apart; who asks for rights does. */
export type Held = 'queue' | 'exchange' | 'resource';

/** A user tag and the scope that it comes from. */
export interface GivenTag {
  readonly tag: TagName;
  readonly from: SourcedScope;
}

/** A right on the Amazon MQ API and the grants that it comes from. */
export interface GivenApi extends ConditionedRight {
  readonly grants: readonly Grant[];
}

/** What a broker gives a role, each thing with what it comes from. */
export interface Given {
  /** Everything that gives access to a vhost, and what it gives there. */
  readonly reaches: readonly Reach[];
  /** Those with a permission on things of a kind. */
  readonly holding: (permission: Permission, kind: Held) => readonly Reach[];
  readonly tags: readonly GivenTag[];
  readonly api: readonly GivenApi[];
}

/** What a broker gives whoever has the scopes, and the rights on the Amazon MQ API beside them. */
export function givenBy(scopes: readonly SourcedScope[], api: readonly GivenApi[] = []): Given {
  const reaches: Reach[] = [];
  const tags: GivenTag[] = [];
  for (const from of scopes)
    if (from.scope.kind === 'tag') tags.push({ tag: from.scope.tag, from });
    else reaches.push(reachOf(from.scope, from));
  const held = groupBy(reaches, ({ permission }) => permission);
  return { reaches, holding: (permission) => held.get(permission) ?? [], tags, api };
}
