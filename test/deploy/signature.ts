import { createHash, createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Whose signatures are taken. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** What a request is signed over. */
export interface SignedRequest {
  readonly method: string;
  /** With its query, as it came. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

/**
 * Why a request is not signed by Signature Version 4 for a service and region, worked out from the
 * specification, "Create a signed AWS API request"; undefined where it is.
 */
export function signatureProblem(
  { method, url, headers, body }: SignedRequest,
  { accessKeyId, secretAccessKey }: Credentials,
  region: string,
  service: string,
): string | undefined {
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    );
  if (match === null) return 'no signature';
  const [, key, day = '', signedRegion, signedService, names = '', signature] = match;
  if (key !== accessKeyId) return `the access key ${key ?? ''}`;
  if (signedRegion !== region || signedService !== service)
    return `signed for ${signedService ?? ''} in ${signedRegion ?? ''}`;
  const time = String(headers['x-amz-date']);
  if (!time.startsWith(day)) return `signed for the day ${day} at ${time}`;
  const signed = names.split(';');
  // The hash of the body is signed in any case: not every client says it in a header as well.
  const hash = headers['x-amz-content-sha256'];
  const besides = hash === undefined ? [] : ['x-amz-content-sha256'];
  for (const needed of ['host', 'x-amz-date', ...besides])
    if (!signed.includes(needed)) return `${needed} is not signed`;
  if (hash !== undefined && hash !== sha256(body)) return 'the hash of another body';
  const [path = '', query = ''] = url.split('?');
  const lines = signed.map(
    (name) => `${name}:${String(headers[name]).trim().replace(/ +/g, ' ')}\n`,
  );
  const canonical = [method, path, query, lines.join(''), names, sha256(body)].join('\n');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n');
  const steps = [day, region, service, 'aws4_request'];
  const start: string | Buffer = `AWS4${secretAccessKey}`;
  const signingKey = steps.reduce<string | Buffer>((last, step) => hmac(last, step), start);
  const expected = hmac(signingKey, toSign).toString('hex');
  return signature === expected ? undefined : 'a wrong signature';
}
