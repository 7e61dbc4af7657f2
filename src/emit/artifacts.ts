import type { Reporter } from '../diagnostics/reporter.js';
import type { Broker } from '../policy/broker.js';
import type { Role } from '../policy/roles.js';
import type { Granted } from '../prove/granted.js';
import { brokerFiles } from './broker-files.js';
import { identityPolicies } from './identity-policies.js';
import type { Inputs } from './inputs.js';
import { InternalError } from './internal-error.js';
import { writeManifest } from './manifest.js';
import type { BrokerArtifacts } from './output/artifacts.js';
import { roleAccess } from './role-access.js';
import { validate } from './validate.js';

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
  const configuration = brokerFiles(broker, access, reporter);
  // With errors nothing is written, and the texts may be anything.
  const refused = reporter.diagnostics.some(({ severity }) => severity === 'error');
  const difference = refused ? undefined : validate(broker, access, configuration);
  if (difference !== undefined)
    throw new InternalError(
      `The configuration written for broker ${broker.name} is not what was decided: ${difference}`,
    );
  const files = [...configuration, ...identityPolicies(broker, access, reporter)];
  return { name: broker.name, files: [...files, writeManifest(broker, access, files, inputs)] };
}
