import { AwsFailure } from '../../deploy/amazon-mq.js';
import { failureOf, type Advice } from '../../deploy/aws-errors.js';
import { within, type Patience } from '../../deploy/deadline.js';
import type { StsModule } from '../../deploy/load-sdk.js';
import type { Broker } from '../../policy/brokers/broker.js';
import { version } from '../../version.js';

/** Where STS is asked, and as whom. */
export interface StsCaller extends Patience {
  readonly region: string;
  /** A profile of the AWS configuration files; undefined leaves it to the environment. */
  readonly profile: string | undefined;
}

const NO_TOKEN =
  'the caller may not get a token for this broker: attach what `warren compile` writes as iam/ROLE.json to the role';

/** What to do about the errors of STS that people meet. */
const STS_ADVICE: Advice = new Map([
  ['AccessDenied', NO_TOKEN],
  ['AccessDeniedException', NO_TOKEN],
  [
    'OutboundWebIdentityFederationDisabledException',
    'outbound federation is off in this account: aws iam enable-outbound-web-identity-federation turns it on',
  ],
  [
    'SessionDurationEscalationException',
    'the session of the role ends before the token would: begin a new session, or give the broker a shorter `token … max`',
  ],
  [
    'JWTPayloadSizeExceededException',
    'the principal tags of the role make the token too large: take some away',
  ],
]);

const ACTION = 'sts:GetWebIdentityToken';

/**
 * The text of a token for a broker, of the role that the caller is, as the policy has the broker's tokens.
 *
 * @throws AwsFailure where STS gives none
 */
export async function tokenFromSts(
  sdk: StsModule,
  { audience, algorithms, maxSeconds }: Broker,
  caller: StsCaller,
): Promise<string> {
  const { region, profile } = caller;
  const client = new sdk.STSClient({
    region,
    customUserAgent: [['warren', version]],
    ...(profile === undefined ? {} : { profile }),
  });
  try {
    const command = new sdk.GetWebIdentityTokenCommand({
      Audience: [audience],
      SigningAlgorithm: algorithms[0] ?? 'ES384',
      DurationSeconds: maxSeconds,
    });
    const { WebIdentityToken } = await within(ACTION, caller, (abortSignal) =>
      client.send(command, { abortSignal }),
    );
    if (WebIdentityToken === undefined) throw new AwsFailure(`${ACTION} answered no token`);
    return WebIdentityToken;
  } catch (thrown) {
    throw failureOf(ACTION, thrown, STS_ADVICE);
  } finally {
    client.destroy();
  }
}
