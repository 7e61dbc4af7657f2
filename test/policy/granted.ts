import { Pattern } from '#warren/pattern/pattern.js';
import type { BrokerPolicy } from '#warren/policy/policy.js';
import { scopesOf } from '#warren/access/scopes-of.js';
import { encodeScope } from '#warren/rabbitmq/encode.js';

/** Every scope and API right that a policy grants, as `role scope`, in the order of granting. */
export function granted({ grants, vhosts }: BrokerPolicy): readonly string[] {
  return grants.flatMap(({ role, right }) => {
    if (right.type === 'api') return [`${role.name} ${right.right}`];
    const resources = vhosts.of('vhost' in right ? right.vhost : Pattern.any);
    return scopesOf(right, resources).map((scope) => `${role.name} ${encodeScope(scope).text}`);
  });
}
