import type { BrokerPolicy } from '../../policy/policy.js';
import { accessOfPolicy, type Placed } from '../../prove/diff/policy-access.js';
import type { Side } from './side.js';

/**
 * What a policy without errors gives, as a side of a comparison.
 *
 * @param placed where places are shown that stand in a file of another policy
 */
export function policySide(policies: readonly BrokerPolicy[], placed?: Placed): Side {
  const brokers = policies.map((policy) => ({
    access: accessOfPolicy(policy, placed),
    audience: policy.broker.audience,
    scopePrefix: policy.broker.scopePrefix,
    policy,
  }));
  return { kind: 'policy', brokers };
}
