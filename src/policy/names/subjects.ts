import { policyDiagnostics as catalog } from '../../diagnostics/catalog/policy.js';
import { correction } from '../../diagnostics/correction.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import type { Source } from '../../source/source.js';
import type { Subject, Word } from '../../syntax/tree.js';
import type { DeclaredNames } from './declared-names.js';
import type { Role } from './roles.js';

/** Finds the roles that subjects and groups name on one broker. */
export class Subjects {
  /** Every role of the broker, in the order of declaration. */
  readonly everyone: readonly Role[];
  readonly #groups = new Map<string, ReadonlySet<Role>>();

  /**
   * @param elsewhere every name that the policy declares for some broker
   */
  constructor(
    readonly broker: string,
    readonly names: DeclaredNames,
    readonly roles: ReadonlyMap<string, Role | undefined>,
    readonly elsewhere: ReadonlySet<string>,
    readonly reporter: Reporter,
  ) {
    this.everyone = [...roles.values()].filter((role) => role !== undefined);
  }

  /** The roles that a subject means, each once; unknown names are reported. */
  of(subject: Subject, source: Source): readonly Role[] {
    const named = new Set<Role>();
    for (const word of subject.names)
      if (word !== null) for (const role of this.#named(word, source)) named.add(role);
    return subject.anyone ? this.everyone.filter((role) => !named.has(role)) : [...named];
  }

  #named(word: Word, source: Source): Iterable<Role> {
    const { text } = word;
    if (this.roles.has(text)) {
      const role = this.roles.get(text);
      return role === undefined ? [] : [role];
    }
    if (this.names.groups.has(text)) return this.#group(text);
    const place = { source, range: word.range };
    const nearest = this.reporter.suggester.nearest(text, this.#candidates());
    const broker = this.elsewhere.has(text) ? this.broker : undefined;
    this.reporter.report(
      catalog.unknownName,
      place,
      { what: 'role or group', name: text, broker, nearest },
      correction(place, nearest),
    );
    return [];
  }

  /** The roles of a group and of the groups in it. A group that is being looked up adds nothing. */
  #group(name: string): ReadonlySet<Role> {
    const known = this.#groups.get(name);
    if (known !== undefined) return known;
    const roles = new Set<Role>();
    this.#groups.set(name, roles);
    const open = [name];
    const seen = new Set(open);
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const group = this.names.groups.get(next);
      for (const member of group?.node.members ?? []) {
        // A member that is declared nowhere was reported with the groups.
        if (member === null || group === undefined || !this.elsewhere.has(member.text)) continue;
        if (!this.names.groups.has(member.text))
          for (const role of this.#named(member, group.source)) roles.add(role);
        else if (!seen.has(member.text)) {
          seen.add(member.text);
          open.push(member.text);
        }
      }
    }
    return roles;
  }

  *#candidates(): Iterable<string> {
    yield* this.roles.keys();
    yield* this.names.groups.keys();
  }
}
