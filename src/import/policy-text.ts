import { groupBy } from '../access/group.js';
import { parseRoleArn } from '../aws/arn.js';
import { isStsIssuer } from '../aws/issuer.js';
import type { SigningAlgorithm } from '../aws/sts-tokens.js';
import { formatSource } from '../format/format.js';
import { Pattern } from '../pattern/pattern.js';
import { patternText } from '../policy/phrases/phrase-text.js';
import { Source } from '../source/source.js';
import { reservedWords } from '../syntax/words.js';
import type { KeptLine } from './conf-lines.js';
import type { ImportedRole } from './naming.js';
import { RuleWriter, type DeclaredVhosts } from './rule-text.js';

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
export interface Draft extends DeclaredVhosts {
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
