import { Recalls } from '../../diagnostics/recall.js';
import type { RolePolicies } from '../../emit/role-policies.js';
import { KeptPolicy } from '../../policy/kept.js';
import type { Grant } from '../../policy/policy.js';
import type { Proofs } from '../../prove/claims/claims.js';
import type { CheckedRole } from './checked-role.js';
import { KeptFiles } from './kept-files.js';

/** What is kept of a policy that was checked, so that the next check does only again what it must. */
export class Kept extends Recalls {
  /** @param isFine as `KeptPolicy` has it */
  constructor(
    keeps: boolean,
    readonly isFine = keeps,
  ) {
    super(keeps);
  }

  readonly files = new KeptFiles(this.keeps);
  readonly policy = new KeptPolicy(this.keeps, this.isFine);
  readonly grants = this.recall<readonly Grant[]>();
  readonly errors = this.recall<undefined>();
  readonly roles = this.recall<CheckedRole>();
  readonly policies = this.recall<readonly RolePolicies[]>();
  /** What was told of things that spill. */
  readonly spills = this.recall<undefined>();
  readonly proofs = this.recall<Proofs>();
}
