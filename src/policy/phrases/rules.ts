import { hasErrors } from '../../diagnostics/diagnostic.js';
import type { Recall } from '../../diagnostics/recall.js';
import { Reporter } from '../../diagnostics/reporter.js';
import { Pattern } from '../../pattern/pattern.js';
import type { Item, RuleBlock } from '../../syntax/tree.js';
import { checkOperation } from './check-operation.js';
import type { RightsBroker } from '../brokers/broker.js';
import type { Variables } from '../brokers/variables.js';
import type { Allowance } from './allowance.js';
import type { DeclaredNames } from '../names/declared-names.js';
import { extend } from '../brokers/environment.js';
import type { PhraseContext } from './context.js';
import { expandPhrases } from './expand.js';
import type { Doubts } from '../doubts.js';
import type { Losses } from '../losses.js';
import type { GrantsByPhrase, KeptPolicy, OfRule } from '../kept.js';
import type { ReachedByPhrases } from './reached.js';
import { placeIn, type Outlined } from '../outline.js';
import type { Claim, Grant } from '../policy.js';
import type { Right } from './rights.js';
import type { Role } from '../names/roles.js';
import type { Subjects } from '../names/subjects.js';
import { flat } from '../names/text.js';
import type { Vhosts } from '../resources/vhosts.js';

/** What rules are read with, for one broker. */
export interface RuleContext {
  readonly broker: RightsBroker;
  readonly names: DeclaredNames;
  readonly variables: Variables;
  readonly reached: ReachedByPhrases;
  readonly subjects: Subjects;
  readonly vhosts: Vhosts;
  readonly allowance: Allowance;
  readonly doubts: Doubts;
  readonly losses: Losses;
  readonly reporter: Reporter;
  readonly kept: Pick<KeptPolicy, 'allows' | 'calls' | 'grants' | 'claims'>;
}

/**
 * The grants of an `allow`. Phrases are read for each role apart, since they may name it; and those that
 * use profiles apart from the others, since they depend on more.
 */
export function readAllow(rule: Outlined<RuleBlock>, context: RuleContext): readonly Grant[] {
  const { node, source } = rule;
  const vhosts = vhostOf(rule, context);
  const { doubts, kept, losses, subjects } = context;
  if (node.subject === null || losses.breaks(source, node.subject.range)) {
    doubts.add(subjects.everyone);
    return [];
  }
  const { roles, perhaps } = subjects.of(node.subject, source);
  doubts.add(perhaps);
  if (vhosts === undefined || losses.touches(source, node)) doubts.add(roles);
  if (vhosts === undefined) return [];
  const whole = { rule, items: node.items, vhosts, roles };
  const read = ofRule(kept.grants, whole, context, ({ allowance, reporter }) => {
    const inside = { ...context, allowance, reporter };
    const { plain, calls } = phrasesOf(node);
    const own = grantsOf(kept.allows, { ...whole, items: plain }, inside);
    const ofProfiles = grantsOf(kept.calls, { ...whole, items: calls }, inside);
    if (allowance.exceeded) return [];
    return roles.flatMap((_, at) => inOrder(node.items, own[at] ?? [], ofProfiles[at] ?? []));
  });
  if (!read.isSound) doubts.add(roles);
  return read.result;
}

/** The grants of some phrases of an `allow`, for each role a list of lists. */
function grantsOf(
  kept: Recall<OfRule<readonly GrantsByPhrase[]>>,
  part: RulePart,
  context: RuleContext,
): readonly GrantsByPhrase[] {
  const { rule, items, roles } = part;
  if (items.length === 0) return [];
  const read = ofRule(kept, part, context, (within) =>
    roles.map((role) => {
      const environment = extend(within.environment, new Map([['role', [role.name]]]));
      const site = { source: rule.source, environment, calls: [] };
      return items.map((item) => {
        const rights = expandPhrases([item], site, within);
        check(rights, rule, context.vhosts, within.reporter);
        return rights.map((right) => ({ role, right }));
      });
    }),
  );
  return read.result;
}

/** The phrases of a rule: those that use no profile, and those that do. */
function phrasesOf({ items }: RuleBlock): Record<'plain' | 'calls', readonly Item[]> {
  return {
    plain: items.filter(({ type }) => type !== 'call'),
    calls: items.filter(({ type }) => type === 'call'),
  };
}

/** The grants of both in the order of the phrases. */
function inOrder(
  items: readonly Item[],
  plain: GrantsByPhrase,
  calls: GrantsByPhrase,
): readonly Grant[] {
  const [own, ofProfiles] = [plain.values(), calls.values()];
  return items.flatMap(({ type }) => (type === 'call' ? ofProfiles : own).next().value ?? []);
}

/** What a `can` or `never` claims; undefined where its vhost or subject could not be read. */
export function readClaim(rule: Outlined<RuleBlock>, context: RuleContext): Claim | undefined {
  const { node, source, test } = rule;
  const { type: kind, subject, keyword, items } = node;
  const vhosts = vhostOf(rule, context);
  if (subject === null || vhosts === undefined || kind === 'allow') return undefined;
  if (context.losses.touches(source, node)) return undefined;
  const meant = context.subjects.of(subject, source, kind === 'never');
  const { roles } = meant;
  const isWhole = meant.isWhole && !context.losses.ofGroup;
  const part = { rule, items, vhosts, roles };
  const read = ofRule(context.kept.claims, part, context, (within) => {
    const { environment } = within;
    const rights = expandPhrases(items, { source, environment, calls: [] }, within);
    return {
      kind,
      roles,
      isWhole,
      // Of names that nothing has, and of keys that cannot count, which is an error, no more is to be said.
      rights: check(rights, rule, context.vhosts, within.reporter),
      place: placeIn(rule, keyword),
      test: test && { title: titleOf(test), place: placeIn(rule, test.keyword) },
    };
  });
  return read.result;
}

/** Some phrases of a rule, and what else the rule says. */
interface RulePart {
  readonly rule: Outlined<RuleBlock>;
  readonly items: readonly Item[];
  readonly vhosts: RuleVhost;
  readonly roles: readonly Role[];
}

/** What came of phrases of a rule, worked out again only where something that they depend on has changed. */
function ofRule<Result>(
  kept: Recall<OfRule<Result>>,
  { rule: { node, source, test }, items, vhosts: { vhost, everything }, roles }: RulePart,
  { broker, names, variables, reached, vhosts, allowance, reporter }: RuleContext,
  work: (within: PhraseContext) => Result,
): OfRule<Result> {
  const declared = vhost && vhosts.of(vhost);
  const from = reached.from(items);
  const inputs = [source, test, broker, vhost?.key, declared, ...from.inputs, ...roles];
  const read = (whole: Reporter): OfRule<Result> => {
    // Of its own, as one that others report to may hold their errors.
    const part = new Reporter(whole.suggester);
    const within = allowance.part(part);
    const environment = variables.only(from.variables);
    const around = { broker, environment, names, vhost, everything, allowance: within };
    const result = work({ ...around, reporter: part });
    whole.take(part.reported);
    return { result, cost: allowance.left - within.left, isSound: !hasErrors(part.reported) };
  };
  const affordable = ({ cost }: OfRule<Result>): boolean => cost <= allowance.left;
  const found = kept.of(node, broker.name, inputs, reporter, read, affordable);
  const outcome = affordable(found) ? found : read(reporter);
  allowance.take(outcome.cost);
  return outcome;
}

function titleOf(test: NonNullable<Outlined<RuleBlock>['test']>): string {
  const parts = test.title?.parts ?? [];
  return flat(parts.map((part) => (part.type === 'text' ? part.text : '*')));
}

/** The vhosts that a rule is about, as `PhraseContext` has them. */
type RuleVhost = Pick<PhraseContext, 'vhost' | 'everything'>;

/** Undefined where the pattern of its vhosts could not be read. */
function vhostOf(rule: Outlined<RuleBlock>, { vhosts }: RuleContext): RuleVhost | undefined {
  const vhost = vhosts.patternOf(rule.vhost);
  if (rule.vhost !== undefined && vhost === undefined) return undefined;
  const everything = rule.vhost === undefined && rule.node.type === 'never';
  return { vhost: everything ? Pattern.any : vhost, everything };
}

/** Checks the rights of a rule, and answers those of which the names are declared and the keys count. */
function check(
  rights: readonly Right[],
  { node }: Outlined<RuleBlock>,
  vhosts: Vhosts,
  reporter: Reporter,
): readonly Right[] {
  const reading = node.type === 'never' ? 'glob' : 'first-fit';
  return rights.filter(
    (right) =>
      right.type !== 'operation' ||
      checkOperation(right, vhosts.of(right.vhost), reading, reporter),
  );
}
