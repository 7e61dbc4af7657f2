import { Recall } from '../../diagnostics/recall.js';
import { KeptPolicy } from '../../policy/kept.js';
import type { Proofs } from '../../prove/claims/claims.js';
import type { CheckedRole } from './checked-role.js';
import { KeptFiles } from './kept-files.js';

/** What is kept of a policy that was checked, so that the next check does only again what it must. */
export class Kept {
  readonly files: KeptFiles;
  readonly policy: KeptPolicy;
  readonly errors: Recall<undefined>;
  readonly roles: Recall<CheckedRole>;
  readonly proofs: Recall<Proofs>;

  /** @param keeps whether the policy may be checked again */
  constructor(keeps: boolean) {
    this.files = new KeptFiles(keeps);
    this.policy = new KeptPolicy(keeps);
    this.errors = new Recall(keeps);
    this.roles = new Recall(keeps);
    this.proofs = new Recall(keeps);
  }
}
