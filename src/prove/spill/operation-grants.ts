import type { Grant } from '../../policy/policy.js';
import type { Operation } from '../../policy/phrases/rights.js';

/** A grant of an operation. */
export type OperationGrant = Grant & { readonly right: Operation };

/** Whether a grant is of an operation. */
export function isOperation(grant: Grant): grant is OperationGrant {
  return grant.right.type === 'operation';
}
