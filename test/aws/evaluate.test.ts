import assert from 'node:assert/strict';
import { evaluate, type ContextValue, type Decision } from './evaluate.js';

const ARN = 'arn:aws:mq:eu-west-1:111122223333:broker:orders:b-1';

function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

function allow(more: object): object {
  return { Effect: 'Allow', Action: 'x:Do', Resource: '*', ...more };
}

/** A condition, the context, and whether the guide says that it holds. */
const CONDITIONS: readonly [string, object, Record<string, ContextValue>, boolean][] = [
  ['equal', { StringEquals: { k: 'a' } }, { k: 'a' }, true],
  ['equal, key in another case', { StringEquals: { K: 'a' } }, { k: 'a' }, true],
  ['equal, value in another case', { StringEquals: { k: 'a' } }, { k: 'A' }, false],
  ['one of several', { StringEquals: { k: ['a', 'b'] } }, { k: 'b' }, true],
  ['equal, absent', { StringEquals: { k: 'a' } }, {}, false],
  ['equal, multivalued', { StringEquals: { k: 'a' } }, { k: ['a'] }, false],
  ['for all, all', { 'ForAllValues:StringEquals': { k: ['a', 'b'] } }, { k: ['b', 'a'] }, true],
  ['for all, one not', { 'ForAllValues:StringEquals': { k: 'a' } }, { k: ['a', 'b'] }, false],
  ['for all, absent', { 'ForAllValues:StringEquals': { k: 'a' } }, {}, true],
  ['for all, empty', { 'ForAllValues:StringEquals': { k: 'a' } }, { k: [] }, true],
  ['for any, one', { 'ForAnyValue:StringEquals': { k: 'a' } }, { k: ['a', 'b'] }, true],
  ['for any, none', { 'ForAnyValue:StringEquals': { k: 'a' } }, { k: ['b'] }, false],
  ['for any, absent', { 'ForAnyValue:StringEquals': { k: 'a' } }, {}, false],
  ['not equal', { StringNotEquals: { k: 'a' } }, { k: 'b' }, true],
  ['not equal, equal', { StringNotEquals: { k: ['a', 'b'] } }, { k: 'b' }, false],
  ['not equal, absent', { StringNotEquals: { k: 'a' } }, {}, true],
  ['any not equal, one', { 'ForAnyValue:StringNotEquals': { k: 'a' } }, { k: ['a', 'b'] }, true],
  [
    'any not equal, none',
    { 'ForAnyValue:StringNotEquals': { k: ['a', 'b'] } },
    { k: ['b'] },
    false,
  ],
  ['any not equal, absent', { 'ForAnyValue:StringNotEquals': { k: 'a' } }, {}, false],
  ['any not equal, empty', { 'ForAnyValue:StringNotEquals': { k: 'a' } }, { k: [] }, false],
  ['greater, above', { NumericGreaterThan: { k: '900' } }, { k: '901' }, true],
  ['greater, equal', { NumericGreaterThan: { k: '900' } }, { k: '900' }, false],
  ['greater, absent', { NumericGreaterThan: { k: '900' } }, {}, false],
  [
    'an ARN',
    { ArnEquals: { k: 'arn:aws:iam::1:role/a/b' } },
    { k: 'arn:aws:iam::1:role/a/b' },
    true,
  ],
  [
    'another ARN',
    { ArnEquals: { k: 'arn:aws:iam::1:role/b' } },
    { k: 'arn:aws:iam::1:role/a/b' },
    false,
  ],
  [
    'a pattern of ARNs',
    { ArnLike: { k: 'arn:aws:iam::*:role/a*' } },
    { k: 'arn:aws:iam::1:role/a/b' },
    true,
  ],
  [
    'a wildcard past its field',
    { ArnLike: { k: 'arn:*:role/a' } },
    { k: 'arn:aws:iam::1:role/a' },
    false,
  ],
  [
    'an ARN with an escaped star',
    { ArnEquals: { k: 'arn:aws:iam::1:role/${*}' } },
    { k: 'arn:aws:iam::1:role/a' },
    false,
  ],
  ['no ARN', { ArnEquals: { k: 'arn:aws:iam::1:role/a' } }, {}, false],
  ['null false, present', { Null: { k: 'false' } }, { k: ['a'] }, true],
  ['null false, absent', { Null: { k: 'false' } }, {}, false],
  ['null false, empty', { Null: { k: 'false' } }, { k: [] }, false],
  ['null true, absent', { Null: { k: 'true' } }, {}, true],
  ['null true, present', { Null: { k: 'true' } }, { k: 'a' }, false],
  ['number below', { NumericLessThanEquals: { k: '900' } }, { k: '60' }, true],
  ['number equal', { NumericLessThanEquals: { k: '900' } }, { k: '900' }, true],
  ['number above', { NumericLessThanEquals: { k: '900' } }, { k: '1000' }, false],
  ['number absent', { NumericLessThanEquals: { k: '900' } }, {}, false],
  ['no number', { NumericLessThanEquals: { k: '900' } }, { k: 'x' }, false],
  ['variable', { StringEquals: { k: '${v}' } }, { k: 'a', v: 'a' }, true],
  ['variable, absent', { StringEquals: { k: '${v}' } }, { k: '${v}' }, false],
  ['escaped variable', { StringEquals: { k: '${$}{v}' } }, { k: '${v}', v: 'a' }, true],
  ['escaped star', { StringEquals: { k: '${*}' } }, { k: '*' }, true],
  ['two keys, one wrong', { StringEquals: { k: 'a', l: 'a' } }, { k: 'a', l: 'b' }, false],
  [
    'two operators, one wrong',
    { StringEquals: { k: 'a' }, Null: { k: 'true' } },
    { k: 'a' },
    false,
  ],
];

/** Patterns of resources. */
const RESOURCES: readonly [string, boolean][] = [
  ['*', true],
  [ARN, true],
  ['arn:aws:mq:*:broker:orders:b-1', true],
  ['arn:aws:mq:eu-west-?:111122223333:broker:orders:b-1', true],
  [`${ARN}0`, false],
  [ARN.slice(0, -1), false],
  [`${ARN}\${*}`, false],
];

describe('the policy evaluator of the tests', () => {
  for (const [title, condition, context, holds] of CONDITIONS)
    it(`judges a condition: ${title}`, () => {
      const text = policy(allow({ Condition: condition }));
      const decision = evaluate([text], { action: 'x:Do', resource: ARN, context });
      assert.equal(decision, holds ? 'allowed' : 'not allowed');
    });

  for (const [pattern, matches] of RESOURCES)
    it(`judges the resource ${pattern}`, () => {
      const decision = evaluate([policy(allow({ Resource: ['none', pattern] }))], {
        action: 'x:Do',
        resource: ARN,
      });
      assert.equal(decision, matches ? 'allowed' : 'not allowed');
    });

  it('lets a denial win, and allows nothing by itself', () => {
    const deny = policy({ Effect: 'Deny', Action: 'x:*', Resource: '*' });
    const decide = (policies: readonly string[]): Decision =>
      evaluate(policies, { action: 'X:do', resource: ARN });
    assert.equal(decide([]), 'not allowed');
    assert.equal(decide([policy(allow({}))]), 'allowed');
    assert.equal(decide([policy(allow({})), deny]), 'denied');
    assert.equal(decide([policy(allow({ Action: 'x:Other' }))]), 'not allowed');
  });

  it('throws at an operator that it does not know', () => {
    for (const operator of ['StringNotLike', 'ForNoValue:StringEquals'])
      assert.throws(() =>
        evaluate([policy(allow({ Condition: { [operator]: { k: 'a' } } }))], {
          action: 'x:Do',
          resource: ARN,
          context: { k: 'a' },
        }),
      );
  });
});
