import type { BrokerAccess, GivenScope } from '#warren/prove/diff/access.js';
import type { Change } from '#warren/prove/diff/change.js';
import { diffAccess, type RoleDiff } from '#warren/prove/diff/diff.js';
import type { Scope } from '#warren/rabbitmq/scope.js';
import { nowhere } from '../samples.js';

/** The ARN of the only role. */
export const arn = 'arn:aws:iam::111122223333:role/r';

/** Scopes that were read from a configuration. */
export function given(scopes: readonly Scope[]): readonly GivenScope[] {
  return scopes.map((scope) => ({ scope, place: nowhere, right: undefined, on: 'name' }));
}

/** A broker that gives scopes to the only role. */
export function broker(scopes: readonly Scope[], name = 'b'): BrokerAccess {
  const role = { name: undefined, scopes: given(scopes), api: [] };
  return { name, roles: new Map([[arn, role]]), knowsApi: false };
}

/** What the only role gains and loses from some scopes to others. */
export function diffOf(
  old: readonly Scope[],
  now: readonly Scope[],
): Pick<RoleDiff, 'gained' | 'lost'> {
  const [first] = diffAccess([broker(old)], [broker(now)]);
  return first?.roles[0] ?? { gained: [], lost: [] };
}

/** The examples of changes; tags and what is too complex to prove have none. */
export function examplesOf(
  changes: readonly Change[],
): readonly (Change & { kind: 'scopes' })['examples'][number]['example'][] {
  return changes.flatMap((change) =>
    change.kind === 'scopes' ? change.examples.map(({ example }) => example) : [],
  );
}
