import { isAccountId } from './accounts.js';
import { ROLE_LIMITS, type RoleArnProblem } from './arn-problem.js';
import { partitionNamed, type PartitionId } from './partitions.js';

/** The checked ARN of an IAM role, as a token's `sub` claim carries it: with path, without session. */
export interface RoleArn {
  readonly kind: 'role-arn';
  readonly partition: PartitionId;
  /** 12 digits. */
  readonly account: string;
  /** `/`, or `/…/`: it starts and ends with a slash. */
  readonly path: string;
  readonly name: string;
  /** The whole ARN as it was given. */
  readonly text: string;
}

/** A role's ARN, or why the text is none. */
export type RoleArnResult =
  | { readonly ok: true; readonly arn: RoleArn }
  | { readonly ok: false; readonly problem: RoleArnProblem };

/** The fields of any ARN. Only the last may hold a colon. Source: AWS General Reference, "ARNs". */
const ARN = /^arn:([^:]*):([^:]*):([^:]*):([^:]*):(.*)$/;

/** A session's role has lost its path in an `sts` ARN. */
const SESSION = /^assumed-role\/([^/]+)\/.*$/;

/** The kinds of principals and their containers that are easily taken for a role. */
const LOOKALIKES = ['user', 'group', 'instance-profile'] as const;

/**
 * Reads the ARN of a role. The first problem from the left is told, but for those that spoil the
 * whole text: white space and wildcards. A service-linked role is a role like any other.
 */
export function parseRoleArn(text: string): RoleArnResult {
  if (!text.trimStart().startsWith('arn:')) return refuse({ kind: 'not-an-arn', text });
  const blank = /[\s\p{Cc}]/u.exec(text);
  if (blank !== null) return refuse({ kind: 'white-space', character: blank[0], at: blank.index });
  const wildcard = /[*?]/.exec(text);
  if (wildcard !== null) return refuse({ kind: 'wildcard', character: wildcard[0] });
  const fields = ARN.exec(text);
  if (fields === null) return refuse({ kind: 'not-an-arn', text });
  const [, partition = '', service = '', region = '', account = '', resource = ''] = fields;

  const known = partitionNamed(partition);
  if (known === undefined) return refuse({ kind: 'unknown-partition', partition });
  if (service !== 'iam') return refuse(serviceProblem(partition, service, account, resource));
  if (region !== '') return refuse({ kind: 'region', region });
  if (!isAccountId(account)) return refuse({ kind: 'account', account });
  if (!resource.startsWith('role/')) return refuse(resourceProblem(resource));

  const nameAt = resource.lastIndexOf('/') + 1;
  const path = resource.slice('role'.length, nameAt);
  const name = resource.slice(nameAt);
  const problem = pathProblem(path) ?? nameProblem(name);
  if (problem !== undefined) return refuse(problem);
  return { ok: true, arn: { kind: 'role-arn', partition: known.id, account, path, name, text } };
}

function refuse(problem: RoleArnProblem): RoleArnResult {
  return { ok: false, problem };
}

function serviceProblem(
  partition: string,
  service: string,
  account: string,
  resource: string,
): RoleArnProblem {
  const role = service === 'sts' ? SESSION.exec(resource)?.[1] : undefined;
  if (role === undefined) return { kind: 'other-service', service };
  const proposal = `arn:${partition}:iam::${account}:role/${role}`;
  if (!parseRoleArn(proposal).ok) return { kind: 'session', proposal: undefined };
  if (role.startsWith('AWSReservedSSO_')) return { kind: 'identity-center-session', name: role };
  return { kind: 'session', proposal };
}

function resourceProblem(resource: string): RoleArnProblem {
  if (resource === 'root') return { kind: 'root' };
  const kind = LOOKALIKES.find((type) => resource.startsWith(`${type}/`));
  return kind === undefined ? { kind: 'other-resource', resource } : { kind };
}

/** Source: `pathType` in the IAM API's model: `/`, or anything visible between two slashes. */
function pathProblem(path: string): RoleArnProblem | undefined {
  if (path.length > ROLE_LIMITS.path) return { kind: 'path-length', length: path.length };
  if (path === '//') return { kind: 'path-empty' };
  const stranger = /[^\x21-\x7e]/u.exec(path);
  return stranger === null ? undefined : { kind: 'path-character', character: stranger[0] };
}

/** Source: `roleNameType` in the IAM API's model. */
function nameProblem(name: string): RoleArnProblem | undefined {
  if (name === '') return { kind: 'name-empty' };
  if (name.length > ROLE_LIMITS.name) return { kind: 'name-length', length: name.length };
  const stranger = /[^A-Za-z0-9_+=,.@-]/u.exec(name);
  return stranger === null ? undefined : { kind: 'name-character', character: stranger[0] };
}
