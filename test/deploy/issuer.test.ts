import assert from 'node:assert/strict';
import { issuerKeys } from '../verify/jwt.js';
import { ISSUER, type AccountState } from './fake-account.js';
import { CONSUME, freshState, onStage, policy } from './run.js';

const OTHER = 'https://99999999-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws';
const host = new URL(ISSUER).host;

/** Only one of the two keys that STS has. */
function onlyKey(kty: 'EC' | 'RSA'): string {
  const { keys } = freshKeys();
  return JSON.stringify({ keys: keys.filter((key) => 'kty' in key && key.kty === kty) });
}

function freshKeys(): { readonly keys: readonly object[] } {
  const { jwks } = issuerKeys();
  if (!('keys' in jwks) || !Array.isArray(jwks.keys)) throw new Error('no keys');
  return { keys: jwks.keys.filter((key: unknown) => typeof key === 'object' && key !== null) };
}

/** How the account stands, what is said, and whether the deployment goes on. */
type Case = readonly [what: string, change: (state: AccountState) => void, told: RegExp];

const denied = { status: 403, error: 'AccessDenied', message: 'User is not authorized.' };

/** What is told and ends the deployment. */
const REFUSED: readonly Case[] = [
  [
    'the issuer of another account',
    (state) => {
      state.issuer = OTHER;
    },
    /^Refused: the policy says `issuer https:\/\/3f1c2b7e-.*` for orders-prod, and that of the account 111122223333 is https:\/\/99999999-.*\. Write `issuer https:\/\/99999999-[^`]*`\. Nothing was changed; /m,
  ],
  [
    'federation off',
    (state) => {
      state.issuer = undefined;
    },
    /^Refused: outbound federation is off in the account 111122223333, .*`aws iam enable-outbound-web-identity-federation` turns it on/m,
  ],
  [
    'federation switched off again',
    (state) => {
      state.enabled = false;
    },
    /^Refused: outbound federation is off/m,
  ],
  [
    'no key for the algorithm',
    (state) => {
      state.keys.set(host, { status: 200, body: onlyKey('RSA') });
    },
    /^Refused: https:\/\/3f1c2b7e-.*\/\.well-known\/jwks\.json has no key for ES384, /m,
  ],
  [
    'no keys, where the account is not asked',
    (state) => {
      state.faults.set('GetOutboundWebIdentityFederationInfo', denied);
      state.keys.set(host, { status: 404, body: '' });
    },
    /^Refused: there are no keys at https:.*: it answers 404\. Without them/m,
  ],
  [
    'something else than keys, where the account is not asked',
    (state) => {
      state.faults.set('GetOutboundWebIdentityFederationInfo', denied);
      state.keys.set(host, { status: 200, body: '{"keys": 1}' });
    },
    /: what it answers is no set of keys\./,
  ],
  [
    'no JSON, where the account is not asked',
    (state) => {
      state.faults.set('GetOutboundWebIdentityFederationInfo', denied);
      state.keys.set(host, { status: 200, body: '<html>' });
    },
    /: what it answers is no JSON\./,
  ],
];

/** What is told, and the rest is checked. */
const TOLD: readonly Case[] = [
  [
    'no right to ask for the issuer',
    (state) => {
      state.faults.set('GetOutboundWebIdentityFederationInfo', denied);
    },
    /^Not checked: the issuer was not compared with that of the account 111122223333: iam:GetOutboundWebIdentityFederationInfo failed: these credentials may not ask for it: allow the action .* \(AWS says: User is not authorized\)\.$/m,
  ],
  [
    'an answer of IAM without an issuer',
    (state) => {
      const body =
        '<GetOutboundWebIdentityFederationInfoResponse><GetOutboundWebIdentityFederationInfoResult/></GetOutboundWebIdentityFederationInfoResponse>';
      state.faults.set('GetOutboundWebIdentityFederationInfo', { body });
    },
    /^Not checked: .*answered no issuer\.$/m,
  ],
  [
    'keys that cannot be had from here',
    (state) => {
      state.keys.clear();
    },
    /^Not checked: the keys at https:.*jwks\.json could not be looked at from here: the connection was closed\.$/m,
  ],
  [
    'an answer that may be that of a proxy',
    (state) => {
      state.keys.set(host, { status: 403, body: 'Blocked by your company.' });
    },
    /^Not checked: there are no keys at https:.*: it answers 403\. Without them the broker takes no token\.$/m,
  ],
  [
    'an answer without an end',
    (state) => {
      state.keys.set(host, { status: 200, body: 'x'.repeat(2 ** 20 + 1) });
    },
    /^Not checked: .*: the answer is far too large\./m,
  ],
];

describe('warren deploy and the issuer', () => {
  for (const [what, change, told] of REFUSED)
    for (const args of [['--yes', '--reboot'], ['--dry-run']])
      it(`refuses ${what}, with ${args.join(' ')}`, () =>
        onStage(freshState(), async ({ mq, account, deploy }) => {
          change(account.state);
          const { status, stdout, stderr } = await deploy(...args);
          assert.match(stderr, told);
          assert.match(stderr, /Nothing was changed; the broker runs with no configuration\.\n$/);
          assert.deepEqual([status, stdout], [1, '']);
          assert.deepEqual(mq.log, ['DescribeBroker', 'DescribeConfiguration']);
        }));

  for (const [what, change, told] of TOLD)
    it(`goes on after ${what}`, () =>
      onStage(freshState(), async ({ mq, account, deploy }) => {
        change(account.state);
        const { status, stderr } = await deploy('--yes', '--reboot');
        assert.match(stderr, told);
        assert.equal(stderr.match(/^Not checked/gm)?.length, 1);
        assert.deepEqual([status, mq.state.current], [0, 2]);
      }));

  it('says nothing where all is right, and looks before anything is written', () =>
    onStage(freshState(), async ({ mq, account, deploy }) => {
      const { status, stderr } = await deploy('--yes', '--reboot');
      assert.doesNotMatch(stderr, /issuer|Not checked/);
      assert.deepEqual([status, mq.state.current], [0, 2]);
      assert.deepEqual(account.log, ['GetOutboundWebIdentityFederationInfo']);
    }));

  it('wants one key where the policy takes either algorithm, and tells of the other', () =>
    onStage(freshState(), async ({ account, deploy, write }) => {
      write(policy([CONSUME], '  token RS256, ES384 max 15m\n'));
      account.state.keys.set(host, { status: 200, body: onlyKey('EC') });
      const { status, stderr } = await deploy('--yes');
      assert.match(stderr, /^Not checked: https:.* has no key for RS256, /m);
      assert.equal(status, 0);
    }));

  it('takes no other curve for the key of the algorithm', () =>
    onStage(freshState(), async ({ account, deploy }) => {
      const jwk = { kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA' };
      account.state.keys.set(host, {
        status: 200,
        body: JSON.stringify({ keys: [jwk, null, 'x', {}] }),
      });
      assert.match((await deploy('--yes')).stderr, /has no key for ES384/);
    }));

  describe('of which nothing is known', () => {
    const nothing = (state: AccountState): void => {
      state.faults.set('GetOutboundWebIdentityFederationInfo', denied);
      state.keys.clear();
    };

    it('is refused, and named, with the option that deploys it', () =>
      onStage(freshState(), async ({ mq, account, deploy }) => {
        nothing(account.state);
        const { status, stdout, stderr } = await deploy('--yes');
        assert.match(stdout, /\nNothing is known of the issuer, .*:\n {2}the issuer was not .*\n/);
        assert.match(stdout, /\n {2}the keys at https:.* could not be looked at from here: /);
        assert.match(
          stderr,
          /^Refused: what comes besides has to be .* by --yes-issuer\. Nothing was changed/m,
        );
        assert.deepEqual([status, mq.state.revisions.length], [1, 1]);
      }));

    it('is deployed with --yes-issuer, or by a yes of its own', () =>
      onStage(freshState(), async ({ mq, account, deploy, asked, write }) => {
        nothing(account.state);
        assert.equal((await deploy('--yes', '--yes-issuer')).status, 0);
        assert.equal(mq.state.revisions.length, 2);
        write(policy([]));
        const questions: string[] = [];
        const run = await asked((question) => {
          questions.push(question);
          return questions.length > 1;
        });
        assert.equal(run.status, 1);
        assert.deepEqual(questions, ['Deploy with it all the same?']);
      }));
  });

  it('looks at the keys alone where the issuer is none of STS', () =>
    onStage(freshState(), async ({ account, deploy, write }) => {
      write(policy([CONSUME]).replace(ISSUER, 'https://127.0.0.1:9'));
      const { stdout } = await deploy('--dry-run');
      assert.match(stdout, /the keys at https:\/\/127\.0\.0\.1:9\/.*: nobody listens there$/m);
      assert.deepEqual(account.log, []);
    }));

  it('asks for nothing on a rollback', () =>
    onStage({ ...freshState(), current: 2, revisions: ['a = 1\n', 'a = 2\n'] }, async (stage) => {
      stage.account.state.issuer = OTHER;
      assert.equal((await stage.deploy('--rollback', '--dry-run')).status, 3);
      assert.deepEqual(stage.account.log, []);
    }));

  it('gives up an account and keys that never answer', () =>
    onStage(freshState(), async ({ account, deploy }) => {
      account.state.faults.set('GetOutboundWebIdentityFederationInfo', { hang: true });
      account.state.keys.set(host, 'hang');
      const { stdout } = await deploy('--dry-run', '--timeout', '0.3');
      assert.match(stdout, /FederationInfo got no answer within a second$/m);
      assert.match(stdout, /looked at from here: no answer comes$/m);
    }));
});
