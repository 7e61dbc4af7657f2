import { error, warning } from '../define.js';

/** What can keep a policy from becoming files, or make them a burden. */
export const emitDiagnostics = {
  noBroker: error(
    'no-broker',
    ({ engine }: { engine: string }) =>
      `There is nothing to compile for: the policy declares no broker. Write one, such as \`broker orders { engine ${engine} … }\`.`,
  ),
  tooManyScopes: error(
    'too-many-scopes',
    ({ role, broker, scopes, most }: TooManyScopes) =>
      `The role \`${role}\` needs ${scopes} scopes on the broker \`${broker}\`, which refuses tokens with more than ${most}. Grant patterns instead of single names.`,
  ),
  policyTooLong: error(
    'policy-too-long',
    ({ role, where, size, most }: PolicyTooLong) =>
      `A statement of the IAM policy of \`${role}\` for ${where} makes ${size} characters; IAM takes ${most}.`,
  ),
  tooManyPolicies: error(
    'too-many-policies',
    ({ role, where, size, policies, most }: TooManyPolicies) =>
      `The IAM policy of \`${role}\` for ${where} has ${size} characters, which makes ${policies} managed policies; IAM attaches ${most} to a role. Give some of its rights to another role.`,
  ),
  guardTooLong: error(
    'guard-too-long',
    ({ role, size, most }: TooLong & { readonly role: string }) =>
      `The service control policy that guards \`${role}\` needs ${size} characters; AWS takes ${most}. It has to name every audience of a role at once: give brokers shorter audiences, or the role fewer brokers.`,
  ),
  boundaryTooLong: warning(
    'boundary-too-long',
    ({ role, size, most }: TooLong & { readonly role: string }) =>
      `The permissions boundary of \`${role}\` would have ${size} characters, and IAM takes ${most}, so none is written. Guard the role by the service control policy, or give brokers shorter audiences.`,
  ),
  reservationTooLong: warning(
    'reservation-too-long',
    ({ size, most }: TooLong) =>
      `To keep the audiences of these brokers for their roles, one statement has to name every such role, which makes ${size} characters; AWS takes ${most}. It is left out of the service control policy: other roles of the account may get such tokens, though the brokers give them nothing.`,
  ),
  manyGuards: warning(
    'many-guards',
    ({ policies, most }: { policies: number; most: number }) =>
      `The guard makes ${policies} service control policies; AWS Organizations attaches ${most} to an account, and \`FullAWSAccess\` is one of them. Attach the rest to the organisational unit above it.`,
  ),
  sameRoleName: error(
    'same-role-name',
    ({ arn, other }: { arn: string; other: string }) =>
      `IAM has a role's name once in an account, whatever its path and case: \`${arn}\` and \`${other}\` cannot both exist.`,
  ),
  largeTemplate: warning(
    'large-template',
    ({ name, bytes, most }: { name: string; bytes: number; most: number }) =>
      `The CloudFormation template for \`${name}\` has ${bytes} bytes. CloudFormation takes ${most} in a call; upload this one to S3, as \`aws cloudformation deploy --s3-bucket\` does.`,
  ),
  templateTooLarge: error(
    'template-too-large',
    ({ name, bytes, resources, most }: TemplateTooLarge) =>
      `The CloudFormation template for \`${name}\` has ${bytes} bytes and ${resources} resources; CloudFormation takes ${most.stored} and ${most.resources}. Use another tool, or \`iam-combined\` for fewer policies in it.`,
  ),
  arnNotHoldable: error(
    'arn-not-holdable',
    ({ role, broker }: { role: string; broker: string }) =>
      `The ARN of \`${role}\` has a character that the rabbitmq.conf of the broker \`${broker}\` cannot hold. Use a role whose path has letters, digits and + = , . @ _ / : - only.`,
  ),
  slowBoot: warning(
    'slow-boot',
    ({ broker, aliases, bytes, seconds }: SlowBoot) =>
      `The rabbitmq.conf of the broker \`${broker}\` has ${bytes} bytes, with ${aliases} aliases, and RabbitMQ reads it in quadratic time: about ${seconds} seconds at every boot. Shorter are: a short \`scope-prefix\`, patterns instead of lists, fewer roles.`,
  ),
};

interface SlowBoot {
  readonly broker: string;
  readonly aliases: number;
  readonly bytes: number;
  readonly seconds: number;
}

interface TooManyScopes {
  readonly role: string;
  readonly broker: string;
  readonly scopes: number;
  readonly most: number;
}

interface PolicyTooLong {
  readonly role: string;
  /** The broker or account, in words. */
  readonly where: string;
  readonly size: number;
  readonly most: number;
}

interface TooManyPolicies extends PolicyTooLong {
  readonly policies: number;
}

interface TooLong {
  readonly size: number;
  readonly most: number;
}

interface TemplateTooLarge {
  readonly name: string;
  readonly bytes: number;
  readonly resources: number;
  readonly most: { readonly stored: number; readonly resources: number };
}
