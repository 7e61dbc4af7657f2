import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  ROLE_LIMITS,
  describeRoleArnProblem,
  type RoleArnProblem,
} from '#warren/aws/arn-problem.js';
import { parseRoleArn } from '#warren/aws/arn.js';
import { PARTITIONS } from '#warren/aws/partitions.js';

const START = 'arn:aws:iam::111122223333:';
const SSO = 'AWSReservedSSO_OnCall_0123456789abcdef';
const LONG_NAME = 'n'.repeat(ROLE_LIMITS.name);
const LONG_PATH = `/${'p'.repeat(ROLE_LIMITS.path - 2)}/`;

/** What follows `role`, and the path and name in it. */
const ROLES: readonly [string, string, string][] = [
  ['/checkout-service', '/', 'checkout-service'],
  ['/fulfilment/worker', '/fulfilment/', 'worker'],
  ['/a/b/c/d', '/a/b/c/', 'd'],
  ['/a//b', '/a//', 'b'],
  ['/path:with:colons/x', '/path:with:colons/', 'x'],
  ['/!"#$%&\'()+,-./:;<=>@[]^_`{|}~/x', '/!"#$%&\'()+,-./:;<=>@[]^_`{|}~/', 'x'],
  ['/A_z+0=1,2.3@4-5', '/', 'A_z+0=1,2.3@4-5'],
  [
    `/aws-reserved/sso.amazonaws.com/eu-west-1/${SSO}`,
    '/aws-reserved/sso.amazonaws.com/eu-west-1/',
    SSO,
  ],
  [
    '/aws-service-role/mq.amazonaws.com/AWSServiceRoleForAmazonMQ',
    '/aws-service-role/mq.amazonaws.com/',
    'AWSServiceRoleForAmazonMQ',
  ],
  [`/${LONG_NAME}`, '/', LONG_NAME],
  [`${LONG_PATH}x`, LONG_PATH, 'x'],
];

/** A text, the problem with it, and what its description has to offer. */
const REFUSED: readonly [string, RoleArnProblem, string][] = [
  ['', { kind: 'not-an-arn', text: '' }, 'arn:aws:iam::111122223333:role/NAME'],
  ['checkout', { kind: 'not-an-arn', text: 'checkout' }, "write the role's ARN"],
  ['hello world', { kind: 'not-an-arn', text: 'hello world' }, '"hello world"'],
  [
    'ARN:aws:iam::111122223333:role/x',
    { kind: 'not-an-arn', text: 'ARN:aws:iam::111122223333:role/x' },
    'role/NAME',
  ],
  ['arn:aws:iam::role/x', { kind: 'not-an-arn', text: 'arn:aws:iam::role/x' }, 'role/NAME'],
  [` ${START}role/x`, { kind: 'white-space', character: ' ', at: 0 }, 'position 1'],
  [`${START}role/x\n`, { kind: 'white-space', character: '\n', at: 32 }, 'U+000A'],
  [`${START}role/a\u00a0b`, { kind: 'white-space', character: '\u00a0', at: 32 }, 'U+00A0'],
  [`${START}role/a\u0000b`, { kind: 'white-space', character: '\u0000', at: 32 }, 'U+0000'],
  [`${START}role/*`, { kind: 'wildcard', character: '*' }, 'one role'],
  [`${START}role/team-?`, { kind: 'wildcard', character: '?' }, '"?"'],
  ['arn:aws:iam::*:role/x', { kind: 'wildcard', character: '*' }, 'whole ARNs'],
  ['arn:*', { kind: 'wildcard', character: '*' }, 'whole ARNs'],
  [
    'arn:amazon:iam::111122223333:role/x',
    { kind: 'unknown-partition', partition: 'amazon' },
    'aws-us-gov',
  ],
  ['arn::iam::111122223333:role/x', { kind: 'unknown-partition', partition: '' }, 'aws-cn'],
  [
    'arn:aws:sts::111122223333:assumed-role/checkout/i-0123',
    { kind: 'session', proposal: `${START}role/checkout` },
    `write ${START}role/checkout, with the role's path`,
  ],
  [
    'arn:aws-cn:sts::111122223333:assumed-role/checkout/a@b',
    { kind: 'session', proposal: 'arn:aws-cn:iam::111122223333:role/checkout' },
    'arn:aws-cn:iam::111122223333:role/checkout',
  ],
  ['arn:aws:sts::1:assumed-role/checkout/x', { kind: 'session', proposal: undefined }, 'own ARN'],
  [
    'arn:aws:sts::111122223333:assumed-role/é/x',
    { kind: 'session', proposal: undefined },
    'own ARN',
  ],
  [
    `arn:aws:sts::111122223333:assumed-role/${SSO}/jane`,
    { kind: 'identity-center-session', name: SSO },
    `role/aws-reserved/sso.amazonaws.com/REGION/${SSO}`,
  ],
  [
    'arn:aws:sts::111122223333:federated-user/x',
    { kind: 'other-service', service: 'sts' },
    '"sts"',
  ],
  [
    'arn:aws:sts::111122223333:assumed-role/x',
    { kind: 'other-service', service: 'sts' },
    'not of IAM',
  ],
  ['arn:aws:s3:::bucket', { kind: 'other-service', service: 's3' }, '"s3"'],
  [
    'arn:aws:iam:eu-west-1:111122223333:role/x',
    { kind: 'region', region: 'eu-west-1' },
    'leave that field empty',
  ],
  [
    'arn:aws:iam::1111-2222-3333:role/x',
    { kind: 'account', account: '1111-2222-3333' },
    '12 digits',
  ],
  ['arn:aws:iam::11112222333:role/x', { kind: 'account', account: '11112222333' }, '12 digits'],
  ['arn:aws:iam::aws:role/x', { kind: 'account', account: 'aws' }, '12 digits'],
  ['arn:aws:iam:::role/x', { kind: 'account', account: '' }, '12 digits'],
  [`${START}root`, { kind: 'root' }, 'ARN of the role'],
  [`${START}user/jane`, { kind: 'user' }, 'may assume'],
  [`${START}group/team/devs`, { kind: 'group' }, 'may assume'],
  [`${START}instance-profile/web`, { kind: 'instance-profile' }, 'role inside it'],
  [`${START}policy/x`, { kind: 'other-resource', resource: 'policy/x' }, 'role/'],
  [`${START}role`, { kind: 'other-resource', resource: 'role' }, 'role/'],
  [`${START}Role/x`, { kind: 'other-resource', resource: 'Role/x' }, 'role/'],
  [`${START}rolex/x`, { kind: 'other-resource', resource: 'rolex/x' }, 'role/'],
  [START, { kind: 'other-resource', resource: '' }, 'role/'],
  [`${START}role/`, { kind: 'name-empty' }, 'at the end'],
  [`${START}role/a/`, { kind: 'name-empty' }, 'at the end'],
  [`${START}role//x`, { kind: 'path-empty' }, 'one slash'],
  [`${START}role/p${LONG_PATH}x`, { kind: 'path-length', length: 514 }, 'at most 512'],
  [`${START}role/café/x`, { kind: 'path-character', character: 'é' }, 'U+00E9'],
  [`${START}role/n${LONG_NAME}`, { kind: 'name-length', length: 65 }, 'at most 64'],
  [`${START}role/a:b`, { kind: 'name-character', character: ':' }, 'U+003A'],
  [`${START}role/a#b`, { kind: 'name-character', character: '#' }, 'U+0023'],
  [`${START}role/🐰`, { kind: 'name-character', character: '🐰' }, 'U+1F430'],
  [`${START}role/\ud800`, { kind: 'name-character', character: '\ud800' }, 'U+D800'],
];

describe('parseRoleArn', () => {
  for (const [rest, path, name] of ROLES)
    it(`takes role${rest.slice(0, 60)}`, () => {
      const text = `${START}role${rest}`;
      const arn = { kind: 'role-arn', partition: 'aws', account: '111122223333', path, name, text };
      assert.deepEqual(parseRoleArn(text), { ok: true, arn });
    });

  for (const { id } of PARTITIONS)
    it(`takes a role of the partition ${id}`, () => {
      const result = parseRoleArn(`arn:${id}:iam::000000000000:role/x`);
      assert.ok(result.ok);
      assert.equal(result.arn.partition, id);
    });

  for (const [text, problem] of REFUSED)
    it(`refuses ${JSON.stringify(text.slice(0, 60))}: ${problem.kind}`, () => {
      assert.deepEqual(parseRoleArn(text), { ok: false, problem });
    });

  it('gives back the parts that an ARN was made of', () => {
    const characters = Array.from('abcXYZ019_+=,.@-');
    const word = fc.string({ unit: fc.constantFrom(...characters), minLength: 1, maxLength: 20 });
    const account = fc.string({
      unit: fc.constantFrom(...Array.from('0123456789')),
      minLength: 12,
      maxLength: 12,
    });
    const partition = fc.constantFrom(...PARTITIONS.map(({ id }) => id));
    fc.assert(
      fc.property(partition, account, fc.array(word), word, (id, number, folders, name) => {
        const path = ['', ...folders, ''].join('/');
        const text = `arn:${id}:iam::${number}:role${path}${name}`;
        const arn = { kind: 'role-arn', partition: id, account: number, path, name, text };
        assert.deepEqual(parseRoleArn(text), { ok: true, arn });
      }),
    );
  });
});

describe('describeRoleArnProblem', () => {
  for (const [, problem, offer] of REFUSED)
    it(`says what to write instead: ${problem.kind}, ${offer}`, () => {
      const sentence = describeRoleArnProblem(problem);
      assert.ok(sentence.includes(offer), sentence);
      assert.match(sentence, /^[A-Z"].*\.$/);
      assert.match(sentence, /\b(write|leave)\b/);
      assert.doesNotMatch(sentence, /\. [A-Z]/);
    });

  it('offers no ARN for a session that would itself be refused', () => {
    for (const [, problem] of REFUSED)
      if (problem.kind === 'session' && problem.proposal !== undefined)
        assert.ok(parseRoleArn(problem.proposal).ok, problem.proposal);
  });
});
