import { record } from '../record.js';
import type { Configuration, Deployment, ManagedPolicy } from './deployment.js';
import { writeYaml } from './yaml.js';

/**
 * A Pulumi program in YAML. Which revision the broker uses is an argument of `aws:mq:Broker` alone, so
 * that the program hands id and revision out.
 *
 * Source of types and properties: the documentation of the package aws in the Pulumi Registry.
 */
export function pulumi({ title, name, configuration, policies }: Deployment): string {
  return writeYaml({
    name,
    runtime: 'yaml',
    description: `Written by Warren for ${title}.`,
    ...(configuration?.accountIssuer !== undefined && {
      variables: issuerVariables(configuration.accountIssuer),
    }),
    resources: {
      ...(configuration && { configuration: configurationOf(configuration) }),
      ...record(policies.flatMap(policyResources)),
    },
    ...(configuration && {
      outputs: {
        configurationId: '${configuration.id}',
        configurationRevision: '${configuration.latestRevision}',
      },
    }),
  });
}

function configurationOf({ name, engineVersion, data, accountIssuer }: Configuration): object {
  return {
    type: 'aws:mq:Configuration',
    properties: {
      ...{ name, engineType: 'RabbitMQ', engineVersion, data: pulumiText(data) },
      // What is checked comes before what is made.
      ...(accountIssuer !== undefined && { description: `Written by Warren\${${CHECKED}}` }),
    },
  };
}

const THEIRS = 'accountIssuer';
const CHECKED = 'policyHasTheIssuerOfThisAccount';

/**
 * The issuer of the account, and an empty text that there is only where the policy has the same. The
 * language has no conditions: parted at itself a text gives two empty ones, parted at any other of its
 * length one, so that the second of them cannot be had, which ends the program.
 */
function issuerVariables(issuer: string): object {
  return {
    [THEIRS]: {
      'fn::invoke': {
        function: 'aws:iam:getOutboundWebIdentityFederation',
        return: 'issuerIdentifier',
      },
    },
    [CHECKED]: { 'fn::select': [1, { 'fn::split': [pulumiText(issuer), `\${${THEIRS}}`] }] },
  };
}

function policyResources({ name, label, role, document }: ManagedPolicy): [string, object][] {
  const id = `policy_${label}`;
  const policy = pulumiText(JSON.stringify(document));
  const made: [string, object] = [id, { type: 'aws:iam:Policy', properties: { name, policy } }];
  if (role === undefined) return [made];
  const properties = { role, policyArn: `\${${id}.arn}` };
  const type = 'aws:iam:RolePolicyAttachment';
  return [made, [`attachment_${label}`, { type, properties }]];
}

/** A text in which nothing is an interpolation: `$$` stands for `$`. Source: Pulumi YAML reference. */
export function pulumiText(text: string): string {
  return text.replaceAll('$', '$$$$');
}
