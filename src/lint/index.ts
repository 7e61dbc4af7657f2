import type { Reporter } from '../diagnostics/reporter.js';
import { contextOf } from '../access/context.js';
import { heldBy } from '../access/granted.js';
import type { BrokerPolicy } from '../policy/policy.js';
import { checkAwsArns } from './aws-arns.js';
import {
  checkAddresses,
  checkApiSettings,
  checkAudiences,
  checkBrokerName,
  checkCaCertificate,
  checkCarbonCopies,
} from './brokers.js';
import { checkDeadLetters } from './dead-letters.js';
import { checkDefaultExchange, checkRefusedToAll } from './broker-names.js';
import { checkGaps } from './first-fit-gap.js';
import { checkForeignRoles, checkMixedAccounts, checkServiceLinkedRoles } from './roles.js';
import { policiesByRole } from './grants.js';
import { checkHashes } from './hash-in-key.js';
import { checkMissingOthers } from './missing-other.js';
import { checkAccountIssuers, checkIssuerAccounts } from './issuers.js';
import { checkNamesByCase } from './names-by-case.js';
import { judgeRole, type JudgedRole } from './needless-units.js';
import { checkRedundantGrants } from './redundant-grant.js';
import { checkServerNamedQueues } from './server-named.js';
import { checkSuperStreams } from './super-streams.js';
import { checkUnsupportedKinds } from './unsupported-kinds.js';
import { checkUnkeyedTopics } from './unkeyed-topic.js';
import { checkVhostGaps } from './vhost-gaps.js';
import { checkBareWildcards, checkTags } from './wide-grants.js';

type Lint = (policy: BrokerPolicy, reporter: Reporter) => void;

/** The checks of rights, which look at the grants of each role and at each claim by itself. */
const ofRights = {
  errors: [checkForeignRoles, checkApiSettings, checkGaps],
  advice: [
    checkBareWildcards,
    checkDefaultExchange,
    checkHashes,
    checkMissingOthers,
    checkRefusedToAll,
    checkServiceLinkedRoles,
    checkSuperStreams,
    checkTags,
    checkUnkeyedTopics,
  ],
};

/** The checks of what a policy says about one broker as a whole. */
const ofBroker = {
  errors: [checkBrokerName, checkMixedAccounts, checkDeadLetters, checkVhostGaps],
  advice: [checkCaCertificate, checkCarbonCopies, checkServerNamedQueues],
};

/** The checks of what a policy says about all its brokers together. */
const acrossBrokers = {
  errors: [checkIssuerAccounts, checkAwsArns],
  advice: [checkAudiences, checkAccountIssuers, checkAddresses, checkUnsupportedKinds],
};

/** Checks the rights of one role, given what `policiesByRole` makes of the policy for it. */
export function checkRole(ofRole: BrokerPolicy, reporter: Reporter): void {
  run([...ofRights.errors, ...ofRights.advice], ofRole, reporter);
}

/** Checks what a policy says about one broker, save for the rights of its roles. */
export function checkBroker(policy: BrokerPolicy, reporter: Reporter): void {
  const claimed = { ...policy, grants: [] };
  run([...ofRights.errors, ...ofRights.advice], claimed, reporter);
  run([...ofBroker.errors, ...ofBroker.advice], policy, reporter);
}

/** Checks what takes the verdict on every broker. */
export function checkBrokers(
  policies: readonly BrokerPolicy[],
  judged: readonly JudgedRole[],
  reporter: Reporter,
): void {
  for (const check of acrossBrokers.errors) check(policies, reporter);
  for (const check of acrossBrokers.advice) check(policies, reporter);
  checkNamesByCase(policies, reporter);
  checkRedundantGrants(judged, reporter);
}

/** Looks for what needs no proof of claims: slips, traps, and rights that are wider than they look. */
export function checkPolicies(policies: readonly BrokerPolicy[], reporter: Reporter): void {
  const judged: JudgedRole[] = [];
  for (const policy of policies) {
    for (const [role, ofRole] of policiesByRole(policy)) {
      checkRole(ofRole, reporter);
      judged.push(judgeRole(role, heldBy(ofRole.grants, contextOf(policy))));
    }
    checkBroker(policy, reporter);
  }
  checkBrokers(policies, judged, reporter);
}

/**
 * Looks for errors alone, of what `checkPolicies` looks for: enough to know whether a policy can be
 * asked or compared.
 */
export function checkForErrors(policies: readonly BrokerPolicy[], reporter: Reporter): void {
  for (const policy of policies) run([...ofRights.errors, ...ofBroker.errors], policy, reporter);
  for (const check of acrossBrokers.errors) check(policies, reporter);
}

function run(lints: readonly Lint[], policy: BrokerPolicy, reporter: Reporter): void {
  for (const lint of lints) lint(policy, reporter);
}
