import { literalInArn, literalValue } from './literal.js';
import { oneOrMore, type Condition, type Statement } from './policy-document.js';
import { SIGNING_ALGORITHMS, TOKEN_ACTION, TOKEN_KEYS, TOKEN_TAG_ACTION } from './sts-tokens.js';
import type { TokenBroker } from './token-rules.js';
import { tokenGroups, type TokenGroup } from './token-groups.js';

/** The role of whoever asks; the session's name is no part of it. */
const PRINCIPAL = 'aws:PrincipalArn';

/** A role with the brokers that it signs in at; at least one. */
export interface GuardedRole {
  readonly arn: string;
  readonly brokers: readonly TokenBroker[];
}

/**
 * Denies a role every token that no broker of its wants: for another audience or none, signed by
 * another algorithm, lasting longer, or with tags of the caller's choice. What the role's identity
 * policies allow is never denied.
 *
 * What would be one condition of an `Allow` takes a statement each, as a `Deny` holds only where all
 * of its conditions do. `StringNotEquals` also holds of an absent key, `ForAnyValue` of none, hence
 * `Null`. An absent duration is judged as the default, 300 seconds, and not as absent.
 */
export function guardStatements(brokers: readonly TokenBroker[]): readonly Statement[] {
  const groups = tokenGroups(brokers);
  const audiences = groups.flatMap((group) => group.audiences).sort();
  return [
    denial('OtherAudience', {
      'ForAnyValue:StringNotEquals': { [TOKEN_KEYS.audience]: literals(audiences) },
    }),
    denial('NoAudience', { Null: { [TOKEN_KEYS.audience]: 'true' } }),
    ...groups.flatMap((group) => groupStatements(group, groups.length === 1)),
    { Sid: 'Tags', Effect: 'Deny', Action: TOKEN_TAG_ACTION, Resource: '*' },
  ];
}

/**
 * The same for many roles, as one policy that is attached to none of them: each statement names the
 * roles that it is about. Roles with the same brokers share statements.
 */
export function guardStatementsOfRoles(roles: readonly GuardedRole[]): readonly Statement[] {
  const groups = new Map<string, { statements: readonly Statement[]; arns: string[] }>();
  for (const { arn, brokers } of roles) {
    const statements = guardStatements(brokers);
    const key = JSON.stringify(statements);
    const group = groups.get(key) ?? { statements, arns: [] };
    groups.set(key, group);
    group.arns.push(literalInArn(arn));
  }
  return [...groups.values()].flatMap(({ statements, arns }) =>
    statements.map((statement) => ({
      ...statement,
      Condition: {
        ArnEquals: { [PRINCIPAL]: oneOrMore([...new Set(arns)].sort()) },
        ...statement.Condition,
      },
    })),
  );
}

/**
 * Denies everybody but some roles a token for the audiences of the brokers at which these sign in, as
 * one policy that is attached to none of them. Audiences with the same roles share a statement.
 *
 * The roles stand after `ArnNotEquals`, so that such a list cannot be divided among statements.
 */
export function reservingStatements(roles: readonly GuardedRole[]): readonly Statement[] {
  const holders = new Map<string, Set<string>>();
  for (const { arn, brokers } of roles)
    for (const { audience } of brokers)
      holders.set(audience, (holders.get(audience) ?? new Set()).add(literalInArn(arn)));
  const groups = new Map<string, { audiences: string[]; arns: readonly string[] }>();
  for (const [audience, of] of holders) {
    const arns = [...of].sort();
    const key = JSON.stringify(arns);
    const group = groups.get(key) ?? { audiences: [], arns };
    groups.set(key, group);
    group.audiences.push(audience);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { audiences, arns }]) =>
      denial('Reserved', {
        ArnNotEquals: { [PRINCIPAL]: oneOrMore(arns) },
        'ForAnyValue:StringEquals': { [TOKEN_KEYS.audience]: literals([...audiences].sort()) },
      }),
    );
}

/** Lets a permissions boundary pass everything that its denials do not name. */
export const BOUNDARY_BASE: Statement = {
  Sid: 'Everything',
  Effect: 'Allow',
  Action: '*',
  Resource: '*',
};

/** Denies other algorithms, and for each algorithm what lasts longer than any broker allows. */
function groupStatements(group: TokenGroup, alone: boolean): readonly Statement[] {
  const audiences = literals(group.audiences);
  const about: Condition = alone
    ? {}
    : { 'ForAnyValue:StringEquals': { [TOKEN_KEYS.audience]: audiences } };
  const { seconds } = group;
  const algorithms = SIGNING_ALGORITHMS.filter((name) => seconds.has(name));
  const maxima = [...new Set(seconds.values())].sort((a, b) => a - b);
  const longer = maxima.map((most) => {
    const these = algorithms.filter((name) => seconds.get(name) === most);
    const signed: Condition =
      maxima.length === 1 ? {} : { StringEquals: { [TOKEN_KEYS.algorithm]: oneOrMore(these) } };
    return denial('LongerDuration', {
      ...about,
      ...signed,
      NumericGreaterThan: { [TOKEN_KEYS.duration]: String(most) },
    });
  });
  const other = { StringNotEquals: { [TOKEN_KEYS.algorithm]: oneOrMore(algorithms) } };
  return [denial('OtherAlgorithm', { ...about, ...other }), ...longer];
}

function denial(sid: string, condition: Condition): Statement {
  return { Sid: sid, Effect: 'Deny', Action: TOKEN_ACTION, Resource: '*', Condition: condition };
}

function literals(texts: readonly string[]): Statement['Action'] {
  return oneOrMore(texts.map(literalValue));
}
