import { grantsOf } from '../../aws/mq-rights.js';
import { intersection } from '../../pattern/intersect.js';
import type { Bytes } from '../../pattern/bytes.js';
import { nonEmpty } from '../../pattern/name-set.js';
import type { Right } from '../../policy/phrases/rights.js';
import { TAGS } from '../../rabbitmq/tags.js';
import { vhostsOf } from '../../access/checks.js';
import type { Given, GivenApi, GivenTag } from '../../access/given.js';

/** A way round the scopes: a user tag, or a right on the Amazon MQ API. */
export type WayRound =
  | { readonly kind: 'tag'; readonly tag: GivenTag; readonly vhost: Bytes | undefined }
  | { readonly kind: 'api'; readonly api: GivenApi; readonly action: string };

/**
 * The actions of Amazon MQ that can change who may do what on a running broker. `UpdateBroker` gives
 * it another revision or another configuration, which counts from the next reboot, and the broker's
 * maintenance brings that by itself. A new revision or a reboot alone changes nothing, since the
 * broker stays with its revision. Source: Amazon MQ API reference, UpdateBroker. AWS asks for
 * `UpdateBrokerAccessConfiguration` too where authentication changes, but does not say of which
 * changes, so a proof cannot count on it.
 */
const REPLACES_CONFIGURATION: readonly string[] = ['mq:UpdateBroker'];

/** The reach of a tag, by its name. */
const walksByTag = new Map(TAGS.map(({ name, walksRound }) => [name, walksRound]));

/**
 * How a role can do what a right says whatever its scopes are, if it can. A tag counts for the broker,
 * or for the vhosts that the role can enter; no tag reaches the Amazon MQ API.
 */
export function wayRound(right: Right, given: Given): WayRound | undefined {
  if (right.type === 'api') return undefined;
  for (const tag of given.tags) {
    const where = walksByTag.get(tag.tag);
    if (where === 'all-vhosts') return { kind: 'tag', tag, vhost: undefined };
    if (where !== 'entered-vhosts' || right.type === 'tag') continue;
    for (const { vhosts } of given.reaches) {
      const meant = vhostsOf(right.vhost, 'glob');
      const named = intersection(nonEmpty(meant), vhosts);
      const entered = named.kind === 'none' ? intersection(meant, vhosts) : named;
      if (entered.kind === 'witness') return { kind: 'tag', tag, vhost: entered.witness };
      if (entered.kind === 'too-complex') return { kind: 'tag', tag, vhost: undefined };
    }
  }
  for (const api of given.api) {
    const action = replacingAction(api);
    if (action !== undefined) return { kind: 'api', api, action };
  }
  return undefined;
}

function replacingAction({ right }: GivenApi): string | undefined {
  const actions = grantsOf(right).flatMap((grant) => grant.actions);
  return actions.find((action) => REPLACES_CONFIGURATION.includes(action));
}
