import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { checkPolicy } from '#warren/program/check.js';
import {
  loginCauses,
  vhostCause,
  type LoginFacts,
  type VhostFacts,
} from '#warren/verify/sign-in/causes.js';
import { problemsOf } from '#warren/verify/sign-in/sign-in.js';
import { signedBy } from '#warren/verify/sign-in/signature.js';
import { Token } from '#warren/verify/sign-in/token.js';
import { policyOf } from '../broker/compiled.js';
import { issuerKeys, jwt } from './jwt.js';

const ISSUER = 'https://3f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws';
const ARN = 'arn:aws:iam::111122223333:role/app/worker';
const [POLICY = assert.fail()] = checkPolicy(
  policyOf(`
broker orders { engine amazon-mq 4.2 account 111122223333 issuer ${ISSUER} }
role worker = ${ARN}
role idle   = arn:aws:iam::111122223333:role/idle
vhost / { allow worker { connect } }
`),
).policies;

const now = (): number => Math.floor(Date.now() / 1_000);
// A day: mocha loads every file before it runs the first, and the whole suite takes longer than a token lives.
const CLAIMS = { iss: ISSUER, sub: ARN, aud: 'orders', iat: now(), exp: now() + 86_400 };
const HEADER = { alg: 'ES384', kid: 'EC384_0', typ: 'JWT' };

function read(text: string): Token {
  const result = Token.read(text);
  assert.ok(result.ok);
  return result.token;
}

function kindsOf(claims: object, header: object = HEADER): readonly string[] {
  const token = read(jwt(header, { ...CLAIMS, ...claims }));
  // Whoever has an alias reaches something.
  const reaches = token.facts.subject === ARN ? [{}] : [];
  const given: unknown = { reaches, tags: [] };
  assert.ok(isGiven(given));
  return problemsOf(token, POLICY, given).map(({ kind }) => kind);
}

type Given = Parameters<typeof problemsOf>[2];
function isGiven(value: unknown): value is Given {
  return typeof value === 'object';
}

describe('a token', () => {
  it('says whom it is for, and shows itself to nobody', () => {
    const text = jwt(HEADER, { ...CLAIMS, aud: ['a', 'b'] });
    const token = read(text);
    assert.deepEqual(token.facts.audiences, ['a', 'b']);
    assert.equal(token.facts.subject, ARN);
    assert.equal(token.secret, text);
    assert.ok(!JSON.stringify(token).includes(text));
    assert.ok(!inspect(token, { depth: 9, showHidden: true }).includes(text));
  });

  for (const text of [
    '',
    'x',
    'a.b',
    'a.b.c',
    '..',
    `${jwt(HEADER, CLAIMS)}.x`,
    'eyJ.eyJ.x y',
    jwt([], CLAIMS),
  ])
    it(`is none where it is ${JSON.stringify(text.slice(0, 12))}`, () => {
      const result = Token.read(text);
      assert.ok(!result.ok);
      assert.match(result.reason, /^is no web token: /);
    });

  it('keeps nothing of what is of another type', () => {
    const { facts } = read(jwt({ alg: 7 }, { aud: [1, 'a', null], exp: 'soon', iss: {}, sub: 4 }));
    assert.deepEqual(facts, {
      ...{
        algorithm: 'none',
        keyId: '',
        issuer: undefined,
        subject: undefined,
        hasOddSubject: true,
      },
      ...{ audiences: ['a'], expires: undefined, issued: undefined, notBefore: undefined },
      scopes: [],
    });
  });

  it('brings the scopes of its claim, as a text or as a list', () => {
    const scopesOf = (scope: unknown): readonly string[] =>
      read(jwt(HEADER, { scope })).facts.scopes;
    assert.deepEqual(scopesOf(' a.read:*/* b '), ['a.read:*/*', 'b']);
    assert.deepEqual(scopesOf(['a b', 'c', 7]), ['a', 'b', 'c']);
    assert.deepEqual(scopesOf({ a: 'b' }), []);
  });
});

describe('what of a token does not fit a policy', () => {
  const cases: readonly (readonly [string, object, object, readonly string[]])[] = [
    ['nothing of a good one', {}, HEADER, []],
    ['several audiences', { aud: ['other', 'orders'] }, HEADER, []],
    ['another audience', { aud: 'order' }, HEADER, ['audience']],
    ['none', { aud: undefined }, HEADER, ['audience']],
    ['another issuer', { iss: `${ISSUER}/` }, HEADER, ['issuer']],
    ['another algorithm', {}, { ...HEADER, alg: 'RS256' }, ['algorithm']],
    ['one that is signed by nobody', {}, { alg: 'none' }, ['algorithm']],
    ['one that has run out', { exp: now() - 1 }, HEADER, ['expired']],
    ['one that never runs out', { exp: undefined }, HEADER, ['no-expiry']],
    ['nobody', { sub: undefined }, HEADER, ['no-subject']],
    ['an empty name', { sub: '' }, HEADER, ['no-subject']],
    ['a list of names', { sub: [ARN] }, HEADER, ['no-subject']],
    [
      'a role without its path',
      { sub: 'arn:aws:iam::111122223333:role/worker' },
      HEADER,
      ['unknown-role'],
    ],
    [
      'a role of another account',
      { sub: 'arn:aws:iam::444455556666:role/app/worker' },
      HEADER,
      ['unknown-role'],
    ],
    [
      'a role that is granted nothing',
      { sub: 'arn:aws:iam::111122223333:role/idle' },
      HEADER,
      ['no-alias'],
    ],
    ['one that is large', { filler: 'x'.repeat(6_000) }, HEADER, ['too-large']],
    ['much at once', { aud: 'x', exp: 1, iss: 'y' }, HEADER, ['audience', 'issuer', 'expired']],
  ];
  for (const [what, claims, header, expected] of cases)
    it(what, () => {
      assert.deepEqual(kindsOf(claims, header), expected);
    });
});

describe('how long ago a token ran out', () => {
  const ago = (seconds: number): string =>
    problemsOf(read(jwt(HEADER, { ...CLAIMS, exp: now() - seconds })), POLICY, undefined)
      .filter(({ kind }) => kind === 'expired')
      .map(({ what }) => what.replace('the token ran out ', ''))
      .join();

  it('is told in the largest unit of which there are two', () => {
    assert.match(ago(1), /^[12] seconds? ago$/);
    assert.match(ago(100), /^10[01] seconds ago$/);
    assert.equal(ago(600), '10 minutes ago');
    assert.equal(ago(3 * 3_600), '3 hours ago');
    assert.equal(ago(30 * 86_400), '30 days ago');
  });
});

describe('what is advised for an algorithm', () => {
  const remedyOf = (alg: string): string =>
    problemsOf(read(jwt({ ...HEADER, alg }, CLAIMS)), POLICY, undefined)
      .filter(({ kind }) => kind === 'algorithm')
      .map(({ remedy }) => remedy)
      .join();

  it('is to name it in the policy where STS signs by it', () => {
    assert.match(remedyOf('RS256'), /or name `RS256` in the broker's `token` setting/);
  });

  for (const alg of ['HS256', 'none', 'ES256'])
    it(`is not to name \`${alg}\`, which the language does not take`, () => {
      assert.match(remedyOf(alg), /^ask STS for `ES384`: it signs by `ES384` or `RS256` only/);
      assert.ok(!remedyOf(alg).includes(alg.concat('`')), remedyOf(alg));
    });
});

describe('the signature of a token', () => {
  const keys = issuerKeys();
  const others = issuerKeys();

  it('is by a key of the issuer, or not, or cannot be told', () => {
    const good = read(jwt(HEADER, CLAIMS, keys.ES384));
    const rsa = read(jwt({ alg: 'RS256', kid: 'RSA_0' }, CLAIMS, keys.RS256, 'sha256'));
    assert.equal(signedBy(good, keys.jwks), 'yes');
    assert.equal(signedBy(rsa, keys.jwks), 'yes');
    assert.equal(signedBy(good, others.jwks), 'no');
    assert.equal(signedBy(read(jwt(HEADER, CLAIMS)), keys.jwks), 'no');
    assert.equal(
      signedBy(read(jwt({ ...HEADER, kid: 'RSA_0' }, CLAIMS, keys.ES384)), keys.jwks),
      'no',
    );
    assert.equal(
      signedBy(read(jwt({ ...HEADER, kid: 'EC384_1' }, CLAIMS, keys.ES384)), keys.jwks),
      'no-such-key',
    );
    assert.equal(signedBy(good, undefined), undefined);
    assert.equal(signedBy(good, { keys: 7 }), undefined);
    assert.equal(signedBy(good, { keys: [{ kid: 'EC384_0', kty: 'nonsense' }] }), 'no');
    assert.equal(signedBy(read(jwt({ alg: 'HS256' }, CLAIMS)), keys.jwks), undefined);
  });
});

describe('the cause of a refusal', () => {
  const facts: LoginFacts = {
    ...{
      problems: [],
      signed: undefined,
      unfetched: undefined,
      plugins: undefined,
      broker: 'orders',
    },
  };
  const problem = (
    kind: LoginFacts['problems'][number]['kind'],
  ): LoginFacts['problems'][number] => ({
    ...{ kind, what: '', remedy: '' },
  });
  const first = (given: Partial<LoginFacts>, silently = false): string =>
    loginCauses({ ...facts, ...given }, silently)[0]?.kind ?? '';

  it('of a login is told from the token, its keys and the plugins', () => {
    assert.equal(first({ plugins: ['rabbitmq_management'] }), 'no-oauth2');
    assert.equal(first({ problems: [problem('audience')] }), 'audience');
    assert.equal(first({ signed: 'no' }), 'other-key');
    assert.equal(first({ signed: 'no-such-key' }), 'other-key');
    assert.equal(first({ signed: 'yes' }), 'other-configuration');
    assert.equal(first({}), 'other-configuration');
    // A role without an alias is logged in, and let into no vhost.
    assert.equal(first({ problems: [problem('no-alias')] }), 'other-configuration');
    // A token that is too large is not refused, it is not read.
    assert.equal(first({ problems: [problem('too-large')] }), 'other-configuration');
    assert.equal(first({ problems: [problem('too-large')] }, true), 'too-large');
  });

  it('says that the keys of the issuer could not be had, and why, before it guesses', () => {
    const unfetched = '`https://i.example/.well-known/jwks.json`: its certificate is not trusted';
    const [cause] = loginCauses({ ...facts, unfetched }, false);
    assert.match(
      cause?.what ?? '',
      /^the keys of the issuer could not be had .*: `https:.*trusted\./,
    );
    assert.match(cause?.remedy ?? '', /--ca FILE/);
    const [known] = loginCauses(facts, false);
    assert.doesNotMatch(`${known?.what ?? ''}${known?.remedy ?? ''}`, /could not be had|--ca/);
    assert.notEqual(known, undefined);
  });

  it('of a vhost is told from the words of the broker', () => {
    const around: VhostFacts = {
      ...{
        vhost: 'v',
        problems: [],
        isPermitted: true,
        role: 'worker',
        subject: ARN,
        broker: 'orders',
      },
    };
    const kind = (text: string, given: Partial<VhostFacts> = {}): string =>
      vhostCause({ code: 530, text }, { ...around, ...given }).kind;
    const refused = `NOT_ALLOWED - access to vhost 'v' refused for user '${ARN}'`;
    assert.equal(kind('NOT_ALLOWED - vhost v not found'), 'vhost-missing');
    assert.equal(kind(refused), 'other-configuration');
    assert.equal(kind(refused, { isPermitted: false }), 'vhost-not-permitted');
    assert.equal(kind(refused, { problems: [problem('unknown-role')] }), 'unknown-role');
    assert.equal(kind("NOT_ALLOWED - access to vhost 'v' refused for user 'guest'"), 'other-user');
    // A refusal of rights, of a token whose name is empty.
    assert.notEqual(kind("NOT_ALLOWED - access to vhost 'v' refused for user ''"), 'vhost-closed');
    const limit = `${refused}: connection limit (0) is reached`;
    const down = `INTERNAL_ERROR - access to vhost 'v' refused for user '${ARN}': vhost 'v' is down`;
    const cut = (words: string): string => `${words.slice(0, 252)}...`;
    const long = `arn:aws:iam::111122223333:role/${'x'.repeat(300)}`;
    const ofLong = `NOT_ALLOWED - access to vhost 'v' refused for user '${long}'`;
    assert.equal(kind(cut(ofLong), { subject: long }), 'other-configuration');
    assert.equal(kind(cut(ofLong), { subject: ARN }), 'other-user');
    const far = 'v'.repeat(255);
    assert.equal(
      kind(cut(`NOT_ALLOWED - access to vhost '${far}' refused`)),
      'other-configuration',
    );
    assert.equal(kind(cut(`NOT_ALLOWED - vhost ${far} not found`)), 'vhost-missing');
    const odd = `NOT_ALLOWED - access to vhost 'v not found' refused for user '${ARN}'`;
    assert.equal(kind(odd), 'other-configuration');
    // Those of a node and of a user stand in the way of every vhost.
    const { what: ofNode } = vhostCause(
      { code: 530, text: 'NOT_ALLOWED - connection refused: node connection limit (0) is reached' },
      around,
    );
    assert.equal(
      ofNode,
      'the broker opens no vhost for the role: node connection limit (0) is reached',
    );
    const ofUser = `NOT_ALLOWED - connection refused for user '${ARN}': user connection limit (1) is reached`;
    assert.doesNotMatch(vhostCause({ code: 530, text: ofUser }, around).what, /`v`/);
    for (const closed of [limit, down]) assert.equal(kind(closed), 'vhost-closed');
    assert.equal(kind('NOT_ALLOWED - something else'), 'vhost-closed');
  });
});
