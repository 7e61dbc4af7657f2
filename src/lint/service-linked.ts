import { attachmentOf } from '../aws/attachment.js';
import { policyDiagnostics as catalog } from '../diagnostics/catalog/policy.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { BrokerPolicy } from '../policy/policy.js';
import type { Role } from '../policy/names/roles.js';

/** Roles that are granted something and can be given no policy, not even one for a token. */
export function checkServiceLinkedRoles({ grants }: BrokerPolicy, reporter: Reporter): void {
  const roles = new Set<Role>(grants.map(({ role }) => role));
  for (const role of roles)
    if (attachmentOf(role.arn) === 'none')
      reporter.report(catalog.serviceLinkedRole, role.place, { role: role.name });
}
