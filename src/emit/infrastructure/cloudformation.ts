import { emitDiagnostics as catalog } from '../../diagnostics/catalog/emit.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import { record } from '../record.js';
import type { Configuration, Deployment, ManagedPolicy } from './deployment.js';
import { writeYaml } from './yaml.js';

/** What CloudFormation takes. Source: CloudFormation User Guide, "CloudFormation quotas". */
export const TEMPLATE_LIMITS = {
  /** A template in a call, in bytes. */
  inline: 51_200,
  /** A template in S3, in bytes. */
  stored: 1_048_576,
  resources: 500,
} as const;

/**
 * A CloudFormation template. The configuration stands in it as plain text, which CloudFormation turns
 * into the base64 that Amazon MQ wants, so that a change can be read in a review.
 */
export function cloudFormation({ title, configuration, policies }: Deployment): string {
  return writeYaml({
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Written by Warren for ${title}.`,
    ...(configuration && brokerSections(configuration)),
    Resources: {
      ...(configuration && configurationResources(configuration)),
      ...record(policies.map(policyResource)),
    },
    ...(configuration && { Outputs: OUTPUTS }),
  });
}

/** The broker is a parameter, as it may be made after its configuration. */
function brokerSections({ brokerId = '' }: Configuration): object {
  const description = 'The id of the broker; empty while there is none';
  return {
    Parameters: { BrokerId: { Type: 'String', Description: description, Default: brokerId } },
    Conditions: { HasBroker: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'BrokerId' }, ''] }] } },
  };
}

const OUTPUTS = {
  ConfigurationId: { Value: { Ref: 'Configuration' } },
  ConfigurationRevision: { Value: { 'Fn::GetAtt': ['Configuration', 'Revision'] } },
} as const;

function configurationResources({ name, engineVersion, data }: Configuration): object {
  return {
    Configuration: {
      Type: 'AWS::AmazonMQ::Configuration',
      Properties: {
        Name: name,
        EngineType: 'RABBITMQ',
        EngineVersion: engineVersion,
        Data: { 'Fn::Base64': data },
      },
    },
    Association: {
      Type: 'AWS::AmazonMQ::ConfigurationAssociation',
      Condition: 'HasBroker',
      Properties: {
        Broker: { Ref: 'BrokerId' },
        Configuration: {
          Id: { Ref: 'Configuration' },
          Revision: { 'Fn::GetAtt': ['Configuration', 'Revision'] },
        },
      },
    },
  };
}

function policyResource({ name, label, role, document }: ManagedPolicy): readonly [string, object] {
  const resource = {
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: {
      ManagedPolicyName: name,
      ...(role === undefined ? {} : { Roles: [role] }),
      PolicyDocument: document,
    },
  };
  return [`Policy${label}`, resource];
}

/** Reports a template that CloudFormation does not take, or takes from S3 only. */
export function checkTemplateSize(deployment: Deployment, text: string, reporter: Reporter): void {
  const { place, name, policies } = deployment;
  if (place === undefined) return;
  const bytes = new TextEncoder().encode(text).length;
  // Beside the policies stand the configuration and its association.
  const resources = policies.length + (deployment.configuration === undefined ? 0 : 2);
  if (bytes > TEMPLATE_LIMITS.stored || resources > TEMPLATE_LIMITS.resources)
    reporter.report(catalog.templateTooLarge, place, {
      ...{ name, bytes, resources },
      most: TEMPLATE_LIMITS,
    });
  else if (bytes > TEMPLATE_LIMITS.inline)
    reporter.report(catalog.largeTemplate, place, { name, bytes, most: TEMPLATE_LIMITS.inline });
}
