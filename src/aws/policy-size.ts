/**
 * How long policies may be, in characters as `policySize` counts them. Source: IAM User Guide, "IAM
 * and AWS STS quotas".
 */
export const POLICY_LIMITS = {
  /** One managed policy. */
  managed: 6144,
  /** All inline policies of one role together. */
  inlineOfRole: 10240,
} as const;

/**
 * The size of a policy as IAM counts it: the characters of the document's text as it is sent, with
 * every quote, brace and comma, but without white space. IAM's documentation makes no exception for
 * white space inside a string, so there is none here.
 */
export function policySize(text: string): number {
  return text.replace(/[ \t\n\r]+/g, '').length;
}
