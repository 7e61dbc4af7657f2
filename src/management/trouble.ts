import { secondsText } from '../source/patience.js';
import { errorCode } from '../source/system-error.js';
import type { ApiAddress } from './address.js';
import type { Trouble } from './failure.js';
import { AnswerGivenUp, type GivenUp, type RawAnswer } from './request.js';

/** Where management APIs usually are. */
const PORTS = 'the management API is usually on port 15672, with TLS on 15671, on Amazon MQ on 443';

/** What is wrong where no answer came. */
export function troubleOf(
  thrown: unknown,
  { scheme, host }: Pick<ApiAddress, 'scheme' | 'host'>,
  timeout: number,
): Trouble {
  if (thrown instanceof AnswerGivenUp) return givenUp(thrown.because, timeout);
  const code = errorCode(thrown);
  const known = CODES[code];
  if (known !== undefined) return known;
  const packet = packetOf(thrown);
  if (packet?.startsWith('AMQP') === true)
    return {
      kind: 'no-api',
      problem: 'what answers there speaks AMQP, and is where clients connect',
      advice: PORTS,
    };
  // The first byte of an alert of TLS.
  if (packet?.startsWith('\x15\x03') === true)
    return { kind: 'no-api', problem: 'what answers there speaks TLS', advice: 'write https://' };
  if (code.startsWith('HPE_'))
    return { kind: 'no-api', problem: 'what answers there speaks no HTTP', advice: PORTS };
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return {
      kind: 'untrusted',
      problem: `the certificate is not one for ${host}`,
      advice: 'name the broker as its certificate does',
    };
  if (code.startsWith('CERT_') || UNTRUSTED.includes(code))
    return {
      kind: 'untrusted',
      problem: 'the certificate is signed by nobody whom this machine trusts',
      advice: '--ca FILE names the certificate (PEM) of the authority that signed it',
    };
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_'))
    return scheme === 'https'
      ? {
          kind: 'no-api',
          problem: 'what answers there speaks no TLS, or none that is known here',
          advice: 'without TLS, write http://',
        }
      : UNKNOWN;
  return code === '' ? UNKNOWN : { ...UNKNOWN, problem: `there is no connection (${code})` };
}

const UNKNOWN: Trouble = {
  kind: 'unreachable',
  problem: 'there is no connection',
  advice: PORTS,
};

/** What Node calls a certificate that nobody known has signed. */
const UNTRUSTED: readonly string[] = [
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'INVALID_CA',
];

const UNREACHABLE = 'look at the address, the network and the firewall';

const CODES: Readonly<Record<string, Trouble>> = {
  ENOTFOUND: {
    kind: 'unreachable',
    problem: 'no machine of that name is known',
    advice: 'look at the name, and whether a private name is to be asked of another network',
  },
  EAI_AGAIN: {
    kind: 'unreachable',
    problem: 'the name cannot be looked up now',
    advice: 'look at the network',
  },
  ECONNREFUSED: {
    kind: 'unreachable',
    problem: 'nobody listens there',
    advice: `look at the port (${PORTS}), and whether the broker runs with the plugin rabbitmq_management`,
  },
  EHOSTUNREACH: { kind: 'unreachable', problem: 'no way leads there', advice: UNREACHABLE },
  ENETUNREACH: { kind: 'unreachable', problem: 'no way leads there', advice: UNREACHABLE },
  ETIMEDOUT: { kind: 'unreachable', problem: 'nobody answers there', advice: UNREACHABLE },
  ECONNRESET: {
    kind: 'broken',
    problem: 'the connection was closed without an answer',
    advice: `look at the scheme and the port: ${PORTS}`,
  },
  EPIPE: { kind: 'broken', problem: 'the connection was closed without an answer' },
  CERT_HAS_EXPIRED: { kind: 'untrusted', problem: 'the certificate has expired' },
  CERT_NOT_YET_VALID: {
    kind: 'untrusted',
    problem: 'the certificate is not valid yet',
    advice: "look at this machine's clock",
  },
  HPE_HEADER_OVERFLOW: {
    kind: 'no-api',
    problem: 'what answers there has more headers than a management API',
  },
};

function givenUp(because: GivenUp, timeout: number): Trouble {
  switch (because) {
    case 'no-connection':
      return { kind: 'unreachable', problem: 'nobody answers there', advice: UNREACHABLE };
    case 'late':
      return {
        kind: 'slow',
        problem: `the answer is not whole after ${secondsText(timeout)}`,
        advice: '--timeout SECONDS waits longer',
      };
    case 'too-large':
      return { kind: 'too-large', problem: 'the answer is too large', advice: PORTS };
    case 'cut':
      return { kind: 'broken', problem: 'the answer ends in the middle', advice: 'try again' };
    case 'compressed':
      return {
        kind: 'no-api',
        problem: 'the answer is compressed, which was not asked for',
        advice: 'ask the broker itself, not a proxy before it',
      };
    case 'interrupted':
      return { kind: 'interrupted', problem: 'interrupted' };
  }
}

/** The first bytes of what is no HTTP, as Node keeps them. */
function packetOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || !('rawPacket' in thrown)) return undefined;
  const { rawPacket } = thrown;
  return Buffer.isBuffer(rawPacket) ? rawPacket.toString('latin1', 0, 8) : undefined;
}

/** Statuses after which a request is tried again. */
const PASSING: readonly number[] = [429, 500, 502, 503, 504];

/** Whether an answer may be another one in a moment. */
export function isPassing({ status }: RawAnswer): boolean {
  return PASSING.includes(status);
}

/** Whether a failed connection may succeed in a moment: where one stood, and broke. */
export function isPassingError(thrown: unknown): boolean {
  if (thrown instanceof AnswerGivenUp) return thrown.because === 'cut';
  return ['ECONNRESET', 'EPIPE', 'EAI_AGAIN'].includes(errorCode(thrown));
}

/** What is wrong with an answer by its status; undefined for one that is as asked for. */
export function troubleOfStatus(answer: RawAnswer, base: string): Trouble | undefined {
  const { status } = answer;
  if (status === 200) return undefined;
  if (status === 401) return refusal(answer);
  if (status === 403)
    return {
      kind: 'refused',
      problem: 'who asks is forbidden to (403)',
      advice: 'look whether a proxy or a firewall stands before the broker',
    };
  if (status === 404)
    return isJson(answer)
      ? {
          kind: 'absent',
          problem: 'the broker knows nothing of that name (404)',
          advice: `look at the path and the port: ${PORTS}`,
        }
      : {
          kind: 'no-api',
          problem: 'there is no management API (404)',
          advice: `look at the path and the port: ${PORTS}`,
        };
  if (status >= 300 && status < 400)
    return {
      kind: 'no-api',
      problem: `the answer leads elsewhere (${status})${elsewhere(answer, base)}, which is not followed, as the password or token would go there`,
      advice: 'name that address if it is the broker',
    };
  if (isPassing(answer))
    return {
      kind: 'busy',
      problem: `the broker, or what stands before it, is in trouble (${status}), at every try`,
      advice: 'try later',
    };
  return { kind: 'no-api', problem: `the answer is ${status}`, advice: PORTS };
}

/** Where a redirect leads, without a query that may hold something private. */
function elsewhere({ location = '' }: RawAnswer, base: string): string {
  if (!URL.canParse(location, base)) return '';
  const { origin, pathname } = new URL(location, base);
  return `, to ${origin}${pathname}`;
}

/** RabbitMQ's reasons for a 401, each with what it means. */
const REASONS: readonly (readonly [RegExp, Omit<Trouble, 'kind'>])[] = [
  [
    /not management user/i,
    {
      problem: 'the user may not use the management API (401)',
      advice: 'it takes the tag `management`, `monitoring` or `administrator`',
    },
  ],
  [
    /not administrator user/i,
    { problem: 'this takes the tag `administrator` (401)', advice: 'name a user that has it' },
  ],
  [
    /not (?:monitor|policymaker|vhost[ _-]visible)\w* user/i,
    { problem: 'this takes the tag `monitoring` or `administrator` (401)' },
  ],
  [
    /not authori[sz]ed to access virtual host/i,
    {
      problem: 'the user may not enter this vhost (401)',
      advice: 'a permission there of three empty expressions is enough, or the tag `administrator`',
    },
  ],
  [
    /only log in via localhost/i,
    {
      problem: 'the user may only sign in on the machine of the broker (401)',
      advice: 'the user guest may nowhere else: name another',
    },
  ],
];

function refusal(answer: RawAnswer): Trouble {
  const text = isJson(answer) ? answer.body.toString('utf8', 0, 1_000) : '';
  const reason = REASONS.find(([words]) => words.test(text));
  return {
    kind: 'refused',
    ...(reason?.[1] ?? {
      problem: 'the broker does not let in who asks (401)',
      advice:
        'look at the user and the password, or whether the token has run out and is for this broker',
    }),
  };
}

function isJson({ contentType }: RawAnswer): boolean {
  return /^application\/json\b/i.test(contentType);
}

/** What is wrong with a text that should be JSON. */
export function troubleOfText(text: string, mistake: number | undefined): Trouble {
  if (text.trim() === '') return { kind: 'broken', problem: 'the answer is empty' };
  if (/^\s*</.test(text))
    return {
      kind: 'no-api',
      problem: 'the answer is a page for people (HTML), not the API',
      advice: `look at the path and the port: ${PORTS}`,
    };
  if (mistake !== undefined && mistake >= text.trimEnd().length)
    return {
      kind: 'broken',
      problem: `the JSON of the answer ends in the middle, after ${text.length} characters`,
      advice: 'try again',
    };
  return {
    kind: 'broken',
    problem:
      mistake === undefined
        ? 'the JSON of the answer is nested too deeply'
        : `the answer is no JSON from character ${mistake + 1} on`,
    advice: 'look whether a proxy stands before the broker',
  };
}
