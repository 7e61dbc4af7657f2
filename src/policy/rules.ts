import type { Reporter } from '../diagnostics/reporter.js';
import { Pattern } from '../pattern/pattern.js';
import type { RuleBlock } from '../syntax/tree.js';
import { checkOperation } from './check-operation.js';
import type { Broker } from './broker.js';
import type { Budget } from './budget.js';
import type { DeclaredNames } from './declared-names.js';
import { extend } from './environment.js';
import { expandPhrases, type PhraseContext } from './expand.js';
import { placeIn, type Outlined } from './outline.js';
import type { Claim, Grant } from './policy.js';
import type { Right } from './rights.js';
import type { Subjects } from './subjects.js';
import { flat } from './text.js';
import type { Vhosts } from './vhosts.js';

/** What rules are read with, for one broker. */
export interface RuleContext {
  readonly broker: Broker;
  readonly names: DeclaredNames;
  readonly subjects: Subjects;
  readonly vhosts: Vhosts;
  readonly budget: Budget;
  readonly reporter: Reporter;
}

/** The grants of an `allow`. Phrases are read for each role apart, since they may name it. */
export function readAllow(rule: Outlined<RuleBlock>, context: RuleContext): readonly Grant[] {
  const { node, source } = rule;
  const phrases = phraseContext(rule, context);
  if (node.subject === null || phrases === undefined) return [];
  return context.subjects.of(node.subject, source).flatMap((role) => {
    const values = new Map([['role', [role.name]]]);
    const environment = extend(context.broker.environment, values);
    const rights = expandPhrases(node.items, { source, environment, calls: [] }, phrases);
    check(rights, rule, context);
    return rights.map((right) => ({ role, right }));
  });
}

/** What a `can` or `never` claims; undefined where its vhost or subject could not be read. */
export function readClaim(rule: Outlined<RuleBlock>, context: RuleContext): Claim | undefined {
  const { node, source, test } = rule;
  const phrases = phraseContext(rule, context);
  if (node.subject === null || phrases === undefined || node.type === 'allow') return undefined;
  const { environment } = context.broker;
  const rights = expandPhrases(node.items, { source, environment, calls: [] }, phrases);
  return {
    kind: node.type,
    roles: context.subjects.of(node.subject, source),
    // Of names that nothing has, which is an error, no more is to be said.
    rights: check(rights, rule, context),
    place: placeIn(rule, node.keyword),
    test: test && { title: titleOf(test), place: placeIn(rule, test.keyword) },
  };
}

function titleOf(test: NonNullable<Outlined<RuleBlock>['test']>): string {
  const parts = test.title?.parts ?? [];
  return flat(parts.map((part) => (part.type === 'text' ? part.text : '*')));
}

function phraseContext(
  rule: Outlined<RuleBlock>,
  { broker, names, vhosts, budget, reporter }: RuleContext,
): PhraseContext | undefined {
  const vhost = vhosts.patternOf(rule.vhost);
  if (rule.vhost !== undefined && vhost === undefined) return undefined;
  const everything = rule.vhost === undefined && rule.node.type === 'never';
  return { broker, names, vhost: everything ? Pattern.any : vhost, everything, budget, reporter };
}

/** Checks the rights of a rule, and answers those of which the names are declared. */
function check(
  rights: readonly Right[],
  { node }: Outlined<RuleBlock>,
  { vhosts, reporter }: RuleContext,
): readonly Right[] {
  const reading = node.type === 'never' ? 'glob' : 'first-fit';
  return rights.filter(
    (right) =>
      right.type !== 'operation' ||
      checkOperation(right, vhosts.of(right.vhost), reading, reporter),
  );
}
