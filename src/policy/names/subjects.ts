import { policyDiagnostics as catalog } from '../../diagnostics/catalog/policy.js';
import { correction } from '../../diagnostics/correction.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import type { Source } from '../../source/source.js';
import type { Subject, Word } from '../../syntax/tree.js';
import { neighbourAt } from '../../syntax/neighbours.js';
import type { DeclaredNames } from './declared-names.js';
import type { Role } from './roles.js';

/** Whom a subject means. */
interface Meant {
  readonly roles: readonly Role[];
  /** Whether all of its names are known. */
  readonly isWhole: boolean;
  /** Those whom the unknown names may have meant. */
  readonly perhaps: ReadonlySet<Role>;
}

/** Finds the roles that subjects and groups name on one broker. */
export class Subjects {
  /** Every role of the broker, in the order of declaration. */
  readonly everyone: readonly Role[];
  readonly #groups = new Map<string, ReadonlySet<Role>>();
  /** Groups of which some member is not known, which was told. */
  readonly #partly = new Set<string>();

  /**
   * @param elsewhere every name that the policy declares for some broker
   * @param brokers the names of all brokers
   */
  constructor(
    readonly names: DeclaredNames,
    readonly roles: ReadonlyMap<string, Role | undefined>,
    readonly elsewhere: ReadonlySet<string>,
    readonly brokers: ReadonlySet<string>,
    readonly reporter: Reporter,
  ) {
    this.everyone = [...roles.values()].filter((role) => role !== undefined);
  }

  /**
   * The roles that a subject means, each once; unknown names are reported.
   *
   * @param isDenied whether the rule is a `never`, of which nobody may be meant for anyone
   */
  of(subject: Subject, source: Source, isDenied = false): Meant {
    const named = new Set<Role>();
    const perhaps = new Set<Role>();
    let isWhole = true;
    for (const word of subject.names) {
      const known = word === null ? undefined : this.#known(word.text);
      if (known !== undefined) for (const role of known) named.add(role);
      if (word !== null && this.#partly.has(word.text)) {
        isWhole = false;
        for (const role of this.everyone) perhaps.add(role);
      }
      if (known === undefined) {
        isWhole = false;
        for (const role of word === null ? this.everyone : this.#perhaps(word, source, isDenied))
          perhaps.add(role);
      }
    }
    const roles = subject.anyone ? this.everyone.filter((role) => !named.has(role)) : [...named];
    return { roles, isWhole, perhaps };
  }

  #known(name: string): Iterable<Role> | undefined {
    if (this.names.groups.has(name) && !this.#isOfBrokers(name)) return this.#group(name);
    if (!this.roles.has(name)) return undefined;
    const role = this.roles.get(name);
    return role === undefined ? [] : [role];
  }

  /** Reports a name that is none of a role, and answers those that may have been meant. */
  #perhaps(word: Word, source: Source, isDenied = false): Iterable<Role> {
    const { text } = word;
    const place = { source, range: word.range };
    const wanted = 'a role or a group of roles';
    if (this.#isOfBrokers(text)) {
      const what = this.names.groups.has(text) ? 'a group of brokers' : 'a broker';
      this.reporter.report(catalog.nameOfOtherKind, place, { name: text, what, wanted });
      return [];
    }
    const nobody = isDenied ? neighbourAt(text, 'denied')?.write : undefined;
    const everybody = neighbourAt(text, 'subject')?.write ?? nobody;
    const nearest = everybody ?? this.reporter.suggester.nearest(text, this.#candidates());
    const isElsewhere = this.elsewhere.has(text);
    this.reporter.report(
      catalog.unknownName,
      place,
      { what: 'role or group', name: text, isElsewhere, nearest },
      correction(place, nearest),
    );
    return (nearest === undefined ? undefined : this.#known(nearest)) ?? this.everyone;
  }

  /** Whether a name is that of a broker, or of a group of brokers alone. */
  #isOfBrokers(name: string): boolean {
    if (this.brokers.has(name)) return !this.roles.has(name) && !this.names.groups.has(name);
    const members = this.names.groups.get(name)?.node.members ?? [];
    return members.length > 0 && members.every((one) => one !== null && this.brokers.has(one.text));
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
        if (member === null || group === undefined || !this.elsewhere.has(member.text)) {
          this.#partly.add(name);
          continue;
        }
        if (!this.names.groups.has(member.text)) {
          const known = this.#known(member.text);
          // A broker among roles was reported with the groups too.
          if (known !== undefined) for (const role of known) roles.add(role);
          else if (!this.brokers.has(member.text)) this.#perhaps(member, group.source);
        } else if (!seen.has(member.text)) {
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
