import { grantsOf, type Right } from './mq-rights.js';
import { PLACES } from './places.js';
import { SETTINGS, type PolicyBroker, type Setting } from './policy-broker.js';
import type { PolicyDocument } from './policy-document.js';
import { rightStatements, tokenStatement } from './statements.js';

/** What one role is to have at one broker. */
export interface PolicyRequest {
  readonly broker: PolicyBroker;
  /** Whether the role signs in at the broker, which is so where it has a scope there. */
  readonly token: boolean;
  /** The Amazon MQ API rights that the role is granted about the broker, in any order. */
  readonly rights: readonly Right[];
}

/** The settings that a right needs and the broker does not have, in a fixed order. */
export function missingSettings(right: Right, broker: PolicyBroker): readonly Setting[] {
  const places = grantsOf(right).map(({ place }) => place);
  const needed = PLACES.filter(({ place }) => places.includes(place)).flatMap(({ needs }) => needs);
  return SETTINGS.filter((name) => needed.includes(name) && broker[name] === undefined);
}

/**
 * The identity policy of one role for one broker: the token first, then the rights by place. The
 * same request in another order gives the same document. Undefined where the role is to have
 * nothing, since IAM refuses a document without a statement.
 *
 * @throws TypeError where `missingSettings` of a right is not empty
 */
export function identityPolicy(request: PolicyRequest): PolicyDocument | undefined {
  const { broker, token, rights } = request;
  const statements = [
    ...(token ? [tokenStatement(broker)] : []),
    ...rightStatements(broker, rights),
  ];
  return statements.length === 0 ? undefined : { Version: '2012-10-17', Statement: statements };
}
