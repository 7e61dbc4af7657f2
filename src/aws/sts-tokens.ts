/** How AWS STS can sign a web identity token, preferred first: ES384 tokens are the smaller ones. */
export const SIGNING_ALGORITHMS = ['ES384', 'RS256'] as const;

/** One of the algorithms that AWS STS signs with. */
export type SigningAlgorithm = (typeof SIGNING_ALGORITHMS)[number];

/** Whether the text names an algorithm that AWS STS signs with, in its spelling. */
export function isSigningAlgorithm(text: string): text is SigningAlgorithm {
  return SIGNING_ALGORITHMS.some((algorithm) => algorithm === text);
}

/**
 * What a call of `sts:GetWebIdentityToken` may ask for. Source: the STS API's model, 2011-06-15.
 *
 * A call that names no duration gets the default, and is judged by IAM as if it had asked for it:
 * under a maximum below 300 seconds every caller has to name a duration.
 */
export const TOKEN_LIMITS = {
  seconds: { shortest: 60, longest: 3600, default: 300 },
  /** In characters. */
  audience: { shortest: 1, longest: 1000 },
} as const;

/** The action that gets a token. */
export const TOKEN_ACTION = 'sts:GetWebIdentityToken';

/** The action that puts tags of the caller's choice into a token, which no broker reads. */
export const TOKEN_TAG_ACTION = 'sts:TagGetWebIdentityToken';

/**
 * What IAM knows of a request for a token. Source: Service Authorization Reference, "Condition keys
 * for AWS Security Token Service". The audience alone may have several values.
 */
export const TOKEN_KEYS = {
  audience: 'sts:IdentityTokenAudience',
  algorithm: 'sts:SigningAlgorithm',
  duration: 'sts:DurationSeconds',
} as const;
