import { parseRoleArn } from '../../aws/arn.js';
import { isSigningAlgorithm, SIGNING_ALGORITHMS } from '../../aws/sts-tokens.js';
import { counted } from '../../source/counted.js';
import { least } from '../../rabbitmq/claims.js';
import type { Broker } from '../../policy/brokers/broker.js';
import type { Role } from '../../policy/names/roles.js';
import type { Token } from './token.js';

/** What of a token keeps its holder out of a broker, as the policy has that. */
export type TokenProblemKind =
  | 'issuer'
  | 'audience'
  | 'algorithm'
  | 'expired'
  | 'no-expiry'
  | 'other-key'
  | 'no-subject'
  | 'unknown-role'
  | 'no-alias'
  | 'too-large';

/** One such thing. */
export interface TokenProblem {
  readonly kind: TokenProblemKind;
  /** What is wrong: a clause. */
  readonly what: string;
  /** What to do: a clause. */
  readonly remedy: string;
}

/** The broker and its roles, as the policy has them. */
export interface Expectation {
  readonly broker: Broker;
  /** The role whose ARN is the token's subject. */
  readonly role: Role | undefined;
  /** Whether the policy gives that role any scope on the broker. */
  readonly hasAlias: boolean;
}

/** What clients send beside the token when they sign in, in bytes: their names and capabilities. */
const BESIDE_THE_TOKEN = 512;

/**
 * What of a token does not fit the broker that the policy describes, in the order in which the broker
 * looks: whom it is for, who signed it and how, whether it still counts; then whom it stands for.
 *
 * @param now in seconds since 1970
 */
export function tokenProblems(
  token: Token,
  { broker, role, hasAlias }: Expectation,
  now: number,
): readonly TokenProblem[] {
  const { facts } = token;
  const problems: TokenProblem[] = [];
  if (token.size + BESIDE_THE_TOKEN > least(broker.engine, 'initialFrame'))
    problems.push(tooLarge(token, least(broker.engine, 'initialFrame')));
  if (!facts.audiences.includes(broker.audience))
    problems.push({
      kind: 'audience',
      what: `the token is for ${listOf(facts.audiences)}, and the broker wants ${quoted(broker.audience)}`,
      remedy: `ask STS for one with the audience ${quoted(broker.audience)}`,
    });
  if (broker.issuer !== undefined && facts.issuer !== broker.issuer)
    problems.push({
      kind: 'issuer',
      what: `the token is issued by ${facts.issuer === undefined ? 'nobody that it names' : quoted(facts.issuer)}, and the broker takes the keys of ${quoted(broker.issuer)}`,
      remedy:
        "ask for it in the account whose issuer the broker has, or correct `issuer` in the policy: aws iam get-outbound-web-identity-federation-info shows an account's own",
    });
  if (!broker.algorithms.some((name) => name === facts.algorithm))
    problems.push({
      kind: 'algorithm',
      what: `the token is signed by ${quoted(facts.algorithm)}, and the broker takes ${listOf(broker.algorithms)}`,
      remedy: isSigningAlgorithm(facts.algorithm)
        ? `ask STS for ${listOf(broker.algorithms)}, or name ${quoted(facts.algorithm)} in the broker's \`token\` setting and deploy`
        : `ask STS for ${listOf(broker.algorithms)}: it signs by ${SIGNING_ALGORITHMS.map(quoted).join(' or ')} only, so that this token is from elsewhere`,
    });
  if (facts.expires === undefined)
    problems.push({
      kind: 'no-expiry',
      what: 'the token says no time of expiry, which the broker may demand',
      remedy: 'take one from STS, which always gives one',
    });
  else if (facts.expires <= now)
    problems.push({
      kind: 'expired',
      what: `the token ran out ${ago(now - facts.expires)}`,
      remedy:
        (facts.issued ?? 0) > now
          ? 'it was issued in the future, so set the clock of this machine'
          : 'ask for another one, or look at the clock of this machine',
    });
  problems.push(...subjectProblems(token, { broker, role, hasAlias }));
  return problems;
}

function subjectProblems(
  { facts: { subject, hasOddSubject } }: Token,
  { broker, role, hasAlias }: Expectation,
): readonly TokenProblem[] {
  if (subject === undefined)
    return [
      {
        kind: 'no-subject',
        what: hasOddSubject
          ? 'the token names nobody (its `sub` is no text)'
          : 'the token names nobody (it has no `sub`, or an empty one)',
        remedy: 'take one from STS, which names the role',
      },
    ];
  if (role === undefined) {
    const read = parseRoleArn(subject);
    const whose =
      read.ok && broker.account !== undefined && read.arn.account !== broker.account
        ? `, a role of the account ${read.arn.account}, where the broker is in ${broker.account}`
        : '';
    return [
      {
        kind: 'unknown-role',
        what: `the token stands for ${quoted(subject)}${whose}, and no role of the policy has that ARN`,
        remedy: 'declare the role, or correct its ARN: it has the path, and no session name',
      },
    ];
  }
  if (hasAlias) return [];
  return [
    {
      kind: 'no-alias',
      what: `the token stands for ${role.name}, to which the policy grants nothing on ${broker.name}, so that the broker has no scope alias for it`,
      remedy: `grant it something, such as \`connect\` in a vhost, and deploy`,
    },
  ];
}

function tooLarge({ size }: Token, frame: number): TokenProblem {
  const isCertain = size > frame;
  return {
    kind: 'too-large',
    what: `the token has ${thousands(size)} bytes, and the first frame of the engine takes ${thousands(frame)} with all that a client sends beside it${isCertain ? '' : ', so that it depends on the client'}`,
    remedy:
      'take principal and session tags from the role, which all go into the token, or ask for ES384, which signs shorter than RS256',
  };
}

/** A count with its thousands apart. */
function thousands(count: number): string {
  return count.toLocaleString('en');
}

/** How long ago, in the largest unit of which there are two. */
function ago(seconds: number): string {
  const [size, noun] = AGES.find(([unit]) => seconds >= 2 * unit) ?? [1, 'second'];
  return `${counted(Math.max(1, Math.round(seconds / size)), noun)} ago`;
}

const AGES: readonly (readonly [seconds: number, noun: string])[] = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
];

function quoted(text: string): string {
  return `\`${text}\``;
}

function listOf(names: readonly string[]): string {
  return names.length === 0 ? 'nobody' : names.map(quoted).join(' and ');
}
