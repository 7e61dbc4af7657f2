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
    ({ kind, role, size, unit, most }: GuardTooLong) =>
      `The ${kind} that guards \`${role}\` needs ${size} ${unit}; AWS takes ${most}. It has to name every audience of the role at once: give brokers shorter audiences, or the role fewer brokers.`,
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

interface GuardTooLong {
  readonly kind: string;
  readonly role: string;
  readonly size: number;
  readonly unit: string;
  readonly most: number;
}

interface TemplateTooLarge {
  readonly name: string;
  readonly bytes: number;
  readonly resources: number;
  readonly most: { readonly stored: number; readonly resources: number };
}
