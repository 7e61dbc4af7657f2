import { record } from '../record.js';
import type { Configuration, Deployment, ManagedPolicy } from './deployment.js';

/** The data source that tells the issuer of an account; the provider has it since this version. */
const FEDERATION = 'aws_iam_outbound_web_identity_federation';
const SINCE = '6.36.0';

/** The first version of Terraform that has preconditions. */
const PRECONDITIONS = '1.2.0';

/**
 * A Terraform module in JSON, whose strings need no escape but that of templates. Which revision the
 * broker uses is an argument of `aws_mq_broker` alone, so that the module hands id and revision out.
 *
 * Source of resources and arguments: the documentation of the provider hashicorp/aws, version 6.
 */
export function terraform({ configuration, policies }: Deployment): string {
  const attached = policies.filter(({ role }) => role !== undefined);
  const issuer = configuration?.accountIssuer;
  const source = 'hashicorp/aws';
  const module = {
    terraform:
      issuer === undefined
        ? { required_providers: { aws: { source } } }
        : {
            required_version: `>= ${PRECONDITIONS}`,
            required_providers: { aws: { source, version: `>= ${SINCE}` } },
          },
    ...(issuer !== undefined && { data: { [FEDERATION]: { account: {} } } }),
    resource: {
      ...(configuration && { aws_mq_configuration: { broker: configurationOf(configuration) } }),
      ...(policies.length > 0 && { aws_iam_policy: byName(policies, policyOf) }),
      ...(attached.length > 0 && {
        aws_iam_role_policy_attachment: byName(attached, attachmentOf),
      }),
    },
    ...(configuration && {
      output: {
        configuration_id: { value: '${aws_mq_configuration.broker.id}' },
        configuration_revision: { value: '${aws_mq_configuration.broker.latest_revision}' },
      },
    }),
  };
  return `${JSON.stringify(module, null, 2)}\n`;
}

function configurationOf({ name, engineVersion, data, accountIssuer }: Configuration): object {
  return {
    name,
    engine_type: 'RabbitMQ',
    engine_version: engineVersion,
    data: terraformText(data),
    ...(accountIssuer !== undefined && {
      lifecycle: { precondition: [issuerCondition(name, accountIssuer)] },
    }),
  };
}

/** The configuration stays the proved text; the plan fails where the account has another issuer. */
function issuerCondition(name: string, issuer: string): object {
  const theirs = `data.${FEDERATION}.account.issuer_identifier`;
  return {
    condition: `\${${theirs} == ${JSON.stringify(issuer)}}`,
    error_message: `The policy says the issuer ${issuer} for ${name}, and this account has \${${theirs}}: the broker would take no token of its roles. Write the account's to the policy, and compile again.`,
  };
}

function policyOf({ name, document }: ManagedPolicy): object {
  return { name, policy: terraformText(JSON.stringify(document)) };
}

function attachmentOf({ label, role }: ManagedPolicy): object {
  return { role, policy_arn: `\${aws_iam_policy.policy_${label}.arn}` };
}

function byName(
  policies: readonly ManagedPolicy[],
  write: (policy: ManagedPolicy) => object,
): object {
  return record(policies.map((policy) => [`policy_${policy.label}`, write(policy)]));
}

/**
 * A text as a template that gives this text. `$${` and `%%{` stand for `${` and `%{`; a further sign
 * before them would change what they mean, and is written as an interpolation of itself. Source:
 * Terraform documentation, "Strings and Templates" and "JSON Configuration Syntax".
 */
export function terraformText(text: string): string {
  return text.replace(/([$%]*)([$%])\{/g, (_, further: string, sign: string) => {
    const signs = Array.from(further, (one) => `\${"${one}"}`);
    return `${signs.join('')}${sign}${sign}{`;
  });
}
