import { error, warning } from '../define.js';

/** What can keep a policy from becoming files, or make them a burden. */
export const emitDiagnostics = {
  noBroker: error(
    'no-broker',
    () =>
      'There is nothing to compile for: the policy declares no broker. Write one, such as `broker orders { engine amazon-mq 4.2 … }`.',
  ),
  tooManyScopes: error(
    'too-many-scopes',
    ({ role, broker, scopes, most }: TooManyScopes) =>
      `The role \`${role}\` needs ${scopes} scopes on the broker \`${broker}\`, which refuses tokens with more than ${most}. Grant patterns instead of single names.`,
  ),
  policyTooLong: error(
    'policy-too-long',
    ({ role, broker, size, most }: PolicyTooLong) =>
      `The IAM policy of \`${role}\` for the broker \`${broker}\` has ${size} characters; IAM takes ${most}.`,
  ),
  arnNotHoldable: error(
    'arn-not-holdable',
    ({ role, broker }: { role: string; broker: string }) =>
      `The ARN of \`${role}\` has a character that the rabbitmq.conf of the broker \`${broker}\` cannot hold. Use a role whose path has letters, digits and + = , . @ _ / : - only.`,
  ),
  slowBoot: warning(
    'slow-boot',
    ({ broker, bytes, seconds }: { broker: string; bytes: number; seconds: number }) =>
      `The rabbitmq.conf of the broker \`${broker}\` has ${bytes} bytes, and RabbitMQ reads it in quadratic time: about ${seconds} seconds at every boot. Shorter are: a short \`scope-prefix\`, patterns instead of lists, fewer roles.`,
  ),
};

interface TooManyScopes {
  readonly role: string;
  readonly broker: string;
  readonly scopes: number;
  readonly most: number;
}

interface PolicyTooLong {
  readonly role: string;
  readonly broker: string;
  readonly size: number;
  readonly most: number;
}
