import { quote, quoteCharacter } from './quote.js';

/** One thing wrong with an issuer's URL. */
export type IssuerProblem =
  | { readonly kind: 'not-a-url'; readonly text: string }
  /** A character that a URL may not hold as it is, or that the broker's configuration would change. */
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: 'scheme'; readonly scheme: string }
  | { readonly kind: 'user-info' }
  | { readonly kind: 'host'; readonly host: string }
  | { readonly kind: 'port'; readonly port: string }
  | { readonly kind: 'trailing-slash' }
  | { readonly kind: 'query' }
  | { readonly kind: 'fragment' };

/** One sentence in plain English: what is wrong, and what to write instead. */
export function describeIssuerProblem(problem: IssuerProblem): string {
  switch (problem.kind) {
    case 'not-a-url':
      return `${quote(problem.text)} is not a URL; write the issuer as the account's outbound federation settings show it, https://UUID.tokens.sts.global.api.aws.`;
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
    case 'query':
      return 'The issuer holds a query; write it without the part from the ?.';
    case 'fragment':
      return 'The issuer holds a fragment; write it without the part from the #.';
  }
}
