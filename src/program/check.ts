import { emitDiagnostics } from '../diagnostics/catalog/emit.js';
import { brokerDiagnostics } from '../diagnostics/catalog/brokers.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { Reporter } from '../diagnostics/reporter.js';
import { reportTextProblem } from '../diagnostics/text-problems.js';
import { artifactsOf, filesOf } from '../emit/artifacts.js';
import { Inputs } from '../emit/inputs.js';
import { roleAccess } from '../emit/role-access.js';
import type { BrokerArtifacts } from '../emit/output/artifacts.js';
import { checkPolicies } from '../policy/checks/index.js';
import { acceptExpected } from '../policy/expect.js';
import type { BrokerPolicy } from '../policy/policy.js';
import { resolvePolicy } from '../policy/resolve.js';
import { proveClaims } from '../prove/claims.js';
import { grantedRoles } from '../prove/granted.js';
import { reportClaims } from '../prove/report-claims.js';
import { reportSpill } from '../prove/report-spill.js';
import { spillOf } from '../prove/spill.js';
import type { LoadedPolicy } from '../source/load.js';
import { readRelated } from '../source/related.js';
import type { Place, Source } from '../source/source.js';
import { parsePolicy } from '../syntax/parse.js';
import type { PolicyFile } from '../syntax/tree.js';

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
  for (const problem of loaded.textProblems) reportTextProblem(problem, reporter);
  const damaged = sourcesOfErrors(reporter.diagnostics);
  const files = loaded.sources
    .filter((source) => !damaged.has(source))
    .map((source) => parsePolicy(source, reporter));
  // What a damaged file declares is unknown, and what else could be said might follow from that.
  if (damaged.size > 0)
    return { files, policies: [], diagnostics: reporter.diagnostics, artifacts: [] };
  const related = new Map<string, Source>();
  const policies = resolvePolicy(
    files,
    (from, path) => {
      const file = readRelated(from, path);
      if (file.ok) related.set(file.source.path ?? file.source.name, file.source);
      return file;
    },
    reporter,
  );
  checkPolicies(policies, reporter);
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
  const inputs = new Inputs(loaded.root, [...loaded.sources, ...related.values()]);
  const artifacts = compiled.map(({ broker, access, files: written }) =>
    artifactsOf(broker, access, written, inputs),
  );
  return { files, policies, diagnostics, artifacts };
}

function sourcesOfErrors(diagnostics: readonly Diagnostic[]): ReadonlySet<Source> {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return new Set(errors.map(({ place }) => place.source));
}

function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
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
