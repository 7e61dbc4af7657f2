import type { Reporter } from '../diagnostics/reporter.js';
import type { Broker } from '../policy/broker.js';
import { brokerFiles } from './broker-files.js';
import { identityPolicies } from './identity-policies.js';
import type { Inputs } from './inputs.js';
import { InternalError } from './internal-error.js';
import { writeManifest } from './manifest.js';
import type { Artifact, BrokerArtifacts } from './output/artifacts.js';
import type { RoleAccess } from './role-access.js';
import { validate } from './validate.js';

/**
 * What one broker and its roles need: the configuration and the IAM policies. What a broker or IAM
 * would refuse is reported; the texts are then not fit to be written.
 */
export function filesOf(
  broker: Broker,
  access: readonly RoleAccess[],
  reporter: Reporter,
): readonly Artifact[] {
  return [...brokerFiles(broker, access, reporter), ...identityPolicies(broker, access, reporter)];
}

/**
 * The folder of a broker: its files and the manifest about them. The configuration is read back and
 * proved to give what was decided.
 *
 * @throws InternalError where it does not
 */
export function artifactsOf(
  broker: Broker,
  access: readonly RoleAccess[],
  files: readonly Artifact[],
  inputs: Inputs,
): BrokerArtifacts {
  const difference = validate(broker, access, files);
  if (difference !== undefined)
    throw new InternalError(
      `The configuration written for broker ${broker.name} is not what was decided: ${difference}`,
    );
  return { name: broker.name, files: [...files, writeManifest(broker, access, files, inputs)] };
}
