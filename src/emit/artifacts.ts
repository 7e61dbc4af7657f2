import type { Reporter } from '../diagnostics/reporter.js';
import type { Broker } from '../policy/broker.js';
import type { Role } from '../policy/roles.js';
import type { Granted } from '../prove/granted.js';
import { brokerFiles } from './broker-files.js';
import { identityPolicies } from './identity-policies.js';
import type { Inputs } from './inputs.js';
import { writeManifest } from './manifest.js';
import type { BrokerArtifacts } from './output/artifacts.js';
import { roleAccess } from './role-access.js';

/**
 * Everything that is written for one broker: its configuration, the IAM policies of its roles and the
 * manifest. What a broker or IAM would refuse is reported; the texts are then not fit to be written.
 */
export function artifactsOf(
  broker: Broker,
  granted: ReadonlyMap<Role, Granted>,
  inputs: Inputs,
  reporter: Reporter,
): BrokerArtifacts {
  const access = roleAccess(granted);
  const files = [
    ...brokerFiles(broker, access, reporter),
    ...identityPolicies(broker, access, reporter),
  ];
  return { name: broker.name, files: [...files, writeManifest(broker, access, files, inputs)] };
}
