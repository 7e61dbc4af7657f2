import type { CompiledAccount } from './account-files.js';
import type { CompiledBroker } from './compiled.js';
import type { Inputs } from './inputs.js';
import { InternalError } from './internal-error.js';
import { writeAccountManifest, writeManifest } from './manifest.js';
import type { BrokerArtifacts } from './output/artifacts.js';
import { validate } from './validate.js';

/**
 * The folder of a broker: its files and the manifest about them. The configuration is read back and
 * proved to give what was decided.
 *
 * @throws InternalError where it does not
 */
export function artifactsOf(compiled: CompiledBroker, inputs: Inputs): BrokerArtifacts {
  const { broker, access, files } = compiled;
  const difference = validate(broker, access, files);
  if (difference !== undefined)
    throw new InternalError(
      `The configuration written for broker ${broker.name} is not what was decided: ${difference}`,
    );
  return { name: broker.name, files: [...files, writeManifest(broker, access, files, inputs)] };
}

/** The folder of an account: its files and the manifest about them. */
export function artifactsOfAccount(
  { account, files }: CompiledAccount,
  inputs: Inputs,
): BrokerArtifacts {
  return { name: account.name, files: [...files, writeAccountManifest(account, files, inputs)] };
}
