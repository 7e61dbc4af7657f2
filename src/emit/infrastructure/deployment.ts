import { isStsIssuer } from '../../aws/issuer.js';
import { attachmentOf } from '../../aws/attachment.js';
import type { PolicyDocument } from '../../aws/policy-document.js';
import type { Broker } from '../../policy/brokers/broker.js';
import type { Place } from '../../source/source.js';
import type { Artifact } from '../output/artifacts.js';
import type { RolePolicies } from '../role-policies.js';
import { policyLabels, type PolicyNames } from './policy-names.js';

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
  /** The issuer that the account has to have, where that is to be checked. */
  readonly accountIssuer?: string | undefined;
}

/** A managed policy of IAM. */
export interface ManagedPolicy {
  /** Unique in the account. */
  readonly name: string;
  /** Unique in the deployment, letters and digits: what the names of its resources end in. */
  readonly label: string;
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

/**
 * What Amazon MQ and IAM need for one broker; a broker of one's own has no configuration there.
 *
 * @param checksIssuer whether the issuer is held against the account's, where it is one of an account
 */
export function brokerDeployment(
  broker: Broker,
  files: readonly Artifact[],
  policies: readonly RolePolicies[],
  names: PolicyNames,
  checksIssuer = false,
): Deployment {
  const conf = files.find(({ path }) => path === 'rabbitmq.conf');
  const { name, engine, id, issuer, place } = broker;
  const accountIssuer =
    checksIssuer && issuer !== undefined && isStsIssuer(issuer) ? issuer : undefined;
  const configuration =
    engine.product === 'amazon-mq' && conf !== undefined
      ? { name, engineVersion: engine.line, data: conf.text, brokerId: id, accountIssuer }
      : undefined;
  const title = `the broker ${name}`;
  return { title, name, place, configuration, policies: managedPolicies(policies, names) };
}

/** The managed policies of roles, named among all that are deployed. */
export function managedPolicies(
  policies: readonly RolePolicies[],
  names: PolicyNames,
): readonly ManagedPolicy[] {
  const labels = policyLabels(policies);
  const named = policies.flatMap((one) =>
    one.documents.map((document, at) => ({ one, document, name: names.get(one)?.[at] ?? '' })),
  );
  return named.map(({ one: { role }, document, name }, at) => ({
    name,
    label: labels[at] ?? '',
    role: attachmentOf(role.arn) === 'by-name' ? role.arn.name : undefined,
    document,
  }));
}
