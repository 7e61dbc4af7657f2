import { policyDiagnostics as catalog } from '../../diagnostics/catalog/policy.js';
import { correction } from '../../diagnostics/correction.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import type { Source } from '../../source/source.js';
import type { OnBlock, Word } from '../../syntax/tree.js';
import type { Broker } from './broker.js';
import type { Outline, Outlined } from '../outline.js';

/** Says for which brokers an item counts, given the `on` blocks around it. */
export class OnBlocks {
  readonly #sets = new Map<OnBlock, ReadonlySet<string>>();
  readonly #brokers: ReadonlySet<string>;
  readonly #roles: ReadonlySet<string>;

  /** Resolves the brokers of every `on` block once; unknown ones are reported. */
  constructor(
    outline: Outline,
    brokers: readonly Broker[],
    readonly reporter: Reporter,
  ) {
    this.#roles = new Set(outline.roles.map(({ node }) => node.name?.text ?? ''));
    this.#brokers = new Set(brokers.map(({ name }) => name));
    const groups = new Map(
      outline.groups.map(({ node }) => [node.name?.text ?? '', node.members] as const),
    );
    for (const { node, source } of outline.ons) {
      const set = new Set<string>();
      for (const word of node.brokers) if (word !== null) this.#add(word, source, groups, set);
      this.#sets.set(node, set);
    }
    for (const { node, source, on } of outline.ons) {
      const known = [...on, node].every((block) => (this.#sets.get(block)?.size ?? 0) > 0);
      const reached = brokers.some(({ name }) => this.#within([...on, node], name));
      if (known && !reached)
        reporter.report(catalog.noSuchBroker, { source, range: node.keyword.range }, {});
    }
  }

  /** Whether an item counts for a broker. */
  counts({ on }: Pick<Outlined<unknown>, 'on'>, broker: string): boolean {
    return on.length === 0 || this.#within(on, broker);
  }

  #within(on: readonly OnBlock[], broker: string): boolean {
    return on.every((block) => this.#sets.get(block)?.has(broker) ?? false);
  }

  #add(
    word: Word,
    source: Source,
    groups: ReadonlyMap<string, readonly (Word | null)[]>,
    into: Set<string>,
  ): void {
    const open = [word.text];
    const seen = new Set<string>();
    let found = false;
    // What of a group is unknown, or could not be read, is told where the group is declared.
    let isTold = false;
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (seen.has(name)) continue;
      seen.add(name);
      if (this.#brokers.has(name)) {
        into.add(name);
        found = true;
        continue;
      }
      const members = groups.get(name);
      isTold ||= members?.includes(null) === true;
      isTold ||= members === undefined && name !== word.text && !this.#roles.has(name);
      for (const member of members ?? []) if (member !== null) open.push(member.text);
    }
    if (found || isTold || this.#isOfRoles(word, source, groups)) return;
    const nearest = this.reporter.suggester.nearest(word.text, [
      ...this.#brokers,
      ...groups.keys(),
    ]);
    const place = { source, range: word.range };
    const particulars = { what: 'broker or group of brokers', name: word.text, nearest };
    this.reporter.report(
      catalog.unknownName,
      place,
      { ...particulars, isElsewhere: false },
      correction(place, nearest),
    );
  }

  /** Whether a name is that of a role, or of a group of roles, which is told. */
  #isOfRoles(
    { text: name, range }: Word,
    source: Source,
    groups: ReadonlyMap<string, readonly (Word | null)[]>,
  ): boolean {
    const members = groups.get(name);
    const isGroup = members?.some((one) => one !== null && this.#roles.has(one.text)) === true;
    if (!isGroup && !this.#roles.has(name)) return false;
    const what = isGroup ? 'a group of roles' : 'a role';
    const particulars = { name, what, wanted: 'a broker or a group of brokers' };
    this.reporter.report(catalog.nameOfOtherKind, { source, range }, particulars);
    return true;
  }
}
