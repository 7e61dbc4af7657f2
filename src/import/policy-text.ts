import { groupBy } from '../access/group.js';
import { parseRoleArn } from '../aws/arn.js';
import { isStsIssuer } from '../aws/issuer.js';
import type { SigningAlgorithm } from '../aws/sts-tokens.js';
import { formatSource } from '../format/format.js';
import { glob } from '../pattern/name-set.js';
import { Pattern } from '../pattern/pattern.js';
import { patternText } from '../policy/phrases/phrase-text.js';
import { isMeant, meet, Resources, type Resource } from '../policy/resources/resources.js';
import type { ResourceScope, Scope } from '../rabbitmq/scope.js';
import { Source } from '../source/source.js';
import { reservedWords } from '../syntax/words.js';
import type { KeptLine } from './conf-lines.js';
import { unused, type ImportedRole } from './naming.js';
import { fewestScopes, phrasesOf, type Phrase } from './phrases.js';

/** A broker of the policy. */
export interface DraftBroker {
  readonly name: string;
  readonly audience: string | undefined;
  readonly scopePrefix: string | undefined;
  readonly issuer: string | undefined;
  /** How tokens may be signed; undefined where nothing is said of it. */
  readonly algorithms?: readonly SigningAlgorithm[] | undefined;
  readonly roles: readonly ImportedRole[];
}

/** What a policy is written of. */
export interface Draft {
  /** The files that it comes from, as people are shown them. */
  readonly files: readonly string[];
  /** The engine, as a policy says it. */
  readonly engine: string;
  /** Undefined where nothing is said of it. */
  readonly internalUsers: boolean | undefined;
  /** Further lines of rabbitmq.conf, the same for every broker. */
  readonly settings?: readonly KeptLine[];
  /** One at least. */
  readonly brokers: readonly DraftBroker[];
  /** What is declared, by vhost; in a file of its own where that is named. */
  readonly vhosts: ReadonlyMap<string, readonly Resource[]>;
  readonly topology: string | undefined;
}

/** What a broker is called: its audience, where that is a name. */
export function brokerName(audience: string | undefined, taken: Set<string>): string {
  const isName =
    audience !== undefined &&
    /^[A-Za-z][A-Za-z0-9_-]{0,49}$/.test(audience) &&
    !reservedWords.has(audience);
  const base = isName ? audience : 'imported';
  let name = base;
  for (let count = 2; taken.has(name); count++) name = `${base}-${count}`;
  taken.add(name);
  return name;
}

/** Stands for the issuer of an account that is not known. */
const NO_ISSUER = 'https://00000000-0000-0000-0000-000000000000.tokens.sts.global.api.aws';

/** The text of a policy in canonical format. */
export function policyText(draft: Draft): string {
  const roles = new Map(
    draft.brokers.flatMap((broker) => broker.roles.map((role) => [role.arn, role] as const)),
  );
  const text = [
    `# Imported from ${draft.files.map(inComment).join(', ')}.`,
    '',
    ...draft.brokers.flatMap((broker) => [...brokerLines(broker, draft), '']),
    ...[...roles.values()].map(roleLine),
    ...ruleLines(draft, [...roles.values()]),
    '',
  ].join('\n');
  return formatSource(new Source('imported.warren', text)).text;
}

/** What is granted: once for brokers that grant the same, in a block of its own where it differs. */
function ruleLines(draft: Draft, roles: readonly ImportedRole[]): readonly string[] {
  const taken = new Set(roles.map(({ name }) => name.toLowerCase()));
  const written = draft.brokers.map(({ name, roles: own }) => ({
    name,
    rules: new RuleWriter(draft, own, new Set(taken)).write().join('\n'),
  }));
  const same = groupBy(written, ({ rules }) => rules);
  if (same.size < 2) return written[0]?.rules.split('\n') ?? [];
  return draft.brokers
    .map(({ name, roles: own }) => ({
      name,
      rules: new RuleWriter(draft, own, taken).write(),
    }))
    .flatMap(({ name, rules }) => (rules.length === 0 ? [] : ['', `on ${name} {`, ...rules, '}']));
}

/** A text on one line, for a comment. */
export function inComment(text: string): string {
  return text.replaceAll(/[\p{C}\p{Z}]/gu, ' ');
}

/** The declaration of a role. */
export function roleLine({ name, arn, toFill }: ImportedRole): string {
  const line = `role ${name} = ${quoted(arn)}`;
  if (toFill === undefined) return line;
  return `${line} # fill in${toFill === '' ? '' : `: ${inComment(toFill)}`}`;
}

/** A value in quotes where a bare word would end too early. */
function quoted(text: string): string {
  return /^[A-Za-z0-9:/._@+=-]+$/.test(text) ? text : patternText(Pattern.literal(text));
}

/** The declaration of a broker, a line each. */
export function brokerLines(
  { name, audience, scopePrefix, issuer, algorithms, roles }: DraftBroker,
  draft: Pick<Draft, 'engine' | 'internalUsers' | 'settings' | 'brokers'>,
): readonly string[] {
  const known = roles.filter(({ toFill }) => toFill === undefined);
  // Those that have to be filled in tell no account where others do.
  const arns = (known.length > 0 ? known : roles).flatMap(({ arn }) => {
    const read = parseRoleArn(arn);
    return read.ok ? [read.arn] : [];
  });
  const accounts = new Set(arns.map(({ account }) => account));
  const [partition, ...partitions] = new Set(arns.map((arn) => arn.partition));
  const [account, ...more] = accounts;
  const isMadeUp = roles.some(({ toFill }) => toFill !== undefined);
  const usual = `${audience ?? name}.`;
  // An issuer belongs to one account: where that of the roles is made up, it may be another's.
  const isOthers =
    isMadeUp && draft.brokers.some((other) => other.name !== name && other.issuer === issuer);
  const isSts = issuer !== undefined && isStsIssuer(issuer);
  return [
    `broker ${name} {`,
    `engine ${draft.engine}`,
    ...(account === undefined || more.length > 0
      ? []
      : [`account ${account}${known.length === 0 ? ' # fill in' : ''}`]),
    ...(partition === undefined || partition === 'aws' || partitions.length > 0
      ? []
      : [`partition ${partition}`]),
    issuer === undefined || (isSts && isOthers)
      ? `issuer ${NO_ISSUER} # fill in`
      : `issuer ${quoted(issuer)}${isSts ? '' : ' # as in the file; tokens of AWS have another'}`,
    ...(audience === undefined || audience === name ? [] : [`audience ${quoted(audience)}`]),
    ...(scopePrefix === undefined || scopePrefix === '' || scopePrefix === usual
      ? []
      : [`scope-prefix ${quoted(scopePrefix)}`]),
    ...(draft.internalUsers === undefined
      ? []
      : [`internal-users ${draft.internalUsers ? 'on' : 'off'}`]),
    ...(algorithms === undefined || algorithms.join() === 'ES384'
      ? []
      : [`token ${algorithms.join(', ')}`]),
    ...((draft.settings ?? []).length === 0
      ? []
      : [
          '',
          'settings {',
          ...(draft.settings ?? []).map(({ key, value }) => `${key} = ${quoted(value)}`),
          '}',
        ]),
    '}',
  ];
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

class RuleWriter {
  readonly #groups = new Map<string, string>();
  readonly #profiles = new Map<string, string>();

  /** @param taken the names that no group or profile can have */
  constructor(
    private readonly draft: Pick<Draft, 'vhosts' | 'topology'>,
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
    for (const name of this.draft.vhosts.keys()) {
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
    const own = pattern.isLiteral ? this.draft.vhosts.get(pattern.first.text ?? '') : undefined;
    const declared = pattern.isLiteral
      ? (own ?? [])
      : [...this.draft.vhosts].flatMap(([name, all]) =>
          meet(glob(pattern), glob(Pattern.literal(name))) ? all : [],
        );
    const resources = new Resources(declared);
    const phrased = given.map(({ role, scopes }) => ({
      role,
      phrases: phrasesOf(scopes, resources),
    }));
    const { topology } = this.draft;
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
