import { describeRoleArnProblem } from '../../aws/arn-problem.js';
import { parseRoleArn, type RoleArn } from '../../aws/arn.js';
import { policyDiagnostics as catalog } from '../../diagnostics/catalog/policy.js';
import type { Recall } from '../../diagnostics/recall.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import type { Place } from '../../source/source.js';
import type { RoleDeclaration } from '../../syntax/tree.js';
import type { DeclaredNames } from './declared-names.js';
import { substitute, type Environment } from '../brokers/environment.js';
import type { Variables } from '../brokers/variables.js';
import type { Outlined } from '../outline.js';
import { flat } from './text.js';

/** An IAM role as one broker knows it. */
export interface Role {
  readonly name: string;
  readonly arn: RoleArn;
  /** The name in the declaration. */
  readonly place: Place;
}

/**
 * The roles of a broker, by name. One whose ARN cannot be read is reported and stands for nobody:
 * its value is `undefined`, so that uses of its name are not reported again.
 *
 * @param broker its name
 */
export function resolveRoles(
  names: DeclaredNames,
  broker: string,
  variables: Variables,
  reporter: Reporter,
  kept: Recall<Role | undefined>,
): ReadonlyMap<string, Role | undefined> {
  const roles = new Map<string, Role | undefined>();
  const byArn = new Map<string, Role>();
  for (const [name, declared] of names.roles) {
    const { node, source } = declared;
    const used = variables.usedIn(node.arn);
    const role = kept.of(node, broker, [source, ...used.inputs], reporter, (part) =>
      readRole(declared, variables.only(used), part),
    );
    roles.set(name, role);
    if (role === undefined || node.arn === null) continue;
    const place = { source, range: node.arn.range };
    const other = byArn.get(role.arn.text);
    if (other === undefined) byArn.set(role.arn.text, role);
    else
      reporter.report(
        catalog.sharedArn,
        place,
        { role: name, other: other.name, broker },
        { notes: [{ message: `\`${other.name}\` is declared here.`, place: other.place }] },
      );
  }
  return roles;
}

function readRole(
  { node: { name, arn }, source }: Outlined<RoleDeclaration>,
  environment: Environment,
  reporter: Reporter,
): Role | undefined {
  if (arn === null || name === null) return undefined;
  const text = substitute(arn, source, environment, reporter);
  if (text === undefined) return undefined;
  const parsed = parseRoleArn(flat(text));
  if (parsed.ok) return { name: name.text, arn: parsed.arn, place: { source, range: name.range } };
  const reason = describeRoleArnProblem(parsed.problem);
  reporter.report(catalog.badRoleArn, { source, range: arn.range }, { reason });
  return undefined;
}
