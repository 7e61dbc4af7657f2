import { GetWebIdentityTokenCommand, STSClient } from '@aws-sdk/client-sts';

/** What to do about the errors that people meet, by the names that the SDK gives them. */
const ADVICE = {
  AccessDenied:
    'the role may not get this token: audience, algorithm and duration have to be those of its policy',
  OutboundWebIdentityFederationDisabledException:
    'outbound federation is off in this account: aws iam enable-outbound-web-identity-federation turns it on',
  SessionDurationEscalationException:
    'the session of the role ends before a token of a minute would',
  JWTPayloadSizeExceededException: 'the tags of the role make the token too large',
  ExpiredToken: 'the credentials have expired',
  ExpiredTokenException: 'the credentials have expired',
  CredentialsProviderError: 'no credentials were found: this has to run as the role',
  AbortError: 'no answer; in a VPC without a way out, STS needs an endpoint of its own',
};

/** What STS gives at least, in seconds. */
const SHORTEST = 60;

// The region is AWS_REGION: only regional endpoints of STS give tokens.
const sts = new STSClient();

/**
 * Asks STS for a token. What it says of its life is taken from the token itself and counted from now on, so
 * that a wrong clock on this machine does not matter. It is a shorter one where the role's session ends soon.
 *
 * @returns the password for the broker, how long it lives in ms, and when it ends on this process's own clock
 * @throws with what to do about it
 */
export async function getToken(audience, seconds) {
  const asked = performance.now();
  const request = new GetWebIdentityTokenCommand({
    Audience: [audience],
    SigningAlgorithm: 'ES384',
    DurationSeconds: seconds,
  });
  const patience = { abortSignal: AbortSignal.timeout(10_000) };
  let secret;
  try {
    ({ WebIdentityToken: secret } = await sts.send(request, patience));
  } catch (error) {
    if (error.name === 'SessionDurationEscalationException' && seconds > SHORTEST)
      return getToken(audience, Math.max(Math.floor(seconds / 2), SHORTEST));
    throw new Error(`STS gives no token: ${adviceOn(error)}`, { cause: error });
  }
  const { iat, exp } = JSON.parse(Buffer.from(secret.split('.')[1], 'base64url'));
  const life = (exp - iat) * 1000;
  return { secret, life, end: asked + life };
}

function adviceOn({ name, message }) {
  // The SDK has no name for this one.
  if (/^Region (is missing|not accepted)/.test(message))
    return 'no region: set AWS_REGION, as only regional endpoints of STS give tokens';
  return ADVICE[name] ?? message;
}
