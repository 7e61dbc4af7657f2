import type { BrokerPolicy } from '../../policy/policy.js';
import { accessOfPolicy } from '../../prove/diff/policy-access.js';
import type { Side } from './side.js';

/** What a policy without errors gives, as a side of a comparison. */
export function policySide(policies: readonly BrokerPolicy[]): Side {
  const brokers = policies.map((policy) => ({
    access: accessOfPolicy(policy),
    audience: policy.broker.audience,
    scopePrefix: policy.broker.scopePrefix,
  }));
  return { kind: 'policy', brokers };
}
