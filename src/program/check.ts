import { emitDiagnostics } from '../diagnostics/catalog/emit.js';
import { brokerDiagnostics } from '../diagnostics/catalog/brokers.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { Reporter } from '../diagnostics/reporter.js';
import { compileAccounts } from '../emit/account-files.js';
import { artifactsOf, artifactsOfAccount } from '../emit/artifacts.js';
import { withDeployments, type CompiledBroker } from '../emit/compiled.js';
import { NO_EXTRAS, type Extras } from '../emit/extras.js';
import { Inputs } from '../emit/inputs.js';
import type { BrokerArtifacts } from '../emit/output/artifacts.js';
import { checkBrokers } from '../lint/index.js';
import { acceptExpected } from '../policy/expect.js';
import type { BrokerPolicy } from '../policy/policy.js';
import { exampleEngine } from '../rabbitmq/engines.js';
import type { LoadedPolicy } from '../source/load.js';
import type { Place } from '../source/source.js';
import type { PolicyFile } from '../syntax/tree.js';
import { checkedBroker, type CheckedBroker } from './check-broker.js';
import { Kept } from './kept.js';
import { hasErrors, reading } from './read.js';
import { finish, type Work } from './work.js';

/** A policy that was read, resolved, checked and compiled in memory. */
export interface CheckedPolicy {
  readonly files: readonly PolicyFile[];
  readonly policies: readonly BrokerPolicy[];
  readonly diagnostics: readonly Diagnostic[];
  readonly compiled: readonly CompiledBroker[];
  /** What can be written; empty where an error stands, and where nothing is to be written. */
  readonly artifacts: readonly BrokerArtifacts[];
}

/**
 * Does everything that `check` does, and what `compile` does up to writing. Opens no connection and
 * writes nothing.
 *
 * @param forOutput whether the artifacts are to be written: then every broker needs what only its
 *   files need, such as an issuer
 * @param extras what is to be written besides
 */
export function checkPolicy(
  loaded: LoadedPolicy,
  forOutput: boolean,
  extras: Extras = NO_EXTRAS,
): CheckedPolicy {
  return finish(checking(loaded, forOutput, new Kept(), extras));
}

/**
 * As `checkPolicy`, in steps.
 *
 * @param kept what is kept of earlier checks, to be used again; it makes no difference to the result
 */
export function* checking(
  loaded: LoadedPolicy,
  forOutput: boolean,
  kept: Kept,
  extras: Extras = NO_EXTRAS,
): Work<CheckedPolicy> {
  const reporter = new Reporter();
  const { files, policies, related } = yield* reading(loaded, reporter, kept);
  if (forOutput) checkForOutput(files, policies, reporter);
  const brokers: CheckedBroker[] = [];
  for (const policy of policies) brokers.push(yield* checkedBroker(policy, reporter, kept));
  checkBrokers(
    policies,
    brokers.flatMap(({ judged }) => judged),
    reporter,
  );
  const compiled = withDeployments(brokers, extras, reporter);
  const accounts = compileAccounts(compiled, extras, reporter);
  const { diagnostics: found } = reporter;
  const afterwards = new Reporter();
  // To compile, a missing issuer is an error of its own, which needs no warning beside it.
  const accepted = acceptExpected(files, found, afterwards).filter(
    ({ code }) => !forOutput || code !== brokerDiagnostics.missingIssuer.code,
  );
  const diagnostics = [...accepted, ...afterwards.diagnostics];
  const checked = { files, policies, diagnostics, compiled };
  if (!forOutput || hasErrors(diagnostics)) return { ...checked, artifacts: [] };
  const inputs = new Inputs(loaded.root, [...loaded.sources, ...related]);
  const artifacts = [
    ...compiled.map((one) => artifactsOf(one, inputs)),
    ...accounts.map((one) => artifactsOfAccount(one, inputs)),
  ];
  return { ...checked, artifacts };
}

function checkForOutput(
  files: readonly PolicyFile[],
  policies: readonly BrokerPolicy[],
  reporter: Reporter,
): void {
  for (const { broker } of policies)
    if (broker.place === undefined) {
      const [first] = files;
      if (first === undefined) continue;
      const place = { source: first.source, range: { start: 0, end: 0 } };
      reporter.report(emitDiagnostics.noBroker, place, { engine: exampleEngine() });
    } else if (lacksIssuer(broker.place, reporter))
      reporter.report(brokerDiagnostics.noIssuer, broker.place, { broker: broker.name });
}

/** Whether the broker declared at a place names no issuer; one that is no issuer is an error already. */
function lacksIssuer(place: Place, { diagnostics }: Reporter): boolean {
  return diagnostics.some(
    (told) => told.code === brokerDiagnostics.missingIssuer.code && told.place === place,
  );
}
