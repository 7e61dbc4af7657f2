import type { Reporter } from '../../diagnostics/reporter.js';
import type { BrokerPolicy } from '../policy.js';
import { checkApiSettings } from './api-settings.js';
import {
  checkAudiences,
  checkBrokerName,
  checkCaCertificate,
  checkCarbonCopies,
} from './brokers.js';
import { checkDeadLetters } from './dead-letters.js';
import { checkDefaultExchange } from './default-exchange.js';
import { checkGaps } from './first-fit-gap.js';
import { checkAccounts } from './foreign-role.js';
import { checkHashes } from './hash-in-key.js';
import { checkMissingOthers } from './missing-other.js';
import { checkNamesByCase } from './names-by-case.js';
import { checkRedundantGrants } from './redundant-grant.js';
import { checkServerNamedQueues } from './server-named.js';
import { checkServiceLinkedRoles } from './service-linked.js';
import { checkTags } from './tags.js';
import { checkUnkeyedTopics } from './unkeyed-topic.js';
import { checkVhostGaps } from './vhost-gaps.js';
import { checkBareWildcards } from './wide-names.js';

/** The checks of what a policy says about one broker. */
const ofOneBroker: readonly ((policy: BrokerPolicy, reporter: Reporter) => void)[] = [
  checkAccounts,
  checkApiSettings,
  checkBareWildcards,
  checkBrokerName,
  checkCaCertificate,
  checkCarbonCopies,
  checkDeadLetters,
  checkDefaultExchange,
  checkGaps,
  checkHashes,
  checkMissingOthers,
  checkServerNamedQueues,
  checkServiceLinkedRoles,
  checkTags,
  checkUnkeyedTopics,
  checkVhostGaps,
];

/** The checks that compare brokers, or need the verdict of every broker. */
const ofAllBrokers: readonly ((policies: readonly BrokerPolicy[], reporter: Reporter) => void)[] = [
  checkAudiences,
  checkNamesByCase,
  checkRedundantGrants,
];

/** Looks for what needs no proof of claims: slips, traps, and rights that are wider than they look. */
export function checkPolicies(policies: readonly BrokerPolicy[], reporter: Reporter): void {
  for (const check of ofOneBroker) for (const policy of policies) check(policy, reporter);
  for (const check of ofAllBrokers) check(policies, reporter);
}
