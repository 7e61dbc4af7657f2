import { grantsOf, type ApiRight } from './mq-rights.js';
import { PLACES } from './places.js';
import { SETTINGS, type PolicyBroker, type NeededSetting } from './policy-broker.js';
import type { Statement } from './policy-document.js';
import { rightStatements, tokenStatement, type BrokerApiRights } from './statements.js';
import { tokenRules } from './token-rules.js';

/** What one role is to have at one broker. */
export interface PolicyRequest extends BrokerApiRights {
  /** Whether the role signs in at the broker, which is so where it has a scope there. */
  readonly token: boolean;
}

/** The settings that a right needs and the broker does not have, in a fixed order. */
export function missingSettings(right: ApiRight, broker: PolicyBroker): readonly NeededSetting[] {
  const places = grantsOf(right).map(({ place }) => place);
  const needed = PLACES.filter(({ place }) => places.includes(place)).flatMap(({ needs }) => needs);
  return SETTINGS.filter((name) => needed.includes(name) && broker[name] === undefined);
}

/**
 * What one role is allowed at some brokers: the tokens first, then the rights by place. The same
 * requests in another order give the same statements; there may be none.
 *
 * @throws TypeError where `missingSettings` of a right is not empty
 */
export function identityStatements(requests: readonly PolicyRequest[]): readonly Statement[] {
  const signedIn = requests.filter(({ token }) => token).map(({ broker }) => broker);
  return [...tokenRules(signedIn).map(tokenStatement), ...rightStatements(requests)];
}
