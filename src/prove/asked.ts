import type { Grant } from '../policy/policy.js';
import type { Connection, Operation } from '../policy/phrases/rights.js';
import { scopesOf } from '../access/scopes-of.js';
import { PERMISSIONS, type Permission } from '../rabbitmq/scope.js';
import { checksOf } from '../access/checks.js';
import type { Context } from '../access/context.js';
import type { Given, Held } from '../access/given.js';
import { possible } from './possible/possible.js';
import { reachOf, type Reach } from '../access/reach.js';

/** What the phrases of a role ask for, each for itself, and the raw permissions together. */
export interface Asked {
  readonly phrases: readonly Given[];
}

/**
 * What grants ask for. A phrase asks for its own operation: two bindings are not the bindings
 * between them. Raw permissions ask for whatever they permit together on their kinds.
 */
export function askedBy(grants: readonly Grant[], context: Context): Asked {
  const wanted = grants.flatMap((grant) =>
    grant.right.type === 'operation' || grant.right.type === 'connect'
      ? [{ grant, right: grant.right }]
      : [],
  );
  const each = wanted.map(({ grant, right }) => ({
    raw: right.type === 'operation' && isRaw(right),
    parts: partsOf(right, grant, context),
  }));
  const together = each.filter(({ raw }) => raw).flatMap(({ parts }) => parts);
  const others = each.filter(({ raw }) => !raw).map(({ parts }) => parts);
  return { phrases: [together, ...others].map(givenAsAsked) };
}

/** Whether an operation is a permission itself and not something done with it. */
export function isRaw({ word }: Operation): boolean {
  return PERMISSIONS.some((permission) => permission === word);
}

/** Whether something of what a right says was asked for. Where that is too complex to tell, no. */
export function asks(asked: Asked, right: Operation | Connection, context: Context): boolean {
  return asked.phrases.some((given) => {
    const answer = possible(right, given, context);
    return answer.kind === 'yes' && answer.permitted.throughHeaders === undefined;
  });
}

/** A permission with the kind of thing that it was asked for. */
interface Part {
  readonly kind: Held;
  readonly reach: Reach;
}

function partsOf(
  right: Operation | Connection,
  grant: Grant,
  { resourcesOf }: Context,
): readonly Part[] {
  const checks = checksOf(right);
  return scopesOf(right, resourcesOf(right.vhost)).flatMap((scope, at) =>
    scope.kind === 'tag'
      ? []
      : [
          {
            kind: checks[at]?.kind ?? 'resource',
            reach: reachOf(scope, { scope, grants: [grant] }),
          },
        ],
  );
}

/** Permissions that count for their kind alone, though the broker does not tell the kinds apart. */
function givenAsAsked(parts: readonly Part[]): Given {
  return {
    reaches: parts.map(({ reach }) => reach),
    holding: (permission: Permission, kind: Held) =>
      parts
        .filter((part) => part.reach.permission === permission && sameKind(part.kind, kind))
        .map(({ reach }) => reach),
    tags: [],
    api: [],
  };
}

function sameKind(a: Held, b: Held): boolean {
  return a === b || a === 'resource' || b === 'resource';
}
