import { Recall } from '../../diagnostics/recall.js';
import { KeptPolicy } from '../../policy/kept.js';
import type { Proofs } from '../../prove/claims/claims.js';
import type { CheckedRole } from './checked-role.js';
import { KeptFiles } from './kept-files.js';

/** What is kept of a policy that was checked, so that the next check does only again what it must. */
export class Kept {
  readonly files = new KeptFiles();
  readonly policy = new KeptPolicy();
  readonly errors = new Recall<undefined>();
  readonly roles = new Recall<CheckedRole>();
  readonly proofs = new Recall<Proofs>();
  readonly spills = new Recall<undefined>();
}
