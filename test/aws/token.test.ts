import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PolicyBroker } from '#warren/aws/policy-broker.js';
import { TOKEN_LIMITS, isSigningAlgorithm } from '#warren/aws/sts-tokens.js';
import { evaluate, type ContextValue, type Decision } from './evaluate.js';
import { ORDERS, policiesOf } from './samples.js';

interface TokenCall {
  readonly audience?: readonly string[];
  readonly algorithm?: string;
  readonly seconds?: number;
}

/** Judges a call as STS does: a duration that the call leaves out is evaluated as the default. */
function decide(
  broker: PolicyBroker,
  call: TokenCall,
  more: Record<string, string> = {},
): Decision {
  const context: Record<string, ContextValue> = {
    ...more,
    'sts:DurationSeconds': String(call.seconds ?? TOKEN_LIMITS.seconds.default),
    'sts:SigningAlgorithm': call.algorithm ?? 'ES384',
  };
  if (call.audience !== undefined) context['sts:IdentityTokenAudience'] = call.audience;
  const action = 'sts:GetWebIdentityToken';
  return evaluate(policiesOf(broker, true, []), { action, resource: '*', context });
}

const BOTH: PolicyBroker = { ...ORDERS, algorithms: ['RS256', 'ES384'] };
const SHORT: PolicyBroker = { ...ORDERS, maxSeconds: 240 };

const CALLS: readonly [string, PolicyBroker, TokenCall, Decision][] = [
  ['the right audience', ORDERS, { audience: ['orders-prod'] }, 'allowed'],
  ['the right audience twice', ORDERS, { audience: ['orders-prod', 'orders-prod'] }, 'allowed'],
  ['a wrong audience', ORDERS, { audience: ['orders-test'] }, 'not allowed'],
  ['an audience in another case', ORDERS, { audience: ['Orders-Prod'] }, 'not allowed'],
  ['a longer audience', ORDERS, { audience: ['orders-prod-2'] }, 'not allowed'],
  ['a further audience', ORDERS, { audience: ['orders-prod', 'other'] }, 'not allowed'],
  ['a further audience before', ORDERS, { audience: ['other', 'orders-prod'] }, 'not allowed'],
  ['no audience', ORDERS, {}, 'not allowed'],
  ['an empty list of audiences', ORDERS, { audience: [] }, 'not allowed'],
  ['another algorithm', ORDERS, { audience: ['orders-prod'], algorithm: 'RS256' }, 'not allowed'],
  ['the second algorithm', BOTH, { audience: ['orders-prod'], algorithm: 'RS256' }, 'allowed'],
  ['the first of two algorithms', BOTH, { audience: ['orders-prod'] }, 'allowed'],
  ['no algorithm of two', BOTH, { audience: ['orders-prod'], algorithm: 'none' }, 'not allowed'],
  ['the longest duration', ORDERS, { audience: ['orders-prod'], seconds: 900 }, 'allowed'],
  ['a second more', ORDERS, { audience: ['orders-prod'], seconds: 901 }, 'not allowed'],
  ['an hour', ORDERS, { audience: ['orders-prod'], seconds: 3600 }, 'not allowed'],
  ['the default above the maximum', SHORT, { audience: ['orders-prod'] }, 'not allowed'],
  ['a named duration below it', SHORT, { audience: ['orders-prod'], seconds: 240 }, 'allowed'],
];

describe('the token statement', () => {
  for (const [title, broker, call, decision] of CALLS)
    it(`${decision}: ${title}`, () => {
      assert.equal(decide(broker, call), decision);
    });

  it('allows neither tags in the token nor the other calls of AWS STS', () => {
    for (const action of ['sts:TagGetWebIdentityToken', 'sts:AssumeRole', 'sts:GetSessionToken'])
      assert.equal(
        evaluate(policiesOf(ORDERS, true, []), {
          action,
          resource: '*',
          context: { 'sts:IdentityTokenAudience': ['orders-prod'] },
        }),
        'not allowed',
      );
  });

  it('is not there for a role that does not sign in', () => {
    for (const text of policiesOf(ORDERS, false, ['deploy'])) assert.doesNotMatch(text, /sts:/);
  });

  it('never takes an audience for a policy variable', () => {
    const broker: PolicyBroker = { ...ORDERS, audience: '${aws:username}' };
    const caller = { 'aws:username': 'mallory' };
    assert.equal(decide(broker, { audience: ['mallory'] }, caller), 'not allowed');
    assert.equal(decide(broker, { audience: ['${aws:username}'] }, caller), 'allowed');
  });

  it('escapes no dollar that starts no variable', () => {
    const [text = ''] = policiesOf({ ...ORDERS, audience: 'a$b{c}$' }, true, []);
    assert.ok(text.includes('"sts:IdentityTokenAudience": "a$b{c}$"'));
  });

  it('allows its own audience and no other, whatever characters it has', () => {
    const text = fc.oneof(
      fc.string({ minLength: 1, unit: 'binary' }),
      fc.string({ minLength: 1, unit: fc.constantFrom('$', '{', '}', '*', '?', 'a') }),
    );
    fc.assert(
      fc.property(text, text, (audience, other) => {
        const broker: PolicyBroker = { ...ORDERS, audience };
        assert.equal(decide(broker, { audience: [audience] }), 'allowed');
        if (other === audience) return;
        assert.equal(decide(broker, { audience: [other] }), 'not allowed');
        assert.equal(decide(broker, { audience: [audience, other] }), 'not allowed');
      }),
    );
  });

  it('allows the durations up to the maximum', () => {
    const seconds = fc.integer({ min: 1, max: 4000 });
    fc.assert(
      fc.property(seconds, seconds, (maxSeconds, asked) => {
        const decision = decide(
          { ...ORDERS, maxSeconds },
          { audience: ['orders-prod'], seconds: asked },
        );
        assert.equal(decision, asked <= maxSeconds ? 'allowed' : 'not allowed');
      }),
    );
  });

  it('knows the algorithms by their exact names', () => {
    for (const name of ['ES384', 'RS256']) assert.ok(isSigningAlgorithm(name));
    for (const name of ['es384', 'ES256', 'none', '', 'RS256 '])
      assert.ok(!isSigningAlgorithm(name), name);
  });
});
