import { attachmentOf } from '../../aws/attachment.js';
import type { PolicyDocument } from '../../aws/policy-document.js';
import { policyName } from '../../aws/policy-name.js';
import type { Broker } from '../../policy/broker.js';
import type { Place } from '../../source/source.js';
import type { Artifact } from '../output/artifacts.js';
import type { RolePolicies } from '../role-policies.js';

/** A configuration of Amazon MQ. */
export interface Configuration {
  /** At Amazon MQ; names need not be unique there. */
  readonly name: string;
  /** Such as `4.2`. */
  readonly engineVersion: string;
  /** The whole of rabbitmq.conf. */
  readonly data: string;
  /** Amazon MQ's id of the broker that is to use the configuration. */
  readonly brokerId: string | undefined;
}

/** A managed policy of IAM. */
export interface ManagedPolicy {
  /** Unique in the account. */
  readonly name: string;
  /** Unique in the deployment: the role's name, and from its second policy on a dot and a number. */
  readonly key: string;
  /** The name in IAM of the role that it is attached to; undefined for one that cannot be changed. */
  readonly role: string | undefined;
  readonly document: PolicyDocument;
}

/** What is to be made in an account, whatever the tool. */
export interface Deployment {
  /** What it is for, in words. */
  readonly title: string;
  /** An identifier, or the number of an account. */
  readonly name: string;
  /** Where to complain. */
  readonly place: Place | undefined;
  readonly configuration: Configuration | undefined;
  readonly policies: readonly ManagedPolicy[];
}

/** What Amazon MQ and IAM need for one broker; a broker of one's own has no configuration there. */
export function brokerDeployment(
  broker: Broker,
  files: readonly Artifact[],
  policies: readonly RolePolicies[],
): Deployment {
  const conf = files.find(({ path }) => path === 'rabbitmq.conf');
  const { name, engine, id, place } = broker;
  const configuration =
    engine.product === 'amazon-mq' && conf !== undefined
      ? { name, engineVersion: engine.line, data: conf.text, brokerId: id }
      : undefined;
  const title = `the broker ${name}`;
  return { title, name, place, configuration, policies: managedPolicies(name, policies) };
}

/**
 * The managed policies of roles.
 *
 * @param about the first part of their names, an identifier
 */
export function managedPolicies(
  about: string,
  policies: readonly RolePolicies[],
): readonly ManagedPolicy[] {
  return policies.flatMap(({ role, name, documents }) =>
    documents.map((document, at) => ({
      name: policyName(about, name, at + 1),
      key: at === 0 ? name : `${name}.${at + 1}`,
      role: attachmentOf(role.arn) === 'by-name' ? role.arn.name : undefined,
      document,
    })),
  );
}
