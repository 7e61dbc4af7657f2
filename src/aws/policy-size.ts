/**
 * How long policies may be, and how many a role may have. Sources: IAM User Guide, "IAM and AWS STS
 * quotas"; AWS Organizations User Guide, "Quotas for AWS Organizations".
 */
export const POLICY_LIMITS = {
  /** One managed policy, in characters as `policySize` counts them. */
  managed: 6144,
  /** All inline policies of one role together, in the same characters. */
  inlineOfRole: 10240,
  /** The managed policies of one role, unless AWS raises the quota. */
  attachedToRole: 10,
  /** One service control policy, in characters as it is sent, white space included. Since May 2026. */
  serviceControl: 10240,
  /** The service control policies of a root, organisational unit or account. Since May 2026. */
  attachedToNode: 10,
} as const;

/**
 * The size of a policy as IAM counts it: the characters of the document's text as it is sent, with
 * every quote, brace and comma, but without white space. IAM's documentation makes no exception for
 * white space inside a string, so there is none here.
 */
export function policySize(text: string): number {
  return text.replace(/[ \t\n\r]+/g, '').length;
}
