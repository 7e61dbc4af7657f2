import type { Place } from '../../source/source.js';
import type { Difference } from './finding.js';
import type { InternalUser } from './running.js';

/** Amazon MQ's own user, which cannot be taken away and signs in on the broker's machine alone. */
const AMAZON_MQ_MONITORING = 'monitoring-AWS-OWNED-DO-NOT-DELETE';

/** Whether and why internal users can sign in, and who asks. */
export interface Backend {
  /** Whether the policy has the broker ask its internal backend too. */
  readonly internalUsers: boolean;
  /** The internal user that was let in to ask; undefined where a token was. */
  readonly asker: string | undefined;
  /** Where the policy declares the broker. */
  readonly place: Place | undefined;
}

/** Internal users that have rights beside what a policy says, and a backend that should let none in. */
export function userDifferences(
  users: readonly InternalUser[] | undefined,
  { internalUsers, asker, place }: Backend,
): readonly Difference[] {
  const on = { vhost: undefined, declared: '', place };
  const isOpen = asker !== undefined && !internalUsers;
  const backend: readonly Difference[] = isOpen
    ? [{ ...on, kind: 'internal-backend', name: asker, found: '' }]
    : [];
  if (!internalUsers && !isOpen) return backend;
  const others = (users ?? []).filter(
    ({ name, tags, vhosts }) =>
      name !== AMAZON_MQ_MONITORING && name !== asker && tags.length + vhosts.length > 0,
  );
  return [
    ...backend,
    ...others.map((user): Difference => ({
      ...on,
      kind: 'internal-user',
      name: user.name,
      found: rightsText(user),
    })),
  ];
}

/** The most vhosts that are named. */
const NAMED = 3;

function rightsText({ tags, vhosts }: InternalUser): string {
  const shown = vhosts.slice(0, NAMED).map((vhost) => `\`${vhost}\``);
  const more = vhosts.length - shown.length;
  const where = [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ');
  return [
    ...(tags.length === 0 ? [] : [`the ${tags.length === 1 ? 'tag' : 'tags'} ${tags.join(', ')}`]),
    ...(vhosts.length === 0 ? [] : [`permissions in ${where}`]),
  ].join(' and ');
}
