import assert from 'node:assert/strict';
import fc from 'fast-check';
import { POLICY_LIMITS, policySize } from '#warren/aws/policy-size.js';
import { writePolicy } from '#warren/aws/policy-text.js';
import type { PolicyDocument } from '#warren/aws/policy-document.js';

const DOCUMENT: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'One',
      Effect: 'Allow',
      Action: ['mq:ListBrokers', 'mq:ListConfigurations'],
      Resource: '*',
    },
  ],
};

const TEXT = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "One",
      "Effect": "Allow",
      "Action": [
        "mq:ListBrokers",
        "mq:ListConfigurations"
      ],
      "Resource": "*"
    }
  ]
}
`;

const SIZES: readonly [string, number][] = [
  ['', 0],
  [' \t\r\n', 0],
  ['{}', 2],
  ['{ "a" : [ "b" ] }', 11],
  ['"a b"', 4],
  ['"\u00a0"', 3],
  ['"é"', 3],
];

describe('writePolicy', () => {
  it('writes indented JSON with a line end after it', () => {
    assert.equal(writePolicy(DOCUMENT), TEXT);
    assert.deepEqual(JSON.parse(TEXT), DOCUMENT);
  });
});

describe('policySize', () => {
  for (const [text, size] of SIZES)
    it(`counts ${size} in ${JSON.stringify(text)}`, () => {
      assert.equal(policySize(text), size);
    });

  it('counts a document as its shortest JSON, however it is laid out', () => {
    assert.equal(policySize(TEXT), JSON.stringify(DOCUMENT).length);
    fc.assert(
      fc.property(fc.json(), fc.integer({ min: 0, max: 8 }), (json, indent) => {
        const value: unknown = JSON.parse(json);
        const compact = policySize(JSON.stringify(value));
        assert.equal(policySize(JSON.stringify(value, null, indent)), compact);
      }),
    );
  });

  it('is held against the limits of IAM', () => {
    const { managed, inlineOfRole, attachedToRole, serviceControl, attachedToNode } = POLICY_LIMITS;
    assert.deepEqual(
      [managed, inlineOfRole, attachedToRole, serviceControl, attachedToNode],
      [6144, 10240, 10, 10240, 10],
    );
  });
});
