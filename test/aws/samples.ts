import type { PolicyBroker } from '#warren/aws/policy-broker.js';
import { identityStatements, type PolicyRequest } from '#warren/aws/identity-policy.js';
import type { ConditionedRight, Where } from '#warren/aws/conditions.js';
import type { ApiRight } from '#warren/aws/mq-rights.js';
import { documentOf, type PolicyDocument } from '#warren/aws/policy-document.js';
import { writePolicy } from '#warren/aws/policy-text.js';

/** A broker with every setting. */
export const ORDERS = {
  name: 'orders-prod',
  partition: 'aws',
  region: 'eu-west-1',
  account: '111122223333',
  id: 'b-1234a5b6-78cd-901e-2fgh-3i45j6k178l9',
  configuration: 'c-1234a5b6-78cd-901e-2fgh-3i45j6k178l9',
  audience: 'orders-prod',
  algorithms: ['ES384'],
  maxSeconds: 900,
} as const satisfies PolicyBroker;

/** A broker that says nothing which it may leave out. */
export const BARE = {
  name: 'bare',
  partition: 'aws',
  audience: 'bare',
  algorithms: ['ES384'],
  maxSeconds: 900,
} as const satisfies PolicyBroker;

export const BROKER_ARN =
  'arn:aws:mq:eu-west-1:111122223333:broker:orders-prod:b-1234a5b6-78cd-901e-2fgh-3i45j6k178l9';
export const CONFIGURATION_ARN =
  'arn:aws:mq:eu-west-1:111122223333:configuration:c-1234a5b6-78cd-901e-2fgh-3i45j6k178l9';

/** Rights under the same conditions; without any, under none. */
export function under(rights: readonly ApiRight[], where: Where = []): readonly ConditionedRight[] {
  return rights.map((right) => ({ right, where }));
}

/** The policy of a role, on one document whatever its length; none where the role has nothing. */
export function identityPolicy(...requests: readonly PolicyRequest[]): PolicyDocument | undefined {
  const statements = identityStatements(requests);
  return statements.length === 0 ? undefined : documentOf(statements);
}

/** The texts of the policies that a role has for a broker: one, or none. */
export function policiesOf(
  broker: PolicyBroker,
  token: boolean,
  rights: readonly ApiRight[],
  where: Where = [],
): readonly string[] {
  const document = identityPolicy({ broker, token, rights: under(rights, where) });
  return document === undefined ? [] : [writePolicy(document)];
}

/** Texts that nobody means but somebody sends. */
export const HOSTILE_TEXTS: readonly string[] = [
  '',
  ' ',
  '\0',
  '\r\n',
  '\u007f\u009f\u2028\u202e',
  '\ufeff',
  '\ud800',
  'arn:aws:iam::111122223333:role/\udc00',
  ':::::',
  '::::::::::',
  'arn',
  'arn:',
  'arn:::::',
  'arn:aws:iam::111122223333:role/',
  'arn:aws:iam::111122223333:role',
  'https://',
  'https://@',
  'https://[',
  'https://[]:',
  'https://:',
  '__proto__',
  'constructor',
  'mq:',
  'mq:__proto__',
  '${aws:username}',
  '*',
  'x'.repeat(1_000_000),
  `arn:aws:iam::111122223333:role/${'/'.repeat(1_000_000)}`,
  `https://${'a.'.repeat(100_000)}`,
];
