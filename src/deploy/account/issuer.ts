import { describeIssuerProblem } from '../../aws/issuer-problem.js';
import { issuerProblems } from '../../aws/issuer.js';
import { AwsFailure } from '../amazon-mq.js';
import { failureOf, type Advice } from '../aws-errors.js';
import { within, type Patience } from '../deadline.js';
import type { IamModule } from '../load-sdk.js';
import { version } from '../../version.js';

/** Where AWS is asked, and as whom. */
export interface AccountCaller extends Patience {
  readonly region: string;
  /** A profile of the AWS configuration files; undefined leaves it to the environment. */
  readonly profile: string | undefined;
}

/** The action that tells the issuer of an account. */
export const ISSUER_ACTION = 'iam:GetOutboundWebIdentityFederationInfo';

/** What switches outbound federation on. */
export const ENABLE = 'aws iam enable-outbound-web-identity-federation';

/** The issuer of an account's tokens; undefined where the account issues none. */
export type AccountIssuer = string | undefined;

const NOT_ALLOWED = `these credentials may not ask for it: allow the action ${ISSUER_ACTION} on the resource *`;

const IAM_ADVICE: Advice = new Map([
  ['AccessDenied', NOT_ALLOWED],
  ['AccessDeniedException', NOT_ALLOWED],
  ['ServiceFailureException', 'IAM failed, and went on failing; try again later'],
]);

/**
 * Asks IAM for the issuer of the account whose credentials are used. IAM answers `FeatureDisabled` where
 * federation is off. Source: IAM API Reference, GetOutboundWebIdentityFederationInfo.
 *
 * @throws AwsFailure where IAM does not say
 */
export async function issuerOfAccount(
  sdk: IamModule,
  caller: AccountCaller,
): Promise<AccountIssuer> {
  const client = new sdk.IAMClient(clientSettings(caller));
  try {
    const command = new sdk.GetOutboundWebIdentityFederationInfoCommand({});
    const { IssuerIdentifier, JwtVendingEnabled } = await within(
      ISSUER_ACTION,
      caller,
      (abortSignal) => client.send(command, { abortSignal }),
    );
    if (JwtVendingEnabled === false) return undefined;
    if (IssuerIdentifier === undefined || IssuerIdentifier === '')
      throw new AwsFailure(`${ISSUER_ACTION} answered no issuer`);
    return usable(IssuerIdentifier);
  } catch (thrown) {
    if (thrown instanceof sdk.FeatureDisabledException) return undefined;
    throw failureOf(ISSUER_ACTION, thrown, IAM_ADVICE);
  } finally {
    client.destroy();
  }
}

/** @throws AwsFailure for what no policy can have for an issuer */
function usable(told: string): string {
  const issuer = told.replace(/\/+$/, '');
  const [odd] = issuerProblems(issuer);
  if (odd === undefined) return issuer;
  const what = describeIssuerProblem(odd).replace(/; write.*$/s, '');
  throw new AwsFailure(`${ISSUER_ACTION} names an issuer that no policy can have: ${what}`);
}

/** What every client of an account is made with. */
export function clientSettings({ region, profile }: AccountCaller): {
  readonly region: string;
  readonly profile?: string;
  readonly customUserAgent: [string, string][];
} {
  return {
    region,
    customUserAgent: [['warren', version]],
    ...(profile === undefined ? {} : { profile }),
  };
}
