import type { Reporter } from '../diagnostics/reporter.js';
import type { Broker } from '../policy/brokers/broker.js';
import { brokerFiles } from './broker-files.js';
import type { Extras } from './extras.js';
import { brokerDeployment } from './infrastructure/deployment.js';
import { infrastructureFiles } from './infrastructure/files.js';
import { namePolicies, type PolicyNames } from './infrastructure/policy-names.js';
import type { Artifact } from './output/artifacts.js';
import type { RoleAccess } from './role-access.js';
import { policyFiles, type RolePolicies } from './role-policies.js';

/** What one broker and its roles need. */
export interface CompiledBroker {
  readonly broker: Broker;
  readonly access: readonly RoleAccess[];
  readonly policies: readonly RolePolicies[];
  /** All files but the manifest. */
  readonly files: readonly Artifact[];
}

/**
 * Compiles for one broker and the policies of its roles: its configuration and the IAM policies. What a
 * broker would refuse is reported; the texts are then not fit to be written.
 */
export function compileBroker(
  broker: Broker,
  access: readonly RoleAccess[],
  policies: readonly RolePolicies[],
  reporter: Reporter,
): CompiledBroker {
  const configuration = brokerFiles(broker, access, reporter);
  return { broker, access, policies, files: [...configuration, ...policies.flatMap(policyFiles)] };
}

/** Adds for each broker what brings it into an account, if that was asked for. */
export function withDeployments(
  compiled: readonly CompiledBroker[],
  { combined, issuerCheck, tools }: Extras,
  reporter: Reporter,
): readonly CompiledBroker[] {
  if (tools.length === 0) return compiled;
  const names = policyNamesOf(combined ? [] : compiled);
  return compiled.map((one) => {
    // Combined policies stand in for these, so that no role has both.
    const attached = combined ? [] : one.policies;
    const deployment = brokerDeployment(one.broker, one.files, attached, names, issuerCheck);
    return { ...one, files: [...one.files, ...infrastructureFiles(deployment, tools, reporter)] };
  });
}

/** The names in IAM of the policies of all brokers. */
export function policyNamesOf(compiled: readonly CompiledBroker[]): PolicyNames {
  return namePolicies(compiled.map(({ broker, policies }) => ({ about: broker.name, policies })));
}
