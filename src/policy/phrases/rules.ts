import { hasErrors } from '../../diagnostics/diagnostic.js';
import type { Recall } from '../../diagnostics/recall.js';
import { Reporter } from '../../diagnostics/reporter.js';
import { Pattern } from '../../pattern/pattern.js';
import type { RuleBlock } from '../../syntax/tree.js';
import { checkOperation } from './check-operation.js';
import type { Broker } from '../brokers/broker.js';
import type { Allowance } from './allowance.js';
import type { DeclaredNames } from '../names/declared-names.js';
import { extend } from '../brokers/environment.js';
import type { PhraseContext } from './context.js';
import { expandPhrases } from './expand.js';
import type { Doubts } from '../doubts.js';
import type { Losses } from '../losses.js';
import type { KeptPolicy, OfRule } from '../kept.js';
import { placeIn, type Outlined } from '../outline.js';
import type { Claim, Grant } from '../policy.js';
import type { Right } from './rights.js';
import type { Role } from '../names/roles.js';
import type { Subjects } from '../names/subjects.js';
import { flat } from '../names/text.js';
import type { Vhosts } from '../resources/vhosts.js';

/** What rules are read with, for one broker. */
export interface RuleContext {
  readonly broker: Broker;
  readonly names: DeclaredNames;
  readonly subjects: Subjects;
  readonly vhosts: Vhosts;
  readonly allowance: Allowance;
  readonly doubts: Doubts;
  readonly losses: Losses;
  readonly reporter: Reporter;
  readonly kept: Pick<KeptPolicy, 'allows' | 'claims'>;
}

/** The grants of an `allow`. Phrases are read for each role apart, since they may name it. */
export function readAllow(rule: Outlined<RuleBlock>, context: RuleContext): readonly Grant[] {
  const { node, source } = rule;
  const about = vhostOf(rule, context);
  const { doubts, losses, subjects } = context;
  if (node.subject === null) {
    doubts.add(subjects.everyone);
    return [];
  }
  const { roles, perhaps } = subjects.of(node.subject, source);
  doubts.add(perhaps);
  if (about === undefined || losses.touches(source, node)) doubts.add(roles);
  if (about === undefined) return [];
  const read = ofRule(context.kept.allows, rule, about, roles, context, (within) =>
    roles.flatMap((role) => {
      const values = new Map([['role', [role.name]]]);
      const environment = extend(context.broker.environment, values);
      const rights = expandPhrases(node.items, { source, environment, calls: [] }, within);
      check(rights, rule, context.vhosts, within.reporter);
      return rights.map((right) => ({ role, right }));
    }),
  );
  if (!read.isSound) doubts.add(roles);
  return read.result;
}

/** What a `can` or `never` claims; undefined where its vhost or subject could not be read. */
export function readClaim(rule: Outlined<RuleBlock>, context: RuleContext): Claim | undefined {
  const { node, source, test } = rule;
  const { type: kind, subject, keyword } = node;
  const about = vhostOf(rule, context);
  if (subject === null || about === undefined || kind === 'allow') return undefined;
  const { roles, isWhole } = context.subjects.of(subject, source);
  const read = ofRule(context.kept.claims, rule, about, roles, context, (within) => {
    const { environment } = context.broker;
    const rights = expandPhrases(node.items, { source, environment, calls: [] }, within);
    return {
      kind,
      roles,
      isWhole,
      // Of names that nothing has, which is an error, no more is to be said.
      rights: check(rights, rule, context.vhosts, within.reporter),
      place: placeIn(rule, keyword),
      test: test && { title: titleOf(test), place: placeIn(rule, test.keyword) },
    };
  });
  return read.result;
}

/** What came of a rule, worked out again only where something that it depends on has changed. */
function ofRule<Result>(
  kept: Recall<OfRule<Result>>,
  rule: Outlined<RuleBlock>,
  { vhost, everything }: RuleVhost,
  roles: readonly Role[],
  { broker, names, vhosts, allowance, reporter }: RuleContext,
  work: (within: PhraseContext) => Result,
): OfRule<Result> {
  const { node, source, test } = rule;
  const declared = vhost && vhosts.of(vhost);
  const inputs = [source, test, broker, names.profiles, vhost?.key, declared, ...roles];
  const read = (whole: Reporter): OfRule<Result> => {
    // Of its own, as one that others report to may hold their errors.
    const part = new Reporter(whole.suggester);
    const within = allowance.part(part);
    const around = { broker, names, vhost, everything, allowance: within, reporter: part };
    const result = work(around);
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

/** Checks the rights of a rule, and answers those of which the names are declared. */
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
