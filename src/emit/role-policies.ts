import { identityStatements, missingSettings, type PolicyRequest } from '../aws/identity-policy.js';
import { MANAGED, pack } from '../aws/pack.js';
import type { PolicyBroker } from '../aws/policy-broker.js';
import type { PolicyDocument } from '../aws/policy-document.js';
import { POLICY_LIMITS } from '../aws/policy-size.js';
import { writePolicy } from '../aws/policy-text.js';
import { emitDiagnostics as catalog } from '../diagnostics/catalog/emit.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { oncePerObject } from '../pattern/memo.js';
import type { Role } from '../policy/names/roles.js';
import type { Artifact } from './output/artifacts.js';
import type { RoleAccess } from './role-access.js';

/** The identity policy of a role, as one managed policy or, where IAM takes no such length, several. */
export interface RolePolicies {
  readonly role: Role;
  /** What the files are called after: the role's name in the policy, or that in IAM. */
  readonly name: string;
  /** At least one. */
  readonly documents: readonly PolicyDocument[];
  /** The documents as they are written. */
  readonly texts: readonly string[];
}

/** What a role is to have at a broker. A right that the broker lacks settings for was reported. */
export function requestOf(broker: PolicyBroker, { scopes, rights }: RoleAccess): PolicyRequest {
  const possible = rights.filter(({ right }) => missingSettings(right, broker).length === 0);
  return { broker, token: scopes.length > 0, rights: possible };
}

/** The policies of a role at one broker; see `rolePolicies`. */
export function policiesAt(
  broker: PolicyBroker,
  access: RoleAccess,
  reporter: Reporter,
): readonly RolePolicies[] {
  const { role } = access;
  const where = `the broker \`${broker.name}\``;
  return rolePolicies(role, role.name, [requestOf(broker, access)], where, reporter);
}

/**
 * The policies of a role for some brokers; none where it is to have nothing. What IAM would refuse is
 * reported.
 *
 * @param where the brokers in words
 */
export function rolePolicies(
  role: Role,
  name: string,
  requests: readonly PolicyRequest[],
  where: string,
  reporter: Reporter,
): readonly RolePolicies[] {
  const { documents, texts, sizes } = packedFor(requests);
  if (documents.length === 0) return [];
  const longest = Math.max(...sizes);
  const particulars = { role: role.name, where };
  if (longest > MANAGED.most)
    reporter.report(catalog.policyTooLong, role.place, {
      ...particulars,
      size: longest,
      most: MANAGED.most,
    });
  else if (documents.length > POLICY_LIMITS.attachedToRole)
    reporter.report(catalog.tooManyPolicies, role.place, {
      ...particulars,
      size: sizes.reduce((sum, size) => sum + size),
      policies: documents.length,
      most: POLICY_LIMITS.attachedToRole,
    });
  return [{ role, name, documents, texts }];
}

/** Policies with their texts and sizes; they hold nothing that tells whose they are. */
interface Packed extends Pick<RolePolicies, 'documents' | 'texts'> {
  readonly sizes: readonly number[];
}

function packedFor(requests: readonly PolicyRequest[]): Packed {
  const [only, ...more] = requests;
  const signsInAlone = only?.token === true && only.rights.length === 0 && more.length === 0;
  return signsInAlone ? packedToken(only.broker) : packed(requests);
}

/** Most roles have no right but to sign in at one broker, and their policies are the same. */
const packedToken = oncePerObject((broker: PolicyBroker): Packed =>
  packed([{ broker, token: true, rights: [] }]),
);

function packed(requests: readonly PolicyRequest[]): Packed {
  const documents = pack(identityStatements(requests), MANAGED);
  return { documents, texts: documents.map(writePolicy), sizes: documents.map(MANAGED.sizeOf) };
}

/** `iam/NAME.json`; several policies are numbered, `iam/NAME~1.json`: no name of a role holds a `~`. */
export function policyFiles({ name, texts }: RolePolicies): readonly Artifact[] {
  return numbered(`iam/${name}`, texts);
}

/** Texts as JSON files of one name, with a number where they are several. */
export function numbered(name: string, texts: readonly string[]): readonly Artifact[] {
  return texts.map((text, at) => ({
    path: texts.length === 1 ? `${name}.json` : `${name}~${at + 1}.json`,
    text,
  }));
}
