import { emitDiagnostics } from '../../diagnostics/catalog/emit.js';
import type { BrokerTerms } from '../../diagnostics/alike.js';
import { errorsOf, hasErrors, type Diagnostic } from '../../diagnostics/diagnostic.js';
import { foldBrokers } from '../../diagnostics/fold.js';
import { Reporter } from '../../diagnostics/reporter.js';
import { asChosen } from '../../diagnostics/severities.js';
import { compileAccounts, type CompiledAccount } from '../../emit/account-files.js';
import { artifactsOf, artifactsOfAccount } from '../../emit/artifacts.js';
import { compileBroker, withDeployments, type CompiledBroker } from '../../emit/compiled.js';
import { NO_EXTRAS } from '../../emit/extras.js';
import { Inputs } from '../../emit/inputs.js';
import type { BrokerArtifacts } from '../../emit/output/artifacts.js';
import { termsOf } from '../../policy/brokers/terms.js';
import { acceptExpected } from '../../policy/expect.js';
import { exampleEngine } from '../../rabbitmq/engines.js';
import type { LoadedPolicy } from '../../source/load.js';
import type { CheckedRole } from './checked-role.js';
import type { Resolved } from './read.js';
import type { WithClaims } from './proofs.js';
import { reporterOn, type BrokerRights } from './rights.js';
import type { Work } from './work.js';

/** What compiling in memory adds. */
export interface Compiled extends WithClaims {
  readonly compiled: readonly CompiledBroker[];
  readonly accounts: readonly CompiledAccount[];
}

/** What is left to tell once the `@expect` are heard. */
export interface Accepted extends Compiled {
  readonly diagnostics: readonly Diagnostic[];
  /** How many errors are not told, as they stand in files that were not asked about. */
  readonly elsewhere: number;
}

/** What can be written. */
export interface WithArtifacts extends Accepted {
  /** Empty where an error stands. */
  readonly artifacts: readonly BrokerArtifacts[];
}

/** Compiles every broker in memory: what a broker or IAM would refuse is an error of `check` already. */
export function* compile(state: WithClaims): Work<Compiled> {
  const { reporter, output } = state;
  if (output !== undefined) checkForOutput(state);
  const extras = output ?? NO_EXTRAS;
  const brokers: CompiledBroker[] = [];
  for (const rights of state.rights) {
    brokers.push(compiledBroker(rights, reporterOn(rights.policy, state)));
    yield;
  }
  const compiled = withDeployments(brokers, extras, reporter);
  return { ...state, compiled, accounts: compileAccounts(compiled, extras, reporter) };
}

/** Takes off what the `@expect` of the policy accept. */
export function* accept(state: Compiled): Work<Accepted> {
  const { expects, loaded, reporter, output } = state;
  const afterwards = new Reporter();
  const accepted = acceptExpected(expects, reporter.diagnostics, afterwards);
  yield;
  const told = foldBrokers([...accepted, ...afterwards.diagnostics], brokerTerms(state));
  const all = asChosen(told, loaded.config);
  const isTold = toldOf(loaded);
  // What stands in the way of the files is told wherever it stands.
  const diagnostics = all.filter(
    (one) => isTold(one) || (output !== undefined && one.severity === 'error'),
  );
  const elsewhere = errorsOf(all).length - errorsOf(diagnostics).length;
  return { ...state, diagnostics, elsewhere };
}

/** Makes what is to be written of a policy without errors. */
export function* makeArtifacts(state: Accepted): Work<WithArtifacts> {
  const { loaded, related, compiled, accounts } = state;
  if (hasErrors(state.diagnostics)) return { ...state, artifacts: [] };
  const inputs = new Inputs(loaded.nameInRoot ?? (({ name }) => name), [
    ...loaded.sources,
    ...related,
  ]);
  yield;
  const artifacts = [
    ...compiled.map((one) => artifactsOf(one, inputs)),
    ...accounts.map((one) => artifactsOfAccount(one, inputs)),
  ];
  return { ...state, artifacts };
}

/** What the brokers of a policy have of their own; nothing is looked for where there is only one. */
export function brokerTerms({ policies }: Pick<Resolved, 'policies'>): readonly BrokerTerms[] {
  return policies.length < 2 ? [] : policies.map(({ broker }) => termsOf(broker));
}

function compiledBroker(
  { policy, roles, identity }: BrokerRights,
  reporter: Reporter,
): CompiledBroker {
  const named = [...roles.values()].sort(byName);
  const access = named.flatMap((role) => role.access);
  const policies = identity.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  // What the engine decides is not told of an engine that is not known.
  const heard = policy.doubts.everything ? new Reporter(reporter.suggester) : reporter;
  return compileBroker(policy.broker, access, policies, heard);
}

function byName(a: CheckedRole, b: CheckedRole): number {
  return a.judged.role < b.judged.role ? -1 : 1;
}

/** Every broker needs then what only its files need. */
function checkForOutput(state: Resolved): void {
  const { loaded, policies, reporter } = state;
  for (const { broker } of policies)
    if (broker.place === undefined) {
      const [first] = loaded.sources;
      if (first === undefined) continue;
      const place = { source: first, range: { start: 0, end: 0 } };
      reporter.report(emitDiagnostics.noBroker, place, { engine: exampleEngine() });
    }
}

/** Tells whether a diagnostic is about what was asked about: a part of a policy, or its `warren.yaml`. */
export function toldOf({ part, config }: LoadedPolicy): (diagnostic: Diagnostic) => boolean {
  return ({ place: { source } }) =>
    part === undefined || source === config?.source || part.has(source.path ?? '');
}
