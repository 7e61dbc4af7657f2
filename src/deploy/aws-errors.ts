import { AwsFailure } from './amazon-mq.js';
import { redacted } from './redact.js';

/**
 * What to do about the errors of AWS that people meet, by the name that the SDK gives them: those of
 * Amazon MQ's API, of signing, of the credential chain and of the connection.
 */
const ADVICE: ReadonlyMap<string, string> = new Map([
  [
    'CredentialsProviderError',
    'no credentials were found; sign in, or name a --profile that has some',
  ],
  ['ExpiredTokenException', 'the credentials have expired; sign in again'],
  ['ExpiredToken', 'the credentials have expired; sign in again'],
  ['UnrecognizedClientException', 'AWS does not know these credentials'],
  ['InvalidSignatureException', 'AWS refuses the signature: a wrong secret key, or a wrong clock'],
  ['SignatureDoesNotMatch', 'AWS refuses the signature: a wrong secret key, or a wrong clock'],
  ['UnauthorizedException', 'AWS refuses the credentials'],
  ['ForbiddenException', 'these credentials are not allowed to; `deploy` in the policy grants it'],
  [
    'AccessDeniedException',
    'these credentials are not allowed to; `deploy` in the policy grants it',
  ],
  ['NotFoundException', 'there is no such broker or configuration in this account and region'],
  ['ConflictException', 'something else is being changed there; try again when it is done'],
  ['BadRequestException', 'Amazon MQ refuses the request'],
  ['InternalServerErrorException', 'Amazon MQ failed, and went on failing; try again later'],
  ['ThrottlingException', 'too many requests are made in this account; try again later'],
  ['TooManyRequestsException', 'too many requests are made in this account; try again later'],
]);

/** What a call that failed comes to for people. Whatever is no failure of AWS is passed on. */
export function failureOf(action: string, thrown: unknown): unknown {
  if (!(thrown instanceof Error) || thrown instanceof AwsFailure) return thrown;
  if (thrown.name === 'AbortError') return new AwsFailure(`${action} was interrupted`);
  const advice = ADVICE.get(thrown.name);
  const said = oneLine(redacted(thrown.message));
  if (advice === undefined)
    return new AwsFailure(`${action} failed: ${redacted(thrown.name)}: ${said}`);
  return new AwsFailure(
    `${action} failed: ${advice}${said === '' ? '' : ` (AWS says: ${said})`}`,
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

/** The most characters of somebody else's message that are told. */
const MOST = 500;

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  return line.length > MOST ? `${line.slice(0, MOST)}…` : line;
}
