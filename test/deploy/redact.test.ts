import assert from 'node:assert/strict';
import { failureOf } from '#warren/deploy/aws-errors.js';
import { redacted } from '#warren/deploy/redact.js';
import { shownValue } from '#warren/rabbitmq/settings/secret.js';

/** None of these may be told. */
const signature = '5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7';
const session = 'IQoJb3JpZ2luX2VjEJr//////////wEaCXVzLWVhc3QtMSJHMEUCIQDx+abc/def==';
const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const keyId = 'ASIAIOSFODNN7EXAMPLE';
const web = 'eyJhbGciOiJFUzM4NCJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl';
const password = 'hunter2!';

const told: readonly string[] = [
  `Authorization: AWS4-HMAC-SHA256 Credential=${keyId}/20260101/eu-west-1/mq/aws4_request, SignedHeaders=host;x-amz-date, Signature=${signature}`,
  `{"authorization":"AWS4-HMAC-SHA256 Credential=${keyId}/x, Signature=${signature}"}`,
  `x-amz-security-token: ${session}`,
  `{"headers":{"X-Amz-Security-Token":"${session}"}}`,
  `https://mq.example/?X-Amz-Signature=${signature}&X-Amz-Security-Token=${encodeURIComponent(session)}`,
  `aws_session_token = ${session}`,
  `SecretAccessKey=${secret}`,
  `"SecretAccessKey": "${secret}"`,
  `<SessionToken>${session}</SessionToken>`,
  `Authorization: Bearer ${web}`,
  `authorization=Basic ${Buffer.from(`u:${password}`).toString('base64')}`,
  `The Canonical String for this request should have been 'GET\n/v1\n\nx-amz-security-token:${session}\n${signature}'`,
  `proxy http://user:${password}@proxy.example:3128 refused`,
  `password=${password}`,
  `the token ${web} has expired`,
  `got ${session}`,
  `got ${signature}`,
  `key ${keyId} is not known`,
];

describe('what an endpoint answers', () => {
  for (const text of told)
    it(`is told without secrets: ${text.slice(0, 40)}`, () => {
      const thrown = Object.assign(new Error(text), { name: 'BadRequestException' });
      const failure = failureOf('mq:DescribeBroker', thrown);
      assert.ok(failure instanceof Error);
      const basic = Buffer.from(`u:${password}`).toString('base64');
      for (const one of [
        signature,
        session,
        encodeURIComponent(session),
        secret,
        keyId,
        web,
        password,
        basic,
      ])
        assert.ok(!failure.message.includes(one), failure.message);
      assert.match(failure.message, /^mq:DescribeBroker failed: Amazon MQ refuses the request/);
    });

  const kept = [
    'User: arn:aws:sts::111122223333:assumed-role/deployer/session is not authorized to perform: mq:DescribeBroker on resource: arn:aws:mq:eu-west-1:111122223333:broker:orders-prod:b-1234a5b6-78cd-901e-2fgh-3i45j6k178l9',
    'The security token included in the request is expired',
    'connect ECONNREFUSED 127.0.0.1:443',
    'Configuration c-1234a5b6-78cd-901e-2fgh-3i45j6k178l9 does not exist',
    'getaddrinfo ENOTFOUND mq.eu-west-9.amazonaws.com',
  ];
  for (const text of kept)
    it(`is told whole: ${text.slice(0, 40)}`, () => {
      assert.equal(redacted(text), text);
    });

  it('is cut where it goes on and on', () => {
    const failure = failureOf('x', Object.assign(new Error('a b '.repeat(9999)), { name: 'E' }));
    assert.ok(failure instanceof Error && failure.message.length < 600);
  });
});

describe('a setting that is shown', () => {
  const secrets = [
    ...['default_pass', 'auth_ldap.other_bind.password', 'management.oauth_client_secret'],
    ...['cluster_formation.aws.secret_key', 'cluster_formation.consul.acl_token'],
    ...['ssl_options.key.RSAPrivateKey', 'default_users.a.password'],
  ];
  for (const key of secrets)
    it(`has no value of ${key}`, () => {
      assert.equal(shownValue(key, 'hunter2'), '(not shown)');
    });
  it('has every other value, and the ARN of a secret', () => {
    for (const key of ['heartbeat', 'auth_oauth2.token_endpoint', 'password_hashing_module'])
      assert.equal(shownValue(key, '60'), '60');
    const arn = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:x';
    assert.equal(shownValue('aws.arns.auth_ldap.dn_lookup_bind.password', arn), arn);
    assert.equal(shownValue('x', 'amqp://u:p@h/v'), 'amqp://(not shown)@h/v');
  });
});
