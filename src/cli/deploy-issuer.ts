import { checkIssuer, type IssuerSources } from '../deploy/account/check-issuer.js';
import { issuerOfAccount, type AccountCaller } from '../deploy/account/issuer.js';
import { fetchKeys } from '../deploy/account/keys.js';
import { AwsFailure } from '../deploy/amazon-mq.js';
import { loadIam, SdkMissing } from '../deploy/load-sdk.js';
import { printable } from '../report/printable.js';
import { DeploymentRefused, type Concern } from './deploy-consent.js';
import type { Goal } from './deploy-goal.js';
import type { DeployOptions } from './deploy-options.js';
import type { Io } from './io.js';

/** How long the keys are waited for, in milliseconds: the broker asks for them itself. */
const KEYS_TIMEOUT = 10_000;

/** Where a deployment looks up what it holds the issuer against. The SDK for IAM may be absent. */
export function issuerSources(caller: AccountCaller, cwd: string): IssuerSources {
  return {
    ofAccount: async () => {
      try {
        return await issuerOfAccount(await loadIam(cwd), caller);
      } catch (thrown) {
        if (!(thrown instanceof SdkMissing)) throw thrown;
        throw new AwsFailure(`${thrown.message}; \`${thrown.command}\` installs it`);
      }
    },
    keysOf: (issuer) =>
      fetchKeys(issuer, undefined, Math.min(KEYS_TIMEOUT, caller.timeout), caller.signal),
  };
}

/**
 * Checks the issuer of the policy that is deployed, before anything is asked or written. What could not
 * be looked at is told in a line each.
 *
 * @returns what has to be agreed to: that nothing at all is known of the issuer
 * @throws DeploymentRefused for an issuer that would let no role in
 */
export async function issuerConcerns(
  goal: Goal,
  sources: IssuerSources,
  { yesIssuer }: DeployOptions,
  io: Io,
): Promise<readonly Concern[]> {
  // What a broker goes back to it has run with.
  if (goal.what.kind !== 'policy') return [];
  const { problem, notes, isSeen } = await checkIssuer(goal.what.policy.broker, sources);
  if (problem !== undefined) throw new DeploymentRefused(problem);
  if (isSeen) {
    for (const note of notes) io.err.write(`Not checked: ${printable(note)}.\n`);
    return [];
  }
  return [
    {
      heading: 'Nothing is known of the issuer, and a wrong one keeps every role out:',
      lines: notes,
      question: 'Deploy with it all the same?',
      flag: '--yes-issuer',
      isAccepted: yesIssuer,
    },
  ];
}
