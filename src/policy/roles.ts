import { describeRoleArnProblem } from '../aws/arn-problem.js';
import { parseRoleArn, type RoleArn } from '../aws/arn.js';
import { policyDiagnostics as catalog } from '../diagnostics/catalog/policy.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { Place } from '../source/source.js';
import type { Broker } from './broker.js';
import type { DeclaredNames } from './declared-names.js';
import { substitute } from './environment.js';
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
 */
export function resolveRoles(
  names: DeclaredNames,
  broker: Broker,
  reporter: Reporter,
): ReadonlyMap<string, Role | undefined> {
  const roles = new Map<string, Role | undefined>();
  const byArn = new Map<string, Role>();
  for (const [name, { node, source }] of names.roles) {
    roles.set(name, undefined);
    if (node.arn === null || node.name === null) continue;
    const text = substitute(node.arn, source, broker.environment, reporter);
    if (text === undefined) continue;
    const place = { source, range: node.arn.range };
    const parsed = parseRoleArn(flat(text));
    if (!parsed.ok) {
      const reason = describeRoleArnProblem(parsed.problem);
      reporter.report(catalog.badRoleArn, place, { reason });
      continue;
    }
    const role = { name, arn: parsed.arn, place: { source, range: node.name.range } };
    roles.set(name, role);
    const other = byArn.get(role.arn.text);
    if (other === undefined) byArn.set(role.arn.text, role);
    else
      reporter.report(
        catalog.sharedArn,
        place,
        { role: name, other: other.name, broker: broker.name },
        { notes: [{ message: `\`${other.name}\` is declared here.`, place: other.place }] },
      );
  }
  return roles;
}
