import { startSts } from '../bed/sts.js';
import type { Algorithm, Sts, TokenRequest } from '../bed/sts.js';
import { SUITES } from '../bed/tree.js';
import { assertAllowed, assertRefused } from './answers.js';
import { open } from './operations.js';
import { AUDIENCE, STAGEHAND_TEXT, arnOf, brokerBlock, startStage } from './stage.js';
import type { Stage } from './stage.js';

const POLICY = `
role worker = ${arnOf('app/worker')}
role idle = ${arnOf('idle')}
role elsewhere = ${arnOf('elsewhere')}
vhost / { allow worker { consume queue work } }
vhost other { allow elsewhere { connect } }
`;

/** The broker's settings, the algorithms that it must accept, and whether it asks its own users. */
const SETTINGS: readonly [settings: string, algorithms: readonly Algorithm[], internal: boolean][] =
  [
    ['', ['ES384'], false],
    ['token RS256 internal-users off', ['RS256'], false],
    ['token RS256, ES384 max 1m internal-users on', ['ES384', 'RS256'], true],
  ];

const BAD_TOKENS: Readonly<Record<string, Partial<TokenRequest>>> = {
  'that has expired': { lifetimeSeconds: -60 },
  'for another audience': { audience: 'other' },
  'for an audience that only starts like it': { audience: 'stage2' },
  'without an audience': { claims: { aud: undefined } },
  'with an empty list of audiences': { audience: [] },
  'without a subject': { claims: { sub: undefined } },
  'of a role without an alias': { roleArn: arnOf('stranger') },
  'of a role that is granted nothing': { roleArn: arnOf('idle') },
  'of a role of that name without its path': { roleArn: arnOf('worker') },
  'of a session of the role': {
    roleArn: 'arn:aws:sts::111122223333:assumed-role/worker/session',
  },
  'of the same role of another account': { roleArn: 'arn:aws:iam::444455556666:role/app/worker' },
  'of a role whose rights are in another virtual host': { roleArn: arnOf('elsewhere') },
  'that brings scopes': {
    roleArn: arnOf('stranger'),
    claims: { scp: 'stage.read:*/*', roles: ['stage.read:*/*'] },
  },
};

/** An internal user of the name under which the test bed presents tokens. */
const ADD_USER =
  'rabbit_auth_backend_internal:add_user(<<"anyone">>, <<"a secret">>, <<"test">>),' +
  'rabbit_auth_backend_internal:set_permissions(<<"anyone">>, <<"/">>,' +
  ' <<".*">>, <<".*">>, <<".*">>, <<"test">>)';

for (const suite of SUITES)
  for (const [settings, algorithms, internal] of SETTINGS)
    describe(`tokens, ${suite}, settings "${settings}"`, () => {
      let stage: Stage;
      let other: Sts;
      const [algorithm = 'ES384'] = algorithms;
      const token = (request: Partial<TokenRequest> = {}): Promise<string> =>
        stage.token('app/worker', { algorithm, ...request });
      before(async () => {
        other = await startSts();
        stage = await startStage(
          suite,
          (issuer) => brokerBlock(suite, issuer, settings) + STAGEHAND_TEXT + POLICY,
        );
      });
      after(async () => {
        await other.stop();
        await stage.stop();
      });

      /** Opens the default virtual host, which the broker must permit or refuse. */
      const assertEnters = async (what: string, secret: string, may: boolean): Promise<void> => {
        const user = { broker: stage.broker, vhost: '/', token: secret };
        const question = { phrase: POLICY + settings, role: what, operation: open };
        await (may ? assertAllowed(user, question) : assertRefused(user, question));
      };

      it('a good token opens the default virtual host', async () => {
        await assertEnters('app/worker', await token(), true);
      });

      it('a token for several audiences, this among them, is accepted', async () => {
        await assertEnters('app/worker', await token({ audience: ['other', AUDIENCE] }), true);
      });

      for (const signed of ['ES384', 'RS256'] as const) {
        const may = algorithms.includes(signed);
        it(`a token signed with ${signed} is ${may ? 'accepted' : 'refused'}`, async () => {
          await assertEnters(`signed with ${signed}`, await token({ algorithm: signed }), may);
        });
      }

      for (const [title, request] of Object.entries(BAD_TOKENS))
        it(`a token ${title} is refused`, async () => {
          await assertEnters(`a token ${title}`, await token(request), false);
        });

      // Before 4.2.9 and 4.3.3 there is no way to demand one. STS signs no token without.
      it(`a token without an expiry is ${suite === 'forky' ? 'refused' : 'accepted'}`, async () => {
        const endless = await token({ claims: { exp: undefined } });
        await assertEnters('without an expiry', endless, suite === 'trixie');
      });

      it("a token with another issuer's signature is refused", async () => {
        const request = { roleArn: arnOf('app/worker'), audience: AUDIENCE, algorithm };
        const claims = { iss: stage.sts.issuer };
        const forged = await other.mint({ ...request, claims });
        await assertEnters('signed by another issuer', forged, false);
      });

      it(`a user of the broker's own is ${internal ? 'accepted' : 'refused'}`, async () => {
        await stage.broker.eval(ADD_USER);
        await assertEnters('an internal user', 'a secret', internal);
      });
    });
