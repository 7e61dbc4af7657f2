import { AwsFailure } from './amazon-mq.js';
import { errorCode } from '../source/system-error.js';
import { redacted } from './redact.js';

/** What to do about errors of AWS, by the name that the SDK gives them: a clause each. */
export type Advice = ReadonlyMap<string, string>;

/** Those of signing and of the credential chain, which any service may answer. */
const ANYWHERE: Advice = new Map([
  [
    'CredentialsProviderError',
    'no credentials were found; sign in, or name a --profile that has some',
  ],
  ['ExpiredTokenException', 'the credentials have expired; sign in again'],
  ['ExpiredToken', 'the credentials have expired; sign in again'],
  ['UnrecognizedClientException', 'AWS does not know these credentials'],
  ['InvalidClientTokenId', 'AWS does not know these credentials'],
  ['InvalidSignatureException', 'AWS refuses the signature: a wrong secret key, or a wrong clock'],
  ['SignatureDoesNotMatch', 'AWS refuses the signature: a wrong secret key, or a wrong clock'],
  ['UnauthorizedException', 'AWS refuses the credentials'],
  ['ThrottlingException', 'too many requests are made in this account; try again later'],
  ['Throttling', 'too many requests are made in this account; try again later'],
  ['TooManyRequestsException', 'too many requests are made in this account; try again later'],
]);

/** Those of a connection, by the system's code. */
const CONNECTION: Advice = new Map([
  ['ENOTFOUND', 'there is no such machine: no network, or a wrong region or AWS_ENDPOINT_URL'],
  ['EAI_AGAIN', 'the name of the machine cannot be looked up: no network'],
  ['ECONNREFUSED', 'nobody listens there'],
  ['ETIMEDOUT', 'no answer comes; is there a way from here to AWS?'],
  ['ENETUNREACH', 'no way leads there: no network'],
  ['EHOSTUNREACH', 'no way leads there: no network'],
]);

/** Those of Amazon MQ's API. */
export const MQ_ADVICE: Advice = new Map([
  ['ForbiddenException', 'these credentials are not allowed to; `deploy` in the policy grants it'],
  [
    'AccessDeniedException',
    'these credentials are not allowed to; `deploy` in the policy grants it',
  ],
  ['NotFoundException', 'there is no such broker or configuration in this account and region'],
  ['ConflictException', 'something else is being changed there; try again when it is done'],
  ['BadRequestException', 'Amazon MQ refuses the request'],
  ['InternalServerErrorException', 'Amazon MQ failed, and went on failing; try again later'],
]);

/**
 * What a call that failed comes to for people. Whatever is no failure of AWS is passed on.
 *
 * @param action what was asked, in the words of the API, such as `mq:DescribeBroker`
 * @param own what to do about the errors of that service
 */
export function failureOf(action: string, thrown: unknown, own: Advice = MQ_ADVICE): unknown {
  if (!(thrown instanceof Error) || thrown instanceof AwsFailure) return thrown;
  if (thrown.name === 'AbortError') return new AwsFailure(`${action} was interrupted`);
  const advice =
    own.get(thrown.name) ?? ANYWHERE.get(thrown.name) ?? CONNECTION.get(errorCode(thrown));
  const said = oneLine(redacted(thrown.message));
  if (advice === undefined)
    return new AwsFailure(`${action} failed: ${redacted(thrown.name)}: ${said}`);
  const by = errorCode(thrown) === '' ? 'AWS says' : 'the system says';
  return new AwsFailure(
    `${action} failed: ${advice}${said === '' ? '' : ` (${by}: ${said})`}`,
    isRefusal(thrown),
  );
}

/**
 * Whether an error says that a call did nothing: AWS answered that it will not. After an attempt that
 * got lost, a second one may be refused because of what the first one did.
 */
function isRefusal(thrown: Error): boolean {
  const metadata: unknown = '$metadata' in thrown ? thrown.$metadata : undefined;
  if (typeof metadata !== 'object' || metadata === null) return false;
  const [status, attempts] = [
    'httpStatusCode' in metadata ? metadata.httpStatusCode : undefined,
    'attempts' in metadata ? metadata.attempts : undefined,
  ];
  return typeof status === 'number' && status >= 400 && status < 500 && attempts === 1;
}

const SDK_NOISE =
  /\s*Deserialization error: to see the raw response, inspect the hidden field \{error\}\.\$response on this object\.?/gi;

/** The most characters of somebody else's message that are told. */
const MOST = 500;

function oneLine(text: string): string {
  // What the SDK advises to programmers about an answer that it cannot read.
  const line = text.replace(SDK_NOISE, '').replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  return line.length > MOST ? `${line.slice(0, MOST)}…` : line;
}
