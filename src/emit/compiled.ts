import type { Reporter } from '../diagnostics/reporter.js';
import type { Broker } from '../policy/broker.js';
import { brokerFiles } from './broker-files.js';
import type { Extras } from './extras.js';
import { brokerDeployment } from './infrastructure/deployment.js';
import { infrastructureFiles } from './infrastructure/files.js';
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
 * Compiles for one broker and the policies of its roles: its configuration, the IAM policies, and what else was asked for. What a
 * broker or AWS would refuse is reported; the texts are then not fit to be written.
 */
export function compileBroker(
  broker: Broker,
  access: readonly RoleAccess[],
  policies: readonly RolePolicies[],
  extras: Extras,
  reporter: Reporter,
): CompiledBroker {
  const configuration = brokerFiles(broker, access, reporter);
  // Combined policies stand in for these, so that no role has both.
  const attached = extras.combined ? [] : policies;
  const files = [
    ...configuration,
    ...policies.flatMap(policyFiles),
    ...(extras.tools.length === 0
      ? []
      : infrastructureFiles(
          brokerDeployment(broker, configuration, attached),
          extras.tools,
          reporter,
        )),
  ];
  return { broker, access, policies, files };
}
