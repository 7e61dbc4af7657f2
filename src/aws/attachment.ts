import type { RoleArn } from './arn.js';

/**
 * How a role comes by a policy: attached to it by name; through the permission set of IAM Identity
 * Center that makes the role, which names the policy; or not at all, as with service-linked roles,
 * whose permissions AWS alone decides.
 */
export type Attachment = 'by-name' | 'permission-set' | 'none';

/**
 * Roles that nobody may change, by their paths. Sources: IAM User Guide, "Service-linked roles"; IAM
 * Identity Center User Guide, "Referencing permission sets in resource policies".
 */
const KEPT: readonly (readonly [path: string, attachment: Attachment])[] = [
  ['/aws-reserved/sso.amazonaws.com/', 'permission-set'],
  ['/aws-service-role/', 'none'],
];

/** How a role comes by a policy. */
export function attachmentOf({ path }: RoleArn): Attachment {
  return KEPT.find(([start]) => path.startsWith(start))?.[1] ?? 'by-name';
}
