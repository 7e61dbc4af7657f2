import type { BrokerAccess, UnreadScope } from './access.js';

/** A scope of one side that takes in claims of the token, and that the other side has not. */
export interface Unread extends UnreadScope {
  readonly side: 'old' | 'new';
  readonly broker: string;
  /** What the broker looks for in a token: the ARN of a role, or the name of an alias. */
  readonly arn: string;
}

/**
 * What a comparison cannot tell. A scope that both sides have alike gives the same on both, whatever
 * the token says, and is left out.
 */
export function unreadOf(
  old: readonly BrokerAccess[],
  now: readonly BrokerAccess[],
): readonly Unread[] {
  const [before, after] = [scopesOf('old', old), scopesOf('new', now)];
  return [...outside(before, after), ...outside(after, before)];
}

function scopesOf(
  side: Unread['side'],
  brokers: readonly BrokerAccess[],
): ReadonlyMap<string, Unread> {
  return new Map(
    brokers.flatMap(({ name: broker, roles, claims = [] }) =>
      Array.from(roles, ([arn, { unread = [] }]) =>
        unread.map((scope) => {
          const key = JSON.stringify([broker, claims, arn, scope.bare]);
          return [key, { ...scope, side, broker, arn }] as const;
        }),
      ).flat(),
    ),
  );
}

function outside(
  mine: ReadonlyMap<string, Unread>,
  theirs: ReadonlyMap<string, Unread>,
): readonly Unread[] {
  return [...mine].filter(([key]) => !theirs.has(key)).map(([, scope]) => scope);
}
