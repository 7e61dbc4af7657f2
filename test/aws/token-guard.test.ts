import assert from 'node:assert/strict';
import fc from 'fast-check';
import { identityStatements } from '#warren/aws/identity-policy.js';
import { MANAGED, pack, SERVICE_CONTROL } from '#warren/aws/pack.js';
import type { PolicyBroker } from '#warren/aws/policy-broker.js';
import { documentOf } from '#warren/aws/policy-document.js';
import { writeCompactPolicy, writePolicy } from '#warren/aws/policy-text.js';
import { SIGNING_ALGORITHMS, TOKEN_LIMITS } from '#warren/aws/sts-tokens.js';
import {
  BOUNDARY_BASE,
  guardStatements,
  guardStatementsOfRoles,
  reservingStatements,
} from '#warren/aws/token-guard.js';
import { evaluate, type ContextValue, type Decision } from './evaluate.js';
import { ORDERS } from './samples.js';

interface Call {
  readonly audience?: readonly string[];
  readonly algorithm?: string;
  readonly seconds?: number;
}

const ROLE = 'arn:aws:iam::111122223333:role/team/worker';
const OTHER_ROLE = 'arn:aws:iam::111122223333:role/team/other';
const A: PolicyBroker = { ...ORDERS, name: 'a', audience: 'a' };
const B: PolicyBroker = { ...ORDERS, name: 'b', audience: 'b' };
const LONG: PolicyBroker = { ...B, algorithms: ['ES384', 'RS256'], maxSeconds: 3600 };
const SHARED: PolicyBroker = { ...A, name: 'c', algorithms: ['RS256'], maxSeconds: 120 };

/** What a role with rights on everything could do without a guard. */
const ADMIN = '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';

function requestOf(call: Call, principal = ROLE): Parameters<typeof evaluate>[1] {
  const context: Record<string, ContextValue> = {
    'aws:PrincipalArn': principal,
    'sts:DurationSeconds': String(call.seconds ?? TOKEN_LIMITS.seconds.default),
    'sts:SigningAlgorithm': call.algorithm ?? 'ES384',
    ...(call.audience && { 'sts:IdentityTokenAudience': call.audience }),
  };
  return { action: 'sts:GetWebIdentityToken', resource: '*', context };
}

function identity(brokers: readonly PolicyBroker[]): readonly string[] {
  const requests = brokers.map((broker) => ({ broker, token: true, rights: [] }));
  return pack(identityStatements(requests), MANAGED).map(writePolicy);
}

function serviceControl(brokers: readonly PolicyBroker[]): readonly string[] {
  const statements = guardStatementsOfRoles([{ arn: ROLE, brokers }]);
  return pack(statements, SERVICE_CONTROL).map(writeCompactPolicy);
}

/** Identity policies and a boundary have to allow, and nothing may deny. */
function withBoundary(
  policies: readonly string[],
  brokers: readonly PolicyBroker[],
  call: Call,
): Decision {
  const boundary = writePolicy(documentOf([BOUNDARY_BASE, ...guardStatements(brokers)]));
  const decisions = [evaluate(policies, requestOf(call)), evaluate([boundary], requestOf(call))];
  if (decisions.includes('denied')) return 'denied';
  return decisions.includes('not allowed') ? 'not allowed' : 'allowed';
}

/** Brokers, a call, what the identity policy says, and what the guard leaves an administrator. */
const CALLS: readonly [string, readonly PolicyBroker[], Call, Decision, Decision][] = [
  ['the right audience', [A], { audience: ['a'] }, 'allowed', 'allowed'],
  ['a wrong audience', [A], { audience: ['b'] }, 'not allowed', 'denied'],
  ['a further audience', [A], { audience: ['a', 'b'] }, 'not allowed', 'denied'],
  ['no audience', [A], {}, 'not allowed', 'denied'],
  ['an empty list of audiences', [A], { audience: [] }, 'not allowed', 'denied'],
  ['another algorithm', [A], { audience: ['a'], algorithm: 'RS256' }, 'not allowed', 'denied'],
  ['the longest duration', [A], { audience: ['a'], seconds: 900 }, 'allowed', 'allowed'],
  ['a longer duration', [A], { audience: ['a'], seconds: 901 }, 'not allowed', 'denied'],
  [
    'the default duration',
    [SHARED],
    { audience: ['a'], algorithm: 'RS256' },
    'not allowed',
    'denied',
  ],
  ['the second of two brokers', [A, B], { audience: ['b'] }, 'allowed', 'allowed'],
  ['both of two brokers alike', [A, B], { audience: ['a', 'b'] }, 'allowed', 'allowed'],
  ['neither of two brokers', [A, B], { audience: ['c'] }, 'not allowed', 'denied'],
  [
    'the algorithm of the other broker',
    [A, LONG],
    { audience: ['a'], algorithm: 'RS256' },
    'not allowed',
    'denied',
  ],
  [
    'the algorithm of this broker',
    [A, LONG],
    { audience: ['b'], algorithm: 'RS256' },
    'allowed',
    'allowed',
  ],
  [
    'the duration of the other broker',
    [A, LONG],
    { audience: ['a'], seconds: 3600 },
    'not allowed',
    'denied',
  ],
  [
    'the duration of this broker',
    [A, LONG],
    { audience: ['b'], seconds: 3600 },
    'allowed',
    'allowed',
  ],
  [
    'both, as only one wants it',
    [A, LONG],
    { audience: ['a', 'b'], seconds: 3600 },
    'not allowed',
    'denied',
  ],
  [
    'both of two brokers unlike, as both want it',
    [A, LONG],
    { audience: ['a', 'b'] },
    'not allowed',
    'allowed',
  ],
  [
    'one audience, ES384 for long',
    [A, SHARED],
    { audience: ['a'], seconds: 900 },
    'allowed',
    'allowed',
  ],
  [
    'one audience, RS256 for long',
    [A, SHARED],
    { audience: ['a'], algorithm: 'RS256', seconds: 900 },
    'not allowed',
    'denied',
  ],
  [
    'one audience, RS256 briefly',
    [A, SHARED],
    { audience: ['a'], algorithm: 'RS256', seconds: 120 },
    'allowed',
    'allowed',
  ],
  [
    'an algorithm to come',
    [LONG],
    { audience: ['b'], algorithm: 'ES512' },
    'not allowed',
    'denied',
  ],
];

describe('the token guard', () => {
  for (const [title, brokers, call, decision, guarded] of CALLS) {
    it(`${decision} by the identity policy: ${title}`, () => {
      assert.equal(evaluate(identity(brokers), requestOf(call)), decision);
    });

    it(`${guarded} to an administrator under the guard: ${title}`, () => {
      assert.equal(evaluate([ADMIN, ...serviceControl(brokers)], requestOf(call)), guarded);
      assert.equal(withBoundary([ADMIN], brokers, call), guarded);
    });
  }

  it('concerns neither other roles nor other actions', () => {
    const control = serviceControl([A]);
    const call = requestOf({ audience: ['x'], algorithm: 'RS256' }, OTHER_ROLE);
    assert.equal(evaluate([ADMIN, ...control], call), 'allowed');
    for (const action of ['sts:AssumeRole', 's3:GetObject'])
      assert.equal(evaluate([ADMIN, ...control], { ...requestOf({}), action }), 'allowed', action);
    const boundary = writePolicy(documentOf([BOUNDARY_BASE, ...guardStatements([A])]));
    assert.equal(evaluate([boundary], { action: 's3:GetObject', resource: 'x' }), 'allowed');
  });

  it('denies tags of the choice of who asks', () => {
    const tagging = { ...requestOf({ audience: ['a'] }), action: 'sts:TagGetWebIdentityToken' };
    assert.equal(evaluate([ADMIN], tagging), 'allowed');
    assert.equal(evaluate([ADMIN, ...serviceControl([A])], tagging), 'denied');
    const boundary = writePolicy(documentOf([BOUNDARY_BASE, ...guardStatements([A])]));
    assert.equal(evaluate([boundary], tagging), 'denied');
  });

  it('keeps audiences for the roles that sign in there', () => {
    const third = 'arn:aws:iam::111122223333:role/t*r';
    const roles = [
      { arn: ROLE, brokers: [A, B] },
      { arn: OTHER_ROLE, brokers: [B] },
      { arn: third, brokers: [A, B] },
    ];
    const statements = reservingStatements(roles);
    assert.equal(statements.length, 2);
    const control = writeCompactPolicy(documentOf(statements));
    const ask = (principal: string, ...audience: readonly string[]): Decision =>
      evaluate([ADMIN, control], requestOf({ audience }, principal));
    const stranger = 'arn:aws:iam::111122223333:role/tiger';
    assert.deepEqual([ask(ROLE, 'a'), ask(ROLE, 'b'), ask(third, 'a')], Array(3).fill('allowed'));
    assert.deepEqual([ask(OTHER_ROLE, 'b'), ask(OTHER_ROLE, 'a')], ['allowed', 'denied']);
    assert.equal(ask(OTHER_ROLE, 'b', 'a'), 'denied');
    assert.deepEqual([ask(stranger, 'a'), ask(stranger, 'b', 'x')], ['denied', 'denied']);
    assert.deepEqual([ask(stranger, 'x'), ask(stranger)], ['allowed', 'allowed']);
  });

  it('takes no role for a pattern', () => {
    const arn = 'arn:aws:iam::111122223333:role/$a/${x}/worker';
    const statements = guardStatementsOfRoles([{ arn, brokers: [A] }]);
    const control = writeCompactPolicy(documentOf(statements));
    assert.equal(evaluate([ADMIN, control], requestOf({ audience: ['x'] }, arn)), 'denied');
    assert.equal(evaluate([ADMIN, control], requestOf({ audience: ['x'] })), 'allowed');
  });

  it('takes the fewest statements', () => {
    const count = (brokers: readonly PolicyBroker[]): number => guardStatements(brokers).length;
    assert.deepEqual(
      [count([A]), count([A, B]), count([A, LONG]), count([A, SHARED])],
      [5, 5, 7, 6],
    );
    const roles = [ROLE, OTHER_ROLE].map((arn) => ({ arn, brokers: [A, B] }));
    assert.equal(guardStatementsOfRoles(roles).length, 5);
    const unlike = [
      { arn: ROLE, brokers: [A] },
      { arn: OTHER_ROLE, brokers: [B] },
    ];
    assert.equal(guardStatementsOfRoles(unlike).length, 10);
  });

  it('denies nothing that the identity policy allows, and everything that no broker wants', () => {
    const broker = fc.record({
      name: fc.constantFrom('p', 'q'),
      audience: fc.constantFrom('a', 'b', 'c'),
      algorithms: fc.subarray([...SIGNING_ALGORITHMS], { minLength: 1 }),
      maxSeconds: fc.constantFrom(60, 300, 900),
      partition: fc.constant('aws' as const),
    });
    const kinds = {
      algorithm: fc.constantFrom('ES384', 'RS256', 'none'),
      seconds: fc.constantFrom(60, 61, 300, 301, 900, 901),
    };
    const audiences = fc.subarray(['a', 'b', 'c', 'd']);
    const call = fc.oneof(fc.record(kinds), fc.record({ ...kinds, audience: audiences }));
    fc.assert(
      fc.property(fc.array(broker, { minLength: 1, maxLength: 4 }), call, (brokers, asked) => {
        const own = evaluate(identity(brokers), requestOf(asked));
        const guarded = evaluate([ADMIN, ...serviceControl(brokers)], requestOf(asked));
        assert.equal(withBoundary([ADMIN], brokers, asked), guarded);
        if (own === 'allowed') assert.equal(guarded, 'allowed');
        const { algorithm, seconds } = asked;
        const audience = 'audience' in asked ? asked.audience : [];
        const wanted = (name: string): boolean =>
          brokers.some(
            (one) =>
              one.audience === name &&
              one.algorithms.some((known) => known === algorithm) &&
              seconds <= one.maxSeconds,
          );
        const isWanted = audience.length > 0 && audience.every(wanted);
        assert.equal(guarded, isWanted ? 'allowed' : 'denied');
      }),
      { numRuns: 500 },
    );
  });
});
