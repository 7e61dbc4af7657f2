import type { Recall } from '../../diagnostics/recall.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import { Pattern } from '../../pattern/pattern.js';
import type { RuleBlock } from '../../syntax/tree.js';
import { checkOperation } from './check-operation.js';
import type { Broker } from '../brokers/broker.js';
import type { Budget } from './budget.js';
import type { DeclaredNames } from '../names/declared-names.js';
import { extend } from '../brokers/environment.js';
import { expandPhrases, type PhraseContext } from './expand.js';
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
  readonly budget: Budget;
  readonly reporter: Reporter;
  readonly kept: Pick<KeptPolicy, 'allows' | 'claims'>;
}

/** The grants of an `allow`. Phrases are read for each role apart, since they may name it. */
export function readAllow(rule: Outlined<RuleBlock>, context: RuleContext): readonly Grant[] {
  const { node, source } = rule;
  const about = vhostOf(rule, context);
  if (node.subject === null || about === undefined) return [];
  const roles = context.subjects.of(node.subject, source);
  return ofRule(context.kept.allows, rule, about, roles, context, (within) =>
    roles.flatMap((role) => {
      const values = new Map([['role', [role.name]]]);
      const environment = extend(context.broker.environment, values);
      const rights = expandPhrases(node.items, { source, environment, calls: [] }, within);
      check(rights, rule, context.vhosts, within.reporter);
      return rights.map((right) => ({ role, right }));
    }),
  );
}

/** What a `can` or `never` claims; undefined where its vhost or subject could not be read. */
export function readClaim(rule: Outlined<RuleBlock>, context: RuleContext): Claim | undefined {
  const { node, source, test } = rule;
  const { type: kind, subject, keyword } = node;
  const about = vhostOf(rule, context);
  if (subject === null || about === undefined || kind === 'allow') return undefined;
  const roles = context.subjects.of(subject, source);
  return ofRule(context.kept.claims, rule, about, roles, context, (within) => {
    const { environment } = context.broker;
    const rights = expandPhrases(node.items, { source, environment, calls: [] }, within);
    return {
      kind,
      roles,
      // Of names that nothing has, which is an error, no more is to be said.
      rights: check(rights, rule, context.vhosts, within.reporter),
      place: placeIn(rule, keyword),
      test: test && { title: titleOf(test), place: placeIn(rule, test.keyword) },
    };
  });
}

/** What came of a rule, worked out again only where something that it depends on has changed. */
function ofRule<Result>(
  kept: Recall<OfRule<Result>>,
  rule: Outlined<RuleBlock>,
  { vhost, everything }: RuleVhost,
  roles: readonly Role[],
  { broker, names, vhosts, budget, reporter }: RuleContext,
  work: (within: PhraseContext) => Result,
): Result {
  const { node, source, test } = rule;
  const declared = vhost && vhosts.of(vhost);
  const inputs = [source, test, broker, names.profiles, vhost?.key, declared, ...roles];
  const read = (part: Reporter): OfRule<Result> => {
    const within = budget.part(part);
    const around = { broker, names, vhost, everything, budget: within, reporter: part };
    return { result: work(around), cost: budget.left - within.left };
  };
  const affordable = ({ cost }: OfRule<Result>): boolean => cost <= budget.left;
  const found = kept.of(node, broker.name, inputs, reporter, read, affordable);
  const { result, cost } = affordable(found) ? found : read(reporter);
  budget.take(cost);
  return result;
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
