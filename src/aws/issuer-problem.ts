import { quote, quoteCharacter } from './quote.js';

/** One thing wrong with an issuer's URL. */
export type IssuerProblem =
  | { readonly kind: 'empty' }
  /** A blank or a line break before or after it. */
  | { readonly kind: 'blank' }
  | { readonly kind: 'no-scheme' }
  /** Not two slashes after the scheme. */
  | { readonly kind: 'slashes' }
  | { readonly kind: 'not-a-url'; readonly text: string }
  /** A character that a URL may not hold as it is, or that the broker's configuration would change. */
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: 'scheme'; readonly scheme: string }
  | { readonly kind: 'user-info' }
  | { readonly kind: 'host'; readonly host: string }
  | { readonly kind: 'port'; readonly port: string }
  | { readonly kind: 'trailing-slash' }
  /** The address of the issuer's keys, or of what it says of itself. */
  | { readonly kind: 'keys-address' }
  /** The host of an AWS account's issuer, with what its tokens do not name. */
  | { readonly kind: 'not-as-sts' }
  | { readonly kind: 'query' }
  | { readonly kind: 'fragment' };

const AS_SHOWN =
  "write the issuer as the account's outbound federation settings show it, https://UUID.tokens.sts.global.api.aws.";

/** One sentence in plain English: what is wrong, and what to write instead. */
export function describeIssuerProblem(problem: IssuerProblem): string {
  switch (problem.kind) {
    case 'empty':
      return `The issuer is empty; ${AS_SHOWN}`;
    case 'blank':
      return 'The issuer has blanks around it; write it without them.';
    case 'no-scheme':
      return 'The issuer has no scheme; write https:// before it.';
    case 'slashes':
      return 'The issuer has not two slashes after its scheme; write https:// and the host.';
    case 'not-a-url':
      return `${quote(problem.text)} is not a URL; ${AS_SHOWN}`;
    case 'character':
      return `The issuer holds ${quoteCharacter(problem.character)}; write a URL of letters, digits and . _ ~ % / : @ + , = & -.`;
    case 'scheme':
      return `The issuer starts with ${quote(`${problem.scheme}:`)}; write https:, as the broker must not fetch keys over an open line.`;
    case 'user-info':
      return 'The issuer holds a user before the host; write it without the part up to the @.';
    case 'host':
      return problem.host === ''
        ? 'The issuer has no host; write one after https://.'
        : `${quote(problem.host)} is not a host; write a host name or an address.`;
    case 'port':
      return `${quote(problem.port)} is not a port; write a number from 1 to 65535, or neither colon nor port.`;
    case 'trailing-slash':
      return 'The issuer ends in a slash; write it without, as the keys are looked for at /.well-known/jwks.json after it.';
    case 'keys-address':
      return 'This is where the keys of an issuer are, and not the issuer; write it without the part from /.well-known, which the broker adds.';
    case 'not-as-sts':
      return 'The tokens of an AWS account name its issuer in small letters, without port and path; write it as they do.';
    case 'query':
      return 'The issuer holds a query; write it without the part from the ?.';
    case 'fragment':
      return 'The issuer holds a fragment; write it without the part from the #.';
  }
}
