import { identityPolicy, missingSettings } from '../aws/identity-policy.js';
import { POLICY_LIMITS, policySize } from '../aws/policy-size.js';
import { writePolicy } from '../aws/policy-text.js';
import { emitDiagnostics as catalog } from '../diagnostics/catalog/emit.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { Broker } from '../policy/broker.js';
import type { Artifact } from './output/artifacts.js';
import type { RoleAccess } from './role-access.js';

/** The IAM identity policy of each role, as `iam/ROLE.json`; what IAM would refuse is reported. */
export function identityPolicies(
  broker: Broker,
  access: readonly RoleAccess[],
  reporter: Reporter,
): readonly Artifact[] {
  return access.flatMap(({ role, scopes, rights }) => {
    // A right that the broker lacks settings for was reported by the policy's checks.
    const possible = [...rights.keys()].filter(
      (right) => missingSettings(right, broker).length === 0,
    );
    const document = identityPolicy({ broker, token: scopes.length > 0, rights: possible });
    if (document === undefined) return [];
    const text = writePolicy(document);
    const names = { role: role.name, broker: broker.name };
    const size = policySize(text);
    const most = POLICY_LIMITS.managed;
    if (size > most) reporter.report(catalog.policyTooLong, role.place, { ...names, size, most });
    return [{ path: `iam/${role.name}.json`, text }];
  });
}
