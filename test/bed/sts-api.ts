import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { signatureProblem } from '../deploy/signature.js';
import { portOf } from './ports.js';
import type { Sts, TokenRequest } from './sts.js';

/** How a call goes: a token with what differs from a good one, or an error of the service. */
export type Outcome =
  | Partial<TokenRequest>
  | { readonly status: number; readonly code: string; readonly message: string };

/** Somebody whose calls are answered. */
export interface Caller {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** The role that the credentials are of, as its ARN. */
  readonly roleArn: string;
  /** Of temporary credentials: what has to come with every call, signed. */
  readonly sessionToken?: string;
  /** How the calls go, in order; those after the last go as `otherwise` says. */
  readonly outcomes?: readonly Outcome[];
  /** What becomes of every further call; a good token unless given. */
  readonly otherwise?: Outcome;
}

/** A call that was answered: whose it was, and what it asked for. */
export interface Call {
  readonly accessKeyId: string;
  readonly audiences: readonly string[];
  readonly seconds: number;
}

/** STS's own API for `GetWebIdentityToken`, on this machine. */
export interface StsApi {
  /** What `AWS_ENDPOINT_URL_STS` takes. */
  readonly url: string;
  readonly calls: readonly Call[];
  readonly stop: () => Promise<void>;
}

/** The region whose endpoint it plays. */
export const REGION = 'eu-west-1';

/** How far the clock of a signed call may be off, in ms. Source: "Signature Version 4", elements of a request. */
const MOST_SKEW = 15 * 60_000;

class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Starts a server that speaks AWS's Query protocol as STS does for the one operation, whose tokens an issuer
 * signs. Signatures are checked by the specification; what is asked for, by the limits of STS's model.
 * @param lifetimeSeconds what the tokens live, whatever is asked for: STS gives none under 60
 */
export async function startStsApi(
  sts: Sts,
  callers: readonly Caller[],
  lifetimeSeconds: number,
): Promise<StsApi> {
  const calls: Call[] = [];
  const answer = async (request: IncomingMessage): Promise<string> => {
    const body = await text(request);
    const caller = callerOf(request, body, callers);
    const { audiences, seconds, algorithm } = wanted(new URLSearchParams(body));
    const made = calls.filter(({ accessKeyId }) => accessKeyId === caller.accessKeyId).length;
    calls.push({ accessKeyId: caller.accessKeyId, audiences, seconds });
    const outcome = caller.outcomes?.[made] ?? caller.otherwise ?? {};
    if ('status' in outcome) throw new Refused(outcome.status, outcome.code, outcome.message);
    const { roleArn } = caller;
    const [audience = '', ...more] = audiences;
    const one = { roleArn, algorithm, lifetimeSeconds };
    const named = { ...one, audience: more.length === 0 ? audience : [...audiences] };
    return tokenAnswer(await sts.mint({ ...named, ...outcome }), lifetimeSeconds);
  };
  const server = createServer((request, response) => {
    const send = (status: number, xml: string): void => {
      response.writeHead(status, { 'content-type': 'text/xml' }).end(xml);
    };
    answer(request).then(
      (xml) => {
        send(200, xml);
      },
      (thrown: unknown) => {
        const refused =
          thrown instanceof Refused ? thrown : new Refused(500, 'InternalFailure', String(thrown));
        send(refused.status, errorAnswer(refused));
      },
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    calls,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => {
          stopped();
        });
        server.closeAllConnections();
      }),
  };
}

/** Who signed a call. @throws Refused as STS does where nobody did, or not rightly */
function callerOf(request: IncomingMessage, body: string, callers: readonly Caller[]): Caller {
  const { method = '', url = '', headers } = request;
  const key = /Credential=([^/]+)\//.exec(headers.authorization ?? '')?.[1];
  if (key === undefined)
    throw new Refused(403, 'MissingAuthenticationToken', 'Request is missing Authentication Token');
  const caller = callers.find(({ accessKeyId }) => accessKeyId === key);
  if (caller === undefined)
    throw new Refused(
      403,
      'InvalidClientTokenId',
      'The security token included in the request is invalid.',
    );
  const { sessionToken } = caller;
  const signed = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1]?.split(';') ?? [];
  const isRight =
    headers['x-amz-security-token'] === sessionToken &&
    signed.includes('x-amz-security-token') === (sessionToken !== undefined);
  const problem = isRight
    ? (signatureProblem({ method, url, headers, body }, caller, REGION, 'sts') ??
      clockProblem(String(headers['x-amz-date'])))
    : 'another session token';
  if (problem !== undefined) throw new Refused(403, 'SignatureDoesNotMatch', problem);
  return caller;
}

/** Why the time of a signature, `YYYYMMDDTHHMMSSZ`, is not taken. */
function clockProblem(time: string): string | undefined {
  const iso = time.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5');
  const skew = Math.abs(Date.parse(iso) - Date.now());
  return skew < MOST_SKEW ? undefined : `signed at ${time}`;
}

/** What a call asks for. Source: the STS API's model, 2011-06-15. @throws Refused where it asks for nothing */
function wanted(body: URLSearchParams): {
  readonly audiences: readonly string[];
  readonly seconds: number;
  readonly algorithm: 'ES384' | 'RS256';
} {
  if (body.get('Action') !== 'GetWebIdentityToken' || body.get('Version') !== '2011-06-15')
    throw new Refused(400, 'InvalidAction', 'Could not find operation');
  const audiences: string[] = [];
  for (let at = 1; ; at++) {
    const audience = body.get(`Audience.member.${at}`);
    if (audience === null) break;
    audiences.push(audience);
  }
  const seconds = Number(body.get('DurationSeconds') ?? 300);
  const algorithm = body.get('SigningAlgorithm');
  const known = ['Action', 'Version', 'DurationSeconds', 'SigningAlgorithm'];
  const unknown = [...body.keys()].filter((key) => !known.includes(key) && !/^Audience/.test(key));
  if (
    audiences.length < 1 ||
    audiences.length > 10 ||
    audiences.some((audience) => audience.length < 1 || audience.length > 1_000) ||
    !(seconds >= 60 && seconds <= 3600) ||
    (algorithm !== 'ES384' && algorithm !== 'RS256') ||
    unknown.length > 0
  )
    throw new Refused(400, 'ValidationError', `1 validation error detected: ${String(body)}`);
  return { audiences, seconds, algorithm };
}

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';

function tokenAnswer(token: string, lifetimeSeconds: number): string {
  const expiration = new Date(Date.now() + lifetimeSeconds * 1_000).toISOString();
  return `<GetWebIdentityTokenResponse xmlns="${NAMESPACE}">
  <GetWebIdentityTokenResult>
    <WebIdentityToken>${token}</WebIdentityToken>
    <Expiration>${expiration}</Expiration>
  </GetWebIdentityTokenResult>
  <ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>
</GetWebIdentityTokenResponse>
`;
}

function errorAnswer({ code, message, status }: Refused): string {
  const escaped = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<ErrorResponse xmlns="${NAMESPACE}">
  <Error>
    <Type>${status < 500 ? 'Sender' : 'Receiver'}</Type>
    <Code>${code}</Code>
    <Message>${escaped}</Message>
  </Error>
  <RequestId>${randomUUID()}</RequestId>
</ErrorResponse>
`;
}
