import type { Subject, PolicyFile } from '../syntax/tree.js';
import type { Role } from './names/roles.js';
import { outline } from './outline.js';
import type { BrokerPolicy, Claim } from './policy.js';
import { placeKey } from './resources/resource-uses.js';

/** Whom the claims of a policy are about, as it is written. */
export class ClaimSubjects {
  readonly #subjects = new Map<string, Subject>();

  constructor(files: readonly PolicyFile[]) {
    for (const { node, source } of outline(files).rules)
      if (node.subject !== null)
        this.#subjects.set(placeKey({ source, range: node.keyword.range }), node.subject);
  }

  /** Such as `anyone except deployer`. */
  textOf({ place }: Claim): string {
    const subject = this.#subjects.get(placeKey(place));
    const names = (subject?.names ?? []).flatMap((name) => (name === null ? [] : [name.text]));
    const listed = names.join(', ');
    if (subject?.anyone !== true) return listed;
    return names.length === 0 ? 'anyone' : `anyone except ${listed}`;
  }

  /** The roles that a claim about anyone excepts. */
  exceptedBy({ place, roles }: Claim, policy: BrokerPolicy): readonly Role[] {
    if (this.#subjects.get(placeKey(place))?.anyone !== true) return [];
    const meant = new Set(roles);
    return policy.roles.filter((role) => !meant.has(role));
  }
}
