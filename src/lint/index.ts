import type { Reporter } from '../diagnostics/reporter.js';
import type { BrokerPolicy, GrantingPolicy, RightsPolicy } from '../policy/policy.js';
import { checkAwsArns } from './aws-arns.js';
import {
  checkAddresses,
  checkApiSettings,
  checkAudiences,
  checkBrokerName,
  checkCaCertificate,
  checkCarbonCopies,
  checkIssuer,
} from './brokers.js';
import { checkClaimVariables, checkDeclaredClaimVariables } from './claim-variables.js';
import { checkDeadLetters } from './dead-letters.js';
import { checkDefaultExchange, checkRefusedToAll } from './broker-names.js';
import { checkGaps } from './first-fit-gap.js';
import { checkForeignRoles, checkMixedAccounts, checkServiceLinkedRoles } from './roles.js';
import { checkHashes } from './hash-in-key.js';
import { checkMisspeltVhosts } from './misspelt-vhosts.js';
import { checkMissingOthers } from './missing-other.js';
import { checkMqttClients, checkMqttKeys } from './mqtt-keys.js';
import { checkAccountIssuers, checkIssuerAccounts } from './issuers.js';
import { checkNamesByCase } from './names-by-case.js';
import { checkOtherVhosts } from './other-vhosts.js';
import { checkRedundantGrants } from './redundant-grant.js';
import { checkDeclaredExpressions, checkExpressions } from './regular-expressions.js';
import { checkServerNamedQueues } from './server-named.js';
import { checkSuperStreams } from './super-streams.js';
import { checkTrailingColons } from './trailing-colons.js';
import { checkUnsupportedKinds } from './unsupported-kinds.js';
import { checkUnkeyedTopics } from './unkeyed-topic.js';
import { checkUnreachable } from './unreachable-resources.js';
import { checkUnseen } from './unseen-characters.js';
import { checkUnusedNames, unusedNames } from './unused-names.js';
import { checkVhostGaps } from './vhost-gaps.js';
import { checkBareWildcards, checkTags } from './wide-grants.js';

type Lint<About> = (about: About, reporter: Reporter) => void;

/** Several checks as one. */
function all<About>(lints: readonly Lint<About>[]): Lint<About> {
  return (about, reporter) => {
    for (const lint of lints) lint(about, reporter);
  };
}

/**
 * The checks that need no proof of claims. Errors alone tell whether a policy can be asked or compared;
 * advice is about slips, traps, and rights that are wider than they look.
 */
export const checks = {
  /** Of the texts of all files; what is wrong with them was told before. */
  ofTexts: checkUnseen,
  /** Of the names that all files declare. */
  ofNames: { find: unusedNames, advice: checkUnusedNames },
  /** Of rights, which look at the grants of each role and at each claim by itself. */
  ofRights: {
    errors: all<GrantingPolicy>([checkForeignRoles, checkApiSettings, checkGaps]),
    advice: all<RightsPolicy>([
      checkBareWildcards,
      checkClaimVariables,
      checkDefaultExchange,
      checkExpressions,
      checkHashes,
      checkMissingOthers,
      checkMqttClients,
      checkMqttKeys,
      checkRefusedToAll,
      checkServiceLinkedRoles,
      checkSuperStreams,
      checkTags,
      checkUnkeyedTopics,
    ]),
  },
  /** Of what a policy says about one broker as a whole. */
  ofBroker: {
    errors: all<BrokerPolicy>([
      checkBrokerName,
      checkMixedAccounts,
      checkDeadLetters,
      checkVhostGaps,
    ]),
    advice: all<BrokerPolicy>([
      checkIssuer,
      checkCaCertificate,
      checkCarbonCopies,
      checkDeclaredClaimVariables,
      checkDeclaredExpressions,
      checkMisspeltVhosts,
      checkServerNamedQueues,
      checkTrailingColons,
    ]),
  },
  /** Of what a policy says about all its brokers together. */
  acrossBrokers: {
    errors: all<readonly BrokerPolicy[]>([checkIssuerAccounts, checkAwsArns]),
    advice: all<readonly BrokerPolicy[]>([
      checkAudiences,
      checkAccountIssuers,
      checkAddresses,
      checkUnsupportedKinds,
      checkNamesByCase,
      checkOtherVhosts,
      checkUnreachable,
    ]),
  },
  /** Of what was found needless in the grants of each role, on every broker. */
  ofJudged: checkRedundantGrants,
};
