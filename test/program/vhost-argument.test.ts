import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Pattern, WILDCARD } from '#warren/pattern/pattern.js';
import { patternText } from '#warren/policy/phrases/phrase-text.js';
import { readVhostArgument, vhostArgument } from '#warren/policy/phrases/vhost-argument.js';
import { asker } from '#warren/program/query/ask.js';
import { answerOn } from '#warren/program/query/answer.js';
import { queryable } from '#warren/program/query/queryable.js';
import { Unaskable } from '#warren/program/query/unaskable.js';
import { Source } from '#warren/source/source.js';

const issuer = 'https://3f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws';
const text = `
  broker dev  { engine rabbitmq 4.3 issuer ${issuer} let env = dev }
  broker prod { engine rabbitmq 4.3 issuer ${issuer} let env = prod }
  role r = arn:aws:iam::111122223333:role/r
  vhost \${env}-v { queue q allow r { consume queue q } }
  vhost "\\\${lit}" { queue q }`;

describe('the vhost of a question', () => {
  const read = queryable({
    sources: [new Source('t.warren', text)],
    root: '/',
    problems: [],
    textProblems: [],
  });
  assert(read.ok);
  const { brokers } = read;
  const verdicts = (vhost: string): readonly boolean[] =>
    asker(brokers)({ role: 'r', phrase: 'consume queue q', vhost }).map(
      (one) => answerOn(one).allowed,
    );

  it('may name what each broker has', () => {
    assert.deepEqual(verdicts('${env}-v'), [true, true]);
    assert.deepEqual(verdicts('dev-v'), [true, false]);
    assert.deepEqual(verdicts('\\${lit}'), [false, false]);
    assert.throws(() => verdicts('${evn}-v'), Unaskable);
  });

  it('is read as it is written', () => {
    const pattern = fc
      .array(fc.constantFrom('a', '*', '$', '{', '}', 'env', '${env}', '.', WILDCARD), {
        minLength: 1,
        maxLength: 6,
      })
      .map((parts) => Pattern.fromParts(parts));
    const [on] = brokers;
    assert(on !== undefined);
    const { environment } = on.policy.broker;
    fc.assert(
      fc.property(pattern, (one) => {
        const again = readVhostArgument(vhostArgument(one), environment);
        assert.equal(patternText(again), patternText(one));
      }),
    );
  });
});
