import { MeetIndex } from '../../pattern/meet-index.js';
import type { Pattern } from '../../pattern/pattern.js';
import type { Right } from '../../policy/phrases/rights.js';
import type { Claim } from '../../policy/policy.js';
import type { Role } from '../../policy/names/roles.js';
import type { Granted } from '../../access/granted.js';

/** The roles that may be able to do something, by the vhosts that their scopes reach. */
export class Suspects {
  readonly #byVhost = new MeetIndex<Role>();
  /** Those with tags or rights on the Amazon MQ API, which may lead round the scopes. */
  readonly #anywhere: Role[] = [];

  constructor(granted: ReadonlyMap<Role, Granted>) {
    for (const [role, { scopes, given }] of granted) {
      if (given.tags.length + given.api.length > 0) this.#anywhere.push(role);
      const vhosts = new Map<string, Pattern>();
      // What the scopes reach is worked out for the few that a claim is about.
      for (const { scope } of scopes)
        if (scope.kind === 'resource') vhosts.set(scope.vhost.key, scope.vhost);
      for (const vhost of vhosts.values()) this.#byVhost.add(vhost, role);
    }
  }

  /** All that can do anything of a right, and perhaps some that cannot. */
  of(right: Right): readonly Role[] {
    return 'vhost' in right
      ? [...this.#anywhere, ...this.#byVhost.near(right.vhost)]
      : this.#anywhere;
  }

  /** Those of a claim's roles of whom it may not hold. */
  among({ rights, roles }: Claim): readonly Role[] {
    const able = new Set(rights.flatMap((right) => this.of(right)));
    return roles.filter((role) => able.has(role));
  }
}
