import { emitDiagnostics } from '../diagnostics/catalog/emit.js';
import { brokerDiagnostics } from '../diagnostics/catalog/brokers.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { Reporter } from '../diagnostics/reporter.js';
import { artifactsOf, filesOf } from '../emit/artifacts.js';
import { Inputs } from '../emit/inputs.js';
import { roleAccess } from '../emit/role-access.js';
import type { BrokerArtifacts } from '../emit/output/artifacts.js';
import { acceptExpected } from '../policy/expect.js';
import type { BrokerPolicy } from '../policy/policy.js';
import { proveClaims } from '../prove/claims.js';
import { grantedRoles } from '../prove/granted.js';
import { reportClaims } from '../prove/report-claims.js';
import { reportSpill } from '../prove/report-spill.js';
import { spillOf } from '../prove/spill.js';
import type { LoadedPolicy } from '../source/load.js';
import type { Place } from '../source/source.js';
import type { PolicyFile } from '../syntax/tree.js';
import { hasErrors, readPolicy } from './read.js';

/** A policy that was read, resolved, checked and compiled in memory. */
export interface CheckedPolicy {
  readonly files: readonly PolicyFile[];
  readonly policies: readonly BrokerPolicy[];
  readonly diagnostics: readonly Diagnostic[];
  /** What can be written; empty where an error stands, and where nothing is to be written. */
  readonly artifacts: readonly BrokerArtifacts[];
}

/**
 * Does everything that `check` does, and what `compile` does up to writing. Opens no connection and
 * writes nothing.
 *
 * @param forOutput whether the artifacts are to be written: then every broker needs what only its
 *   files need, such as an issuer
 */
export function checkPolicy(loaded: LoadedPolicy, forOutput: boolean): CheckedPolicy {
  const reporter = new Reporter();
  const { files, policies, related } = readPolicy(loaded, reporter);
  if (forOutput) checkForOutput(files, policies, reporter);
  const compiled = policies.map((policy) => {
    const { broker } = policy;
    const granted = grantedRoles(policy);
    reportClaims(proveClaims(policy, granted), broker, reporter);
    reportSpill(spillOf(policy, granted), reporter);
    const access = roleAccess(granted);
    return { broker, access, files: filesOf(broker, access, reporter) };
  });
  const { diagnostics: found } = reporter;
  const afterwards = new Reporter();
  // To compile, a missing issuer is an error of its own, which needs no warning beside it.
  const kept = acceptExpected(files, found, afterwards).filter(
    ({ code }) => !forOutput || code !== brokerDiagnostics.missingIssuer.code,
  );
  const diagnostics = [...kept, ...afterwards.diagnostics];
  if (!forOutput || hasErrors(diagnostics)) return { files, policies, diagnostics, artifacts: [] };
  const inputs = new Inputs(loaded.root, [...loaded.sources, ...related]);
  const artifacts = compiled.map(({ broker, access, files: written }) =>
    artifactsOf(broker, access, written, inputs),
  );
  return { files, policies, diagnostics, artifacts };
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
      reporter.report(emitDiagnostics.noBroker, place, {});
    } else if (lacksIssuer(broker.place, reporter))
      reporter.report(brokerDiagnostics.noIssuer, broker.place, { broker: broker.name });
}

/** Whether the broker declared at a place names no issuer; one that is no issuer is an error already. */
function lacksIssuer(place: Place, { diagnostics }: Reporter): boolean {
  return diagnostics.some(
    (told) => told.code === brokerDiagnostics.missingIssuer.code && told.place === place,
  );
}
