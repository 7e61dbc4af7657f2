import { policyDiagnostics } from '../diagnostics/catalog/policy.js';
import { Reporter } from '../diagnostics/reporter.js';
import type { PolicyFile } from '../syntax/tree.js';
import { Doubts } from './doubts.js';
import { textsOf } from '../syntax/walk.js';
import type { Broker } from './brokers/broker.js';
import { Allowance } from './phrases/allowance.js';
import { resolveBrokers } from './brokers/brokers.js';
import { declaredNames, type DeclaredNames } from './names/declared-names.js';
import { checkEmptyRules } from './phrases/empty-rules.js';
import { checkGroups } from './names/group-checks.js';
import { KeptPolicy } from './kept.js';
import { partsOf } from './brokers/parts.js';
import { Variables } from './brokers/variables.js';
import { ReachedByPhrases } from './phrases/reached.js';
import { OnBlocks } from './brokers/on-blocks.js';
import { outline, type Outline } from './outline.js';
import type { BrokerPolicy } from './policy.js';
import { checkProfiles } from './names/profiles.js';
import { checkRepeatedNames } from './names/repeated-names.js';
import { withOthersThatHave } from './names/elsewhere.js';
import { resolveRoles } from './names/roles.js';
import { readAllow, readClaim } from './phrases/rules.js';
import { Subjects } from './names/subjects.js';
import { checkUnusedProfiles } from './names/unused-profiles.js';
import type { ReadRelated } from '../source/related.js';
import { Vhosts } from './resources/vhosts.js';

/**
 * Resolves the files of a policy: every name, variable, profile and list, for each broker apart.
 * Mistakes go to the reporter; what surrounds them is resolved all the same.
 *
 * @param read reads the files that the policy names
 * @param kept what is kept of earlier times, to be used again
 */
export function resolvePolicy(
  files: readonly PolicyFile[],
  read: ReadRelated,
  reporter: Reporter,
  kept = new KeptPolicy(false),
): readonly BrokerPolicy[] {
  const [first] = files;
  // A policy whose every line was refused is not empty.
  const silent = reporter.diagnostics.every(({ severity }) => severity !== 'error');
  if (first !== undefined && silent && files.every(({ items }) => items.length === 0))
    reporter.report(
      policyDiagnostics.emptyPolicy,
      { source: first.source, range: { start: 0, end: 0 } },
      {},
    );
  const items = outline(files);
  if (items.losses.none) return resolveItems(items, read, reporter, kept);
  const part = new Reporter(reporter.suggester);
  const policies = resolveItems(items, read, part, kept);
  reporter.take(part.reported.filter((one) => !items.losses.explain(one)));
  return policies;
}

function resolveItems(
  items: Outline,
  read: ReadRelated,
  reporter: Reporter,
  kept: KeptPolicy,
): readonly BrokerPolicy[] {
  checkGroups(items, reporter);
  checkRepeatedNames(items, reporter);
  checkProfiles(items, reporter);
  checkEmptyRules(items, reporter);
  const same = sameBrokers(items, reporter, kept);
  const brokers = same ?? resolveBrokers(items, reporter);
  checkUnusedProfiles(items, brokers, reporter);
  const on = new OnBlocks(items, brokers, reporter);
  const everyName = namesOf(items);
  const brokerNames = brokers.map(({ name }) => name);
  const found = new Reporter(reporter.suggester);
  const policies = brokers.map((broker) => {
    const own = found.on(broker.name, brokerNames);
    const names = declaredNames(items, on, broker.name, own);
    // A wrong variable is reported by whoever asks for it first.
    const variables = new Variables(broker.environment, kept.isFine && same !== undefined);
    const around = { on, names, variables, everyName, read, reporter: own, kept };
    return resolveFor(broker, items, around);
  });
  reporter.take(withOthersThatHave(found.reported, items, on, brokerNames));
  return policies;
}

interface Surroundings {
  readonly on: OnBlocks;
  readonly names: DeclaredNames;
  readonly variables: Variables;
  readonly everyName: ReadonlySet<string>;
  readonly read: ReadRelated;
  readonly reporter: Reporter;
  readonly kept: KeptPolicy;
}

function resolveFor(broker: Broker, items: Outline, around: Surroundings): BrokerPolicy {
  const { on, variables, everyName, read, reporter, kept } = around;
  const names = { ...around.names, profiles: sameProfiles(around, broker) };
  const parts = partsOf(broker, kept);
  const roles = resolveRoles(names, broker.name, variables, reporter, kept.roles);
  const brokers = new Set(
    items.brokers.flatMap(({ node }) => node.names.flatMap((name) => name?.text ?? [])),
  );
  const subjects = new Subjects(names, roles, everyName, brokers, reporter);
  const vhosts = new Vhosts(items, on, broker, variables, read, reporter, kept);
  const allowance = new Allowance(reporter, roles.size);
  const reached = new ReachedByPhrases(names.profiles, variables);
  const { losses } = items;
  const doubts = new Doubts(!broker.isEngineKnown);
  // An `allow` may have been lost as a whole, and a profile says less than was meant wherever it is used.
  doubts.add(subjects.everyone.filter(({ name }) => losses.holds(name)));
  if (
    losses.ofGroup ||
    items.profiles.some(({ node, source }) => losses.touches(source, node)) ||
    items.vhosts.some(({ node, source }) => losses.touchesDeclarations(source, node))
  )
    doubts.add(subjects.everyone);
  const context = {
    ...{ broker: parts.rights, names, variables, reached, subjects, vhosts },
    ...{ allowance, doubts, losses, reporter, kept },
  };
  const rules = items.rules.filter((rule) => on.counts(rule, broker.name));
  return {
    broker,
    parts,
    roles: subjects.everyone,
    vhosts,
    grants: rules
      .filter(({ node }) => node.type === 'allow')
      .flatMap((rule) => readAllow(rule, context)),
    claims: rules.map((rule) => readClaim(rule, context)).filter((claim) => claim !== undefined),
    doubts,
  };
}

/**
 * The brokers as the same objects as long as they are the same; undefined where a variable is wrong,
 * which is reported only once something uses it.
 */
function sameBrokers(
  items: Outline,
  reporter: Reporter,
  kept: KeptPolicy,
): readonly Broker[] | undefined {
  const inputs = items.brokers.flatMap(({ node, source }) => [node, source]);
  const trial = new Reporter(reporter.suggester);
  const brokers = kept.brokers.of(kept, '', inputs, trial, (part) => resolveBrokers(items, part));
  const sound = brokers.every(({ environment }) =>
    [...environment.names()].every((name) => environment.lookup(name).found !== 'reported'),
  );
  if (!sound) return undefined;
  reporter.take(trial.reported);
  return brokers;
}

/** The profiles as the same object as long as they are the same. */
function sameProfiles(
  { names: { profiles }, reporter, kept }: Surroundings,
  { name }: Broker,
): DeclaredNames['profiles'] {
  const inputs = [...profiles.values()].flatMap(({ node, source }) => [node, source]);
  return kept.profiles.of(kept, name, inputs, reporter, () => profiles);
}

/** Every name of a role, group or broker that the policy declares anywhere. */
function namesOf({ roles, groups, brokers }: Outline): ReadonlySet<string> {
  const words = [...roles, ...groups].map(({ node }) => node.name);
  return new Set(textsOf([...words, ...brokers.flatMap(({ node }) => node.names)]));
}
