import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isAccountId } from '#warren/aws/accounts.js';
import { describeRoleArnProblem } from '#warren/aws/arn-problem.js';
import { parseRoleArn } from '#warren/aws/arn.js';
import { describeIssuerProblem } from '#warren/aws/issuer-problem.js';
import { isStsIssuer, issuerProblems } from '#warren/aws/issuer.js';
import { isBrokerId, isConfigurationId } from '#warren/aws/mq-ids.js';
import { isRight } from '#warren/aws/mq-rights.js';
import { partitionNamed } from '#warren/aws/partitions.js';
import { quote, quoteCharacter } from '#warren/aws/quote.js';
import { isRegionName } from '#warren/aws/regions.js';
import { isSigningAlgorithm } from '#warren/aws/sts-tokens.js';
import { HOSTILE_TEXTS, ORDERS, policiesOf } from './samples.js';

const PREDICATES: readonly ((text: string) => boolean)[] = [
  isAccountId,
  isStsIssuer,
  isBrokerId,
  isConfigurationId,
  isRight,
  isRegionName,
  isSigningAlgorithm,
  (text) => partitionNamed(text) !== undefined,
  (text) => parseRoleArn(text).ok,
  (text) => issuerProblems(text).length === 0,
];

/** Longest sentence that a reader can be shown, with room for two quotations. */
const LONGEST_SENTENCE = 1500;

/** Every sentence that the text gives rise to. */
function sentences(text: string): readonly string[] {
  const arn = parseRoleArn(text);
  return [
    ...(arn.ok ? [] : [describeRoleArnProblem(arn.problem)]),
    ...issuerProblems(text).map(describeIssuerProblem),
  ];
}

const QUOTED: readonly [string, string][] = [
  ['', '""'],
  ['a "b"', '"a \\"b\\""'],
  ['\n', '"\\n"'],
  ['\u0085', '"\\u{85}"'],
  ['\u202e', '"\\u{202E}"'],
  ['\u2028', '"\\u{2028}"'],
  ['\ud800', '"\\ud800"'],
  ['🐰', '"🐰"'],
  ['x'.repeat(100), `"${'x'.repeat(100)}"`],
  ['x'.repeat(101), `"${'x'.repeat(100)}…"`],
  ['🐰'.repeat(101), `"${'🐰'.repeat(100)}…"`],
];

describe('functions of any text', () => {
  for (const text of HOSTILE_TEXTS)
    it(`refuse ${JSON.stringify(text.slice(0, 40))}, ${text.length} long, in a sentence`, () => {
      for (const is of PREDICATES) assert.equal(is(text), false);
      const found = sentences(text);
      assert.ok(found.length >= 2);
      for (const sentence of found) {
        assert.ok(sentence.length < LONGEST_SENTENCE, sentence.slice(0, 200));
        assert.doesNotMatch(sentence, /[\p{Cc}\p{Cf}\p{Cs}]/u);
      }
    });

  it('write policies with any text in any setting', () => {
    for (const text of HOSTILE_TEXTS) {
      const broker = { ...ORDERS, name: text, audience: text, id: text, passRoleArn: text };
      const [policy = ''] = policiesOf(broker, true, ['deploy', 'create']);
      assert.doesNotThrow(() => {
        JSON.parse(policy);
      });
    }
  });

  it('say something printable about any text', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...Array.from('arn:aws:iam::0/*?@#[]%\u0000\ud800')) }),
      fc.string({ unit: 'binary' }).map((rest) => `arn:aws:iam::111122223333:role/${rest}`),
      fc.string({ unit: 'binary' }).map((rest) => `https://${rest}`),
    );
    fc.assert(
      fc.property(text, (sample) => {
        for (const sentence of sentences(sample)) {
          assert.match(sentence, /\.$/);
          assert.doesNotMatch(sentence, /[\p{Cc}\p{Cf}\p{Cs}]/u);
        }
      }),
    );
  });
});

describe('quote', () => {
  for (const [text, quoted] of QUOTED)
    it(`writes ${quoted.slice(0, 20)}`, () => {
      assert.equal(quote(text), quoted);
    });

  it('names the code point of a character', () => {
    assert.equal(quoteCharacter('é'), '"é" (U+00E9)');
    assert.equal(quoteCharacter('🐰'), '"🐰" (U+1F430)');
    assert.equal(quoteCharacter('\t'), '"\\t" (U+0009)');
  });
});
