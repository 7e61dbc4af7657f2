import { firstFit } from './matching.js';
import { keyOf } from './names.js';
import type { Name } from './names.js';
import { meanings } from './meaning.js';
import { permits } from './permissions.js';
import type { Permission, Permit } from './permissions.js';
import type { Broker, Policy } from './policy.js';
import { worldOf } from './world.js';
import type { Thing } from './world.js';

/** A question about a role. Texts are bytes, as characters 0 to 255. */
export type Decision =
  | { readonly check: 'tag'; readonly tag: string }
  | { readonly check: 'vhost'; readonly vhost: string }
  | {
      readonly check: 'resource';
      readonly vhost: string;
      readonly kind: 'queue' | 'exchange';
      readonly name: string;
      readonly permission: Permission;
    }
  | {
      readonly check: 'topic';
      readonly vhost: string;
      readonly name: string;
      readonly permission: Permission;
      readonly routingKey: string;
    };

/** What a role holds on a broker. */
export interface Held {
  readonly arn: string;
  readonly vhosts: readonly Name[];
  readonly permits: readonly Permit[];
  readonly tags: ReadonlySet<string>;
}

/** What each role of a policy holds on a broker. */
export function holdings(policy: Policy, broker: Broker): Held[] {
  const worlds = new Map<string, readonly Thing[]>();
  return meanings(policy, broker).map(({ arn, singles, connects, tags }) => {
    const vhosts = new Map(connects.map((vhost) => [keyOf(vhost), vhost]));
    const held = singles.flatMap((single) => {
      const key = keyOf(single.vhost);
      const world = worlds.get(key) ?? worldOf(single.vhost, policy, broker);
      worlds.set(key, world);
      vhosts.set(key, single.vhost);
      return permits(single, world, broker.engine);
    });
    return { arn, vhosts: [...vhosts.values()], permits: held, tags };
  });
}

/** Whether the phrases allow it to the role. */
export function isAllowed({ vhosts, permits: held, tags }: Held, decision: Decision): boolean {
  if (decision.check === 'tag') return tags.has(decision.tag);
  if (decision.check === 'vhost') return vhosts.some((vhost) => firstFit(vhost, decision.vhost));
  return held.some(
    ({ permission, vhost, name, keys }) =>
      permission === decision.permission &&
      firstFit(vhost, decision.vhost) &&
      firstFit(name, decision.name) &&
      (decision.check === 'resource' ||
        (keys !== undefined && firstFit(keys, decision.routingKey))),
  );
}
