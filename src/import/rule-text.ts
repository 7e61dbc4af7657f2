import { groupBy } from '../access/group.js';
import { glob } from '../pattern/name-set.js';
import { Pattern } from '../pattern/pattern.js';
import { patternText } from '../policy/phrases/phrase-text.js';
import { isMeant, meet, Resources, type Resource } from '../policy/resources/resources.js';
import type { ResourceScope, Scope } from '../rabbitmq/scope.js';
import { unused, type ImportedRole } from './naming.js';
import { fewestScopes, phrasesOf, type Phrase } from './phrases.js';

/** What is declared, by vhost; in a file of its own where that is named. */
export interface DeclaredVhosts {
  readonly vhosts: ReadonlyMap<string, readonly Resource[]>;
  readonly topology: string | undefined;
}

/** What some roles are granted in a vhost, or without one. */
interface Block {
  readonly roles: readonly string[];
  readonly phrases: readonly string[];
}

/** One vhost of the policy. */
interface VhostPart {
  readonly pattern: Pattern;
  readonly declared: readonly string[];
  readonly blocks: readonly Block[];
}

/** Writes what some roles of a broker are granted, by vhosts, with groups and profiles for what stands there twice. */
export class RuleWriter {
  readonly #groups = new Map<string, string>();
  readonly #profiles = new Map<string, string>();

  /** @param taken the names that no group or profile can have */
  constructor(
    private readonly declared: DeclaredVhosts,
    private readonly roles: readonly ImportedRole[],
    private readonly taken: Set<string>,
  ) {}

  write(): readonly string[] {
    const scopes = this.roles.map(({ name, subjects }) => ({
      name,
      scopes: fewestScopes(subjects.flatMap((one) => one.scopes.map(({ scope }) => scope))),
    }));
    const vhosts = this.#vhosts(scopes);
    const tags = blocksOf(
      scopes.flatMap(({ name, scopes: own }) => {
        const named = own.flatMap((scope) => (scope.kind === 'tag' ? [scope.tag] : []));
        return named.length === 0 ? [] : [{ role: name, phrases: [`tag ${named.join(', ')}`] }];
      }),
    );
    const blocks = [...vhosts.flatMap((vhost) => vhost.blocks), ...tags];
    this.#nameGroups(blocks);
    this.#nameProfiles(vhosts.flatMap((vhost) => vhost.blocks));
    return [
      ...Array.from(this.#groups, ([roles, name]) => `group ${name} = ${roles}`).flatMap(spaced),
      ...Array.from(this.#profiles, ([phrases, name]) => `\nprofile ${name}() {\n${phrases}\n}`),
      ...vhosts.flatMap((vhost) => this.#vhostLines(vhost)),
      ...(tags.length === 0 ? [] : ['']),
      ...tags.map(
        ({ roles, phrases }) => `allow ${this.#subject(roles)} { ${phrases.join('\n')} }`,
      ),
    ];
  }

  #vhosts(
    roles: readonly { readonly name: string; readonly scopes: readonly Scope[] }[],
  ): readonly VhostPart[] {
    const patterns = new Map<string, Pattern>();
    for (const name of this.declared.vhosts.keys()) {
      const pattern = Pattern.literal(name);
      patterns.set(pattern.key, pattern);
    }
    const given = new Map<string, { role: string; scopes: ResourceScope[] }[]>();
    for (const { name, scopes } of roles) {
      const resource = scopes.filter((scope) => scope.kind === 'resource');
      for (const [key, own] of groupBy(resource, ({ vhost }) => vhost.key)) {
        const [first] = own;
        if (first !== undefined && !patterns.has(key)) patterns.set(key, first.vhost);
        given.set(key, [...(given.get(key) ?? []), { role: name, scopes: own }]);
      }
    }
    return Array.from(patterns, ([key, pattern]) => this.#vhost(pattern, given.get(key) ?? []));
  }

  #vhost(
    pattern: Pattern,
    given: readonly { readonly role: string; readonly scopes: readonly ResourceScope[] }[],
  ): VhostPart {
    const own = pattern.isLiteral ? this.declared.vhosts.get(pattern.first.text ?? '') : undefined;
    const declared = pattern.isLiteral
      ? (own ?? [])
      : [...this.declared.vhosts].flatMap(([name, all]) =>
          meet(glob(pattern), glob(Pattern.literal(name))) ? all : [],
        );
    const resources = new Resources(declared);
    const phrased = given.map(({ role, scopes }) => ({
      role,
      phrases: phrasesOf(scopes, resources),
    }));
    const { topology } = this.declared;
    const lines =
      topology !== undefined && own !== undefined && own.length > 0
        ? [`topology ${JSON.stringify(topology)}`]
        : (own ?? []).map(declarationOf);
    const missing = missingNames(
      phrased.flatMap(({ phrases }) => phrases),
      resources,
    );
    return {
      pattern,
      declared: [
        ...lines,
        ...(missing.length > 0
          ? [
              '# Not in the export, but rights are about them; a name may be that of the other kind.',
            ]
          : []),
        ...missing,
      ],
      blocks: blocksOf(
        phrased.map(({ role, phrases }) => ({ role, phrases: phrases.map(({ text }) => text) })),
      ),
    };
  }

  #vhostLines({ pattern, declared, blocks }: VhostPart): readonly string[] {
    return [
      '',
      `vhost ${patternText(pattern)} {`,
      ...declared,
      ...blocks.flatMap(({ roles, phrases }, at) => {
        const profile = this.#profiles.get(phrases.join('\n'));
        return [
          ...(at > 0 || declared.length > 0 ? [''] : []),
          `allow ${this.#subject(roles)} {`,
          ...(profile === undefined ? phrases : [`${profile}()`]),
          '}',
        ];
      }),
      '}',
    ];
  }

  #subject(roles: readonly string[]): string {
    const list = roles.join(', ');
    return this.#groups.get(list) ?? list;
  }

  /** Several roles that stand together more than once get a name. */
  #nameGroups(blocks: readonly Block[]): void {
    const together = groupBy(blocks, ({ roles }) => roles.join(', '));
    for (const [list, all] of together) {
      const roles = all[0]?.roles ?? [];
      if (roles.length < 3 || all.length < 2) continue;
      this.#groups.set(list, unused(`${commonStart(roles) ?? 'shared'}-group`, this.taken));
    }
  }

  /** The same phrases in several vhosts get a name, where that makes the policy shorter. */
  #nameProfiles(blocks: readonly Block[]): void {
    const same = groupBy(blocks, ({ phrases }) => phrases.join('\n'));
    for (const [list, all] of same) {
      const phrases = all[0]?.phrases ?? [];
      if (all.length < 2 || phrases.length * (all.length - 1) <= all.length + 3) continue;
      const roles = [...new Set(all.flatMap((block) => block.roles))];
      const stem = (roles.length === 1 ? roles[0] : commonStart(roles)) ?? 'shared';
      this.#profiles.set(list, unused(`${stem}-rights`, this.taken));
    }
  }
}

function spaced(line: string, at: number): readonly string[] {
  return at === 0 ? ['', line] : [line];
}

/** The words with which some names start, if they share some. */
function commonStart(names: readonly string[]): string | undefined {
  const [first = '', ...others] = names;
  const words = first.split('-').slice(0, -1);
  while (words.length > 0 && !others.every((name) => name.startsWith(`${words.join('-')}-`)))
    words.pop();
  return words.length === 0 ? undefined : words.join('-');
}

/** Roles with the same phrases stand together. */
function blocksOf(
  given: readonly { readonly role: string; readonly phrases: readonly string[] }[],
): readonly Block[] {
  const same = groupBy(given, ({ phrases }) => phrases.join('\n'));
  return Array.from(same.values(), (all) => ({
    roles: all.map(({ role }) => role),
    phrases: all[0]?.phrases ?? [],
  }));
}

/** The declaration of an exchange, a queue or a stream. */
export function declarationOf({ kind, pattern, exchangeType, other }: Resource): string {
  const words = [kind, patternText(pattern)];
  if (exchangeType !== undefined)
    words.push(
      /^(?:direct|fanout|topic|headers|x-[A-Za-z0-9-]+)$/.test(exchangeType)
        ? exchangeType
        : JSON.stringify(exchangeType),
    );
  if (other !== undefined)
    words.push(kind === 'exchange' ? 'alternate' : 'dead-letter', patternText(other));
  return words.join(' ');
}

/** Declarations for the names of phrases that nothing declared can have. */
function missingNames(phrases: readonly Phrase[], resources: Resources): readonly string[] {
  const found = new Set<string>();
  for (const { names } of phrases)
    for (const { kind, name } of names) {
      const known = resources.meeting(name, kind).some((one) => isMeant(one, name));
      if (known || !resources.isClosed(kind)) continue;
      found.add(`${kind === 'exchange' ? 'exchange' : 'queue'} ${patternText(name)}`);
    }
  return [...found];
}
