import { Annotations, Fn } from 'aws-cdk-lib/core';
import { CfnConfiguration, CfnConfigurationAssociation } from 'aws-cdk-lib/aws-amazonmq';
import { CfnManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { brokerDeployment, type Configuration } from '../emit/infrastructure/deployment.js';
import type { RolePolicies } from '../emit/role-policies.js';
import { compileFor } from './compile.js';
import { attachedRole, checkIamRoles, type GivenRoles } from './roles.js';

/** What a `WarrenPolicy` is made from. */
export interface WarrenPolicyProps {
  /** The policy's folder or files, relative to the folder that the app runs in. */
  readonly path: string | readonly string[];
  /** The broker by its name in the policy; may be left out where the policy has one broker only. */
  readonly broker?: string;
  /** Amazon MQ's id of the broker, `b-…`; by default the `id` in the policy. */
  readonly brokerId?: string;
  /**
   * Roles of the app, by their names in the policy. The policies of every other role are attached to
   * the role that the ARN in the policy names, which has to exist.
   */
  readonly roles?: GivenRoles;
}

/**
 * A policy for one broker, compiled while the app is synthesised: the configuration at Amazon MQ, its
 * association with the broker, and a managed policy for each role. An error in the policy fails the
 * synthesis with the report as its message; warnings become annotations.
 *
 * The broker uses a new revision from its next reboot on.
 */
export class WarrenPolicy extends Construct {
  /** The configuration; a broker that is not on Amazon MQ has none. */
  readonly configuration: CfnConfiguration | undefined;
  /** What gives the configuration to the broker, where the broker's id is known. */
  readonly association: CfnConfigurationAssociation | undefined;
  /** The policies of all roles. */
  readonly policies: readonly CfnManagedPolicy[];

  /** @throws Error where the policy has an error, or what is given does not belong to it */
  constructor(scope: Construct, id: string, props: WarrenPolicyProps) {
    super(scope, id);
    const { path, broker: name, roles = {} } = props;
    const paths = typeof path === 'string' ? [path] : path;
    const { broker: compiled, names, diagnostics } = compileFor(paths, name);
    const { broker, files, policies } = compiled;
    checkIamRoles(policies, roles);
    annotate(this, diagnostics);
    const { configuration } = brokerDeployment(broker, files, policies, names);
    this.configuration = configuration && makeConfiguration(this, configuration);
    const brokerId = props.brokerId ?? broker.id;
    this.association =
      this.configuration && brokerId !== undefined
        ? associate(this, this.configuration, brokerId)
        : undefined;
    this.policies = policies.flatMap((one) => makePolicies(this, one, names.get(one) ?? [], roles));
  }
}

function annotate(construct: Construct, diagnostics: readonly Diagnostic[]): void {
  for (const { code, severity, message, place } of diagnostics) {
    const { line } = place.source.position(place.range.start);
    const text = `${place.source.name}:${line}: ${message}`;
    const annotations = Annotations.of(construct);
    if (severity === 'warning') annotations.addWarningV2(`warren:${code}`, text);
    else annotations.addInfo(text);
  }
}

function makeConfiguration(scope: Construct, configuration: Configuration): CfnConfiguration {
  const { name, engineVersion, data } = configuration;
  return new CfnConfiguration(scope, 'Configuration', {
    name,
    engineType: 'RABBITMQ',
    engineVersion,
    data: Fn.base64(data),
  });
}

function associate(
  scope: Construct,
  configuration: CfnConfiguration,
  broker: string,
): CfnConfigurationAssociation {
  return new CfnConfigurationAssociation(scope, 'Association', {
    broker,
    configuration: { id: configuration.ref, revision: configuration.attrRevision },
  });
}

function makePolicies(
  scope: Construct,
  policies: RolePolicies,
  names: readonly string[],
  given: GivenRoles,
): readonly CfnManagedPolicy[] {
  const role = attachedRole(policies, given);
  return policies.documents.map((document, at) => {
    const name = names[at] ?? '';
    return new CfnManagedPolicy(scope, `Policy-${name}`, {
      managedPolicyName: name,
      policyDocument: document,
      ...(role === undefined ? {} : { roles: [role] }),
    });
  });
}
