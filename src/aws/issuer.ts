import type { IssuerProblem } from './issuer-problem.js';

/** Scheme, authority, path, query and fragment, as RFC 3986, appendix B, takes a URL apart. */
const URL_PARTS = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/s;

/** Host, an IPv6 address in its brackets, and the port with its colon. */
const HOST_AND_PORT = /^(\[[^\]]*\]|[^:]*)(:.*)?$/s;

/** A host name, an IPv4 address, or an IPv6 address in its brackets. */
const HOST = /^([A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*|\[[0-9A-Fa-f:.]+\])$/;

/** Where an issuer's host has its keys and what it says of itself: RFC 8615. */
const WELL_KNOWN = /\/\.well-known(\/.*)?$/is;

/** In characters. Source: RFC 1035, 2.3.4, which counts octets with a length before each label. */
const LONGEST_HOST = 253;

/**
 * What the URL may not hold. Wider than RFC 3986 demands: quotes, `$` and braces mean something in
 * rabbitmq.conf, into which the issuer is copied as it is.
 */
const STRANGER = /[^A-Za-z0-9._~%/:?#[\]@+,=&-]/u;

/** Source: IAM User Guide, "Federating AWS identities to external services". One for each account. */
const STS_ISSUER =
  /^https:\/\/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\.tokens\.sts\.global\.api\.aws$/;

/** Whether the text is the issuer of an AWS account's web identity tokens. */
export function isStsIssuer(url: string): boolean {
  return STS_ISSUER.test(url);
}

/**
 * The issuer of an AWS account whose host a URL names, where it is written otherwise than the tokens name
 * it: in other letters, or with a port or a path.
 */
function stsIssuerMeant(text: string): string | undefined {
  const host = /^https:\/\/([^/?#:@]*)/i.exec(text)?.[1] ?? '';
  const meant = `https://${host.toLowerCase()}`;
  return isStsIssuer(meant) && meant !== text ? meant : undefined;
}

/**
 * What was meant by an issuer that cannot be used, as far as that leaves no doubt: the same without blanks
 * around it, user, query and fragment, and with `https://`.
 */
export function issuerMeant(text: string): string | undefined {
  const trimmed = text.trim();
  const [scheme = ''] = /^https?:\/{0,2}/i.exec(trimmed) ?? [];
  // A word alone may be anything, a host has a point.
  if (scheme === '' && !/^[^/?#@:]+\.[^/?#@:]/.test(trimmed)) return undefined;
  const [, , authority = '', path = ''] =
    URL_PARTS.exec(`https://${trimmed.slice(scheme.length)}`) ?? [];
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  const bare = `https://${host}${path.replace(WELL_KNOWN, '').replace(/\/+$/, '')}`;
  const meant = stsIssuerMeant(bare) ?? bare;
  return meant !== text && issuerProblems(meant).length === 0 ? meant : undefined;
}

/** Everything wrong with an issuer's URL, from left to right; empty where it can be used. */
export function issuerProblems(text: string): readonly IssuerProblem[] {
  if (text.trim() === '') return [{ kind: 'empty' }];
  if (text.trim() !== text) return [{ kind: 'blank' }];
  const parts = URL_PARTS.exec(text);
  if (parts === null) return [withoutScheme(text)];
  const stranger = STRANGER.exec(text);
  if (stranger !== null) return [{ kind: 'character', character: stranger[0] }];
  const [, scheme = '', authority = '', path = '', query, fragment] = parts;
  const problems: IssuerProblem[] = [];
  if (scheme.toLowerCase() !== 'https') problems.push({ kind: 'scheme', scheme });
  problems.push(...authorityProblems(authority));
  if (WELL_KNOWN.test(path)) problems.push({ kind: 'keys-address' });
  else if (path.endsWith('/')) problems.push({ kind: 'trailing-slash' });
  if (query !== undefined) problems.push({ kind: 'query' });
  if (fragment !== undefined) problems.push({ kind: 'fragment' });
  if (problems.length === 0 && stsIssuerMeant(text) !== undefined)
    problems.push({ kind: 'not-as-sts' });
  return problems;
}

function withoutScheme(text: string): IssuerProblem {
  if (/^https?:/i.test(text)) return { kind: 'slashes' };
  return issuerMeant(text) === undefined ? { kind: 'not-a-url', text } : { kind: 'no-scheme' };
}

function authorityProblems(authority: string): readonly IssuerProblem[] {
  const problems: IssuerProblem[] = [];
  const hostAt = authority.lastIndexOf('@') + 1;
  if (hostAt > 0) problems.push({ kind: 'user-info' });
  const hostAndPort = authority.slice(hostAt);
  const [, host = hostAndPort, port] = HOST_AND_PORT.exec(hostAndPort) ?? [];
  if (!isHost(host)) problems.push({ kind: 'host', host });
  if (port !== undefined && !isPort(port.slice(1)))
    problems.push({ kind: 'port', port: port.slice(1) });
  return problems;
}

/** The characters are judged here; the numbers of an address are left to the URL parser. */
function isHost(host: string): boolean {
  if (host.length > LONGEST_HOST || !HOST.test(host)) return false;
  return URL.canParse(`https://${host}`);
}

function isPort(port: string): boolean {
  return /^[0-9]{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65535;
}
