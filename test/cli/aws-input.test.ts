import assert from 'node:assert/strict';
import { run } from '#warren/cli/run.js';
import { whileInFolder } from '../source/temporary.js';
import { readJson } from './json.js';

const ACCOUNT = '111122223333';
const ISSUER = 'https://3f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws';
const SSO = 'AWSReservedSSO_OnCall_0123456789abcdef';
const ID = 'id b-1234a5b6-78cd-901e-2fgh-3i45j6k178l9';
const CONFIGURATION = 'configuration c-1234a5b6-78cd-901e-2fgh-3i45j6k178l9';

interface Found {
  readonly code: string;
  readonly message: string;
}

function isReport(value: object): value is { readonly diagnostics: readonly Found[] } {
  return 'diagnostics' in value && Array.isArray(value.diagnostics);
}

/** What `warren check` says of a policy. */
async function check(
  text: string,
): Promise<{ readonly status: number; readonly found: readonly Found[] }> {
  return whileInFolder({ 'policy.warren': text }, async (cwd) => {
    let written = '';
    const out = { colour: false, write: (more: string) => void (written += more) };
    const status = await run(['check', '--format', 'json'], { cwd, out, err: out });
    return { status, found: readJson(written, isReport).diagnostics };
  });
}

/** A broker on Amazon MQ with further settings. */
function broker(settings = `account ${ACCOUNT} region eu-west-1`): string {
  return `broker orders { engine amazon-mq 4.2 issuer ${ISSUER} ${settings} }\n`;
}

function withRole(arn: string, settings?: string): string {
  return `${broker(settings)}role r = "${arn}"\nvhost v { queue q allow r { consume queue q } }\n`;
}

function withRight(right: string, settings?: string): string {
  return `${broker(settings)}role r = arn:aws:iam::${ACCOUNT}:role/r\nallow r { ${right} }\n`;
}

function withAudience(length: number): string {
  return withRole(
    `arn:aws:iam::${ACCOUNT}:role/r`,
    `account ${ACCOUNT} audience ${'a'.repeat(length)} scope-prefix a.`,
  );
}

const name = (length: number): string => 'n'.repeat(length);
const path = (length: number): string => `/${'p'.repeat(length - 2)}/`;
const role = (rest: string): string => `arn:aws:iam::${ACCOUNT}:role${rest}`;

/** A policy, and what is said of it: the code and a part of the message, or nothing. */
const CASES: readonly (readonly [title: string, text: string, code?: string, part?: string])[] = [
  ['a role', withRole(role('/checkout'))],
  ['a role of Identity Center', withRole(role(`/aws-reserved/sso.amazonaws.com/eu-west-1/${SSO}`))],
  ['a role that a console made for a service', withRole(role('/service-role/lambda-1'))],
  [
    'a service-linked role',
    withRole(role('/aws-service-role/mq.amazonaws.com/AWSServiceRoleForAmazonMQ')),
    'service-linked-role',
    'no policy can be attached',
  ],
  ['a name of every sign', withRole(role('/A_z+0=1,2.3@4-5'))],
  ['a name of 64 characters', withRole(role(`/${name(64)}`))],
  ['a name of 65 characters', withRole(role(`/${name(65)}`)), 'bad-role-arn', 'at most 64'],
  ['a path of 512 characters', withRole(role(`${path(512)}r`))],
  ['a path of 513 characters', withRole(role(`${path(513)}r`)), 'bad-role-arn', 'at most 512'],
  ['a name with a colon', withRole(role('/a:b')), 'bad-role-arn', 'U+003A'],
  ['a name with a letter of another script', withRole(role('/café')), 'bad-role-arn', 'U+00E9'],
  [
    'a path that rabbitmq.conf cannot hold',
    withRole(role('/a#b/r')),
    'arn-not-holdable',
    'cannot hold',
  ],
  ['a user', withRole(`arn:aws:iam::${ACCOUNT}:user/jane`), 'bad-role-arn', 'IAM user'],
  ['a group', withRole(`arn:aws:iam::${ACCOUNT}:group/devs`), 'bad-role-arn', 'IAM group'],
  ['the root', withRole(`arn:aws:iam::${ACCOUNT}:root`), 'bad-role-arn', 'root of an account'],
  [
    'an instance profile',
    withRole(`arn:aws:iam::${ACCOUNT}:instance-profile/web`),
    'bad-role-arn',
    'role inside it',
  ],
  [
    'a session',
    withRole(`arn:aws:sts::${ACCOUNT}:assumed-role/checkout/i-1`),
    'bad-role-arn',
    `write ${role('/checkout')}`,
  ],
  [
    'a session of Identity Center',
    withRole(`arn:aws:sts::${ACCOUNT}:assumed-role/${SSO}/jane`),
    'bad-role-arn',
    'REGION',
  ],
  [
    'a federated user',
    withRole(`arn:aws:sts::${ACCOUNT}:federated-user/jane`),
    'bad-role-arn',
    '"sts"',
  ],
  ['all roles', withRole(role('/\\*')), 'bad-role-arn', 'wildcard'],
  ['a pattern of roles', withRole(role('/team-?')), 'bad-role-arn', 'wildcard'],
  ['all accounts', withRole('arn:aws:iam::\\*:role/r'), 'bad-role-arn', 'wildcard'],
  ['a bucket', withRole('arn:aws:s3:::orders'), 'bad-role-arn', '"s3"'],
  [
    'a role in a region',
    withRole(`arn:aws:iam:eu-west-1:${ACCOUNT}:role/r`),
    'bad-role-arn',
    'no region',
  ],
  [
    'an account with dashes',
    withRole('arn:aws:iam::1111-2222-3333:role/r'),
    'bad-role-arn',
    '12 digits',
  ],
  [
    'an account of 11 digits',
    withRole('arn:aws:iam::11112222333:role/r'),
    'bad-role-arn',
    '12 digits',
  ],
  [
    'an account of 13 digits',
    withRole('arn:aws:iam::1111222233334:role/r'),
    'bad-role-arn',
    '12 digits',
  ],
  ['no ARN', withRole('checkout'), 'bad-role-arn', 'is not an ARN'],
  ['another account', withRole('arn:aws:iam::999999999999:role/r'), 'foreign-role', '999999999999'],
  ['another partition', withRole(`arn:aws-cn:iam::${ACCOUNT}:role/r`), 'foreign-role', 'aws-cn'],
  ['no partition', withRole(`arn:amazon:iam::${ACCOUNT}:role/r`), 'bad-role-arn', 'aws-us-gov'],
  [
    'the partition of the broker',
    withRole(
      `arn:aws-cn:iam::${ACCOUNT}:role/r`,
      `account ${ACCOUNT} partition aws-cn region cn-north-1`,
    ),
  ],
  [
    'a region of another partition',
    withRole(role('/r'), `account ${ACCOUNT} region cn-north-1`),
    'region-of-other-partition',
    'partition aws-cn',
  ],
  ['an audience of 1,000 characters', withAudience(1000)],
  ['an audience of 1,001 characters', withAudience(1001), 'unholdable-setting', '1000'],
  ['a token of an hour', withRole(role('/r'), 'token ES384 max 60m')],
  [
    'a token of more than an hour',
    withRole(role('/r'), 'token ES384 max 61m'),
    'bad-setting',
    '60m',
  ],
  [
    'a token of less than a minute',
    withRole(role('/r'), 'token ES384 max 59s'),
    'bad-setting',
    '1m',
  ],
  [
    'an algorithm that AWS does not sign with',
    withRole(role('/r'), 'token ES256'),
    'bad-setting',
    'RS256',
  ],
  [
    'a role to pass',
    withRight(
      'deploy',
      `account ${ACCOUNT} region eu-west-1 ${ID} ${CONFIGURATION} settings { aws.arns.assume_role_arn = ${role('/mq')} }`,
    ),
  ],
  [
    'a user to pass',
    withRight(
      'deploy',
      `account ${ACCOUNT} region eu-west-1 ${ID} ${CONFIGURATION} settings { aws.arns.assume_role_arn = arn:aws:iam::${ACCOUNT}:user/u }`,
    ),
    'bad-conf-line',
    'IAM user',
  ],
  [
    'a role to pass that is of another account',
    withRight(
      'deploy',
      `account ${ACCOUNT} region eu-west-1 ${ID} ${CONFIGURATION} settings { aws.arns.assume_role_arn = arn:aws:iam::444455556666:role/mq }`,
    ),
    'foreign-arn',
    '444455556666',
  ],
  [
    'a secret of another region',
    withRole(
      role('/r'),
      `account ${ACCOUNT} region eu-west-1 settings { aws.arns.assume_role_arn = ${role('/mq')} aws.arns.ssl_options.cacertfile = arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:ca-AbCdEf }`,
    ),
    'foreign-arn',
    'us-east-1',
  ],
  [
    'a secret and nobody to read it',
    withRole(
      role('/r'),
      `account ${ACCOUNT} region eu-west-1 settings { aws.arns.ssl_options.cacertfile = arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:ca-AbCdEf }`,
    ),
    'missing-assume-role',
    'aws.arns.assume_role_arn',
  ],
  [
    'a region with a slip',
    withRole(role('/r'), `account ${ACCOUNT} region eu-wset-1`),
    'unknown-region',
    'eu-west-1',
  ],
  [
    'every setting for a right',
    withRight('deploy', `account ${ACCOUNT} region eu-west-1 ${ID} ${CONFIGURATION}`),
  ],
  [
    'no id for a right',
    withRight('deploy', `account ${ACCOUNT} region eu-west-1 ${CONFIGURATION}`),
    'missing-setting-for-right',
    '`id`',
  ],
  [
    'no configuration for a right',
    withRight('mq:UpdateConfiguration', `account ${ACCOUNT} region eu-west-1 ${ID}`),
    'missing-setting-for-right',
    '`configuration`',
  ],
  [
    'nothing for a right',
    withRight('observe', ''),
    'missing-setting-for-right',
    '`account`, `region`, `id`, `configuration`',
  ],
  ['nothing for a right that needs nothing', withRight('mq:ListBrokers', '')],
  ['creating without ids', withRight('create')],
  ['an id of a configuration', withRole(role('/r'), 'id c-1'), 'bad-setting', '`b-`'],
  [
    'a broker name of 50 characters',
    withRole(role('/r')).replace('broker orders', `broker ${name(50)}`),
  ],
  [
    'a broker name of 51 characters',
    withRole(role('/r')).replace('broker orders', `broker ${name(51)}`),
    'long-broker-name',
    'at most 50',
  ],
  [
    'an action nearly known',
    withRight('mq:RebotBroker'),
    'unknown-action',
    'Did you mean `mq:RebootBroker`?',
  ],
  [
    'an action in other case',
    withRight('mq:rebootbroker'),
    'unknown-action',
    'Did you mean `mq:RebootBroker`?',
  ],
  ['an action of nothing like it', withRight('mq:Publish'), 'unknown-action', 'mq:Publish'],
  ['all actions', withRight('mq:Everything'), 'unknown-action', 'mq:Everything'],
];

/** The codes among them that do not keep a policy from being written. */
const ADVICE: readonly string[] = ['service-linked-role', 'unknown-region'];

describe('what belongs to AWS, as `check` sees it', () => {
  for (const [title, text, code, part = ''] of CASES)
    it(`${title}: ${code ?? 'no problem'}`, async () => {
      const { status, found } = await check(text);
      assert.deepEqual(
        [...new Set(found.map((one) => one.code))],
        code === undefined ? [] : [code],
      );
      assert.ok(
        found.every(({ message }) => message.includes(part)),
        JSON.stringify(found),
      );
      assert.equal(status === 0, code === undefined || ADVICE.includes(code));
    });
});
