import { includes } from '../../pattern/include.js';
import { intersection } from '../../pattern/intersect.js';
import { firstFit } from '../../pattern/name-set.js';
import { Pattern } from '../../pattern/pattern.js';
import type { ResourceScope } from '../../rabbitmq/scope.js';
import type { GivenScope } from './access.js';
import { holdingsOf, type Holdings } from './holdings.js';
import { exampleOutside } from './outside.js';

/**
 * Whether two scopes give something together that others do not. Where patterns of the two overlap and neither
 * holds the other, what the first one gives counts.
 */
export function shareOutside(a: GivenScope, b: GivenScope, others: Holdings): boolean {
  if (a.scope.kind === 'tag' || b.scope.kind === 'tag')
    return a.scope.kind === 'tag' && b.scope.kind === 'tag' && a.scope.tag === b.scope.tag;
  const scope = sharedScope(a.scope, b.scope);
  if (scope === undefined) return false;
  const [holding] = holdingsOf([{ ...a, scope }]).all;
  return holding !== undefined && exampleOutside(holding, others).kind !== 'none';
}

function sharedScope(a: ResourceScope, b: ResourceScope): ResourceScope | undefined {
  const vhost = shared(a.vhost, b.vhost);
  if (vhost === undefined) return undefined;
  const { kind, permission } = a;
  if (isAccessAlone(a) || isAccessAlone(b))
    return { kind, permission, vhost, name: Pattern.literal('') };
  const name = shared(a.name, b.name);
  if (permission !== b.permission || name === undefined) return undefined;
  const key = a.key && b.key && shared(a.key, b.key);
  return { kind, permission, vhost, name, ...(key && { key }) };
}

/** Whether a scope gives access to vhosts and nothing in them, as `connect` does. */
function isAccessAlone({ name }: ResourceScope): boolean {
  return name.isLiteral && name.first.length === 0;
}

function shared(a: Pattern, b: Pattern): Pattern | undefined {
  const [one, other] = [firstFit(a), firstFit(b)];
  if (intersection(one, other).kind === 'none') return undefined;
  return includes(one, other) ? b : a;
}
