import { listed } from '../policy/phrases/phrase-text.js';
import { attachmentOf } from '../aws/attachment.js';
import { policyDiagnostics as catalog } from '../diagnostics/catalog/policy.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { BrokerPolicy, GrantingPolicy, RightsPolicy } from '../policy/policy.js';
import type { Role } from '../policy/names/roles.js';
import { viaProfiles } from './grants.js';

/**
 * A broker takes the tokens of one issuer, and an issuer stands for one account: a role of another
 * one is granted rights that it can never use. Where the policy declares no broker nothing is known.
 */
export function checkForeignRoles({ broker, grants }: GrantingPolicy, reporter: Reporter): void {
  if (!broker.isDeclared) return;
  const seen = new Set<Role>();
  for (const { role, right } of grants) {
    if (seen.has(role)) continue;
    seen.add(role);
    const { partition, account } = role.arn;
    const particulars = { role: role.name, broker: broker.name };
    const { uses, notes } = viaProfiles(right);
    const declared = { message: `\`${role.name}\` is declared here.`, place: role.place };
    const extras = { uses, notes: [declared, ...notes] };
    if (partition !== broker.partition)
      reporter.report(
        catalog.foreignRole,
        right.place,
        { ...particulars, what: 'partition', theirs: partition, ours: broker.partition },
        extras,
      );
    else if (broker.account !== undefined && account !== broker.account)
      reporter.report(
        catalog.foreignRole,
        right.place,
        { ...particulars, what: 'account', theirs: account, ours: broker.account },
        extras,
      );
  }
}

/** Roles of several accounts, where the broker names none that they should be of. */
export function checkMixedAccounts({ broker, grants }: BrokerPolicy, reporter: Reporter): void {
  if (broker.place === undefined || broker.account !== undefined) return;
  const accounts = [...new Set(grants.map(({ role }) => role.arn.account))].sort();
  if (accounts.length > 1)
    reporter.report(catalog.mixedAccounts, broker.place, {
      broker: broker.name,
      accounts: listed(accounts),
    });
}

/** Roles that are granted something and can be given no policy, not even one for a token. */
export function checkServiceLinkedRoles({ grants }: RightsPolicy, reporter: Reporter): void {
  const roles = new Set<Role>(grants.map(({ role }) => role));
  for (const role of roles)
    if (attachmentOf(role.arn) === 'none')
      reporter.report(catalog.serviceLinkedRole, role.place, { role: role.name });
}
