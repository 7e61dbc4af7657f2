import type { Reporter } from '../diagnostics/reporter.js';
import { accountsOf, checkRoleNames, type AccountRoles } from './accounts.js';
import type { CompiledBroker } from './compiled.js';
import type { Extras } from './extras.js';
import { managedPolicies } from './infrastructure/deployment.js';
import { infrastructureFiles } from './infrastructure/files.js';
import { namePolicies } from './infrastructure/policy-names.js';
import type { Artifact } from './output/artifacts.js';
import { policyFiles, rolePolicies } from './role-policies.js';
import { guardFiles } from './token-guard.js';

/** What the first part of the name of a combined policy says. */
const ABOUT = 'warren';

/** What one account needs beside the folders of its brokers. */
export interface CompiledAccount {
  readonly account: AccountRoles;
  /** At least one; all files but the manifest. */
  readonly files: readonly Artifact[];
}

/** Compiles what was asked for about whole accounts. What AWS would refuse is reported. */
export function compileAccounts(
  brokers: readonly CompiledBroker[],
  extras: Extras,
  reporter: Reporter,
): readonly CompiledAccount[] {
  if (!extras.combined && !extras.guard) return [];
  return accountsOf(brokers)
    .map((account) => {
      checkRoleNames(account, reporter);
      const combined = extras.combined ? combinedFiles(account, extras, reporter) : [];
      const guard = extras.guard ? guardFiles(account, reporter) : [];
      return { account, files: [...combined, ...guard] };
    })
    .filter(({ files }) => files.length > 0);
}

/** One policy a role for all brokers of the account, and the deployments that attach them. */
function combinedFiles(
  account: AccountRoles,
  extras: Extras,
  reporter: Reporter,
): readonly Artifact[] {
  const where = `the account \`${account.name}\``;
  const policies = account.roles.flatMap(({ role, requests }) =>
    rolePolicies(role, role.arn.name, requests, where, reporter),
  );
  const deployment = {
    title: `the account ${account.name}`,
    name: `account-${account.name}`,
    place: account.roles[0]?.role.place,
    configuration: undefined,
    policies: managedPolicies(policies, namePolicies([{ about: ABOUT, policies }])),
  };
  return [
    ...policies.flatMap(policyFiles),
    ...infrastructureFiles(deployment, extras.tools, reporter),
  ];
}
