import type { Role } from './names/roles.js';

/**
 * What a policy says about one broker and could not be read in full. What hangs on it is not told: the
 * cause is told at its place, and every such doubt comes with an error.
 */
export class Doubts {
  readonly #roles = new Set<Role>();

  /** @param everything whether all is in doubt, as where the engine is not known */
  constructor(readonly everything: boolean) {}

  /** A rule for the roles could not be read in full: they may be granted more than is known. */
  add(roles: Iterable<Role>): void {
    for (const role of roles) this.#roles.add(role);
  }

  /** Whether a role may be granted more than is known. */
  has(role: Role): boolean {
    return this.everything || this.#roles.has(role);
  }
}
