import assert from 'node:assert/strict';
import type { VerifyReport } from '#warren/verify/report.js';
import { startBroker } from '../../bed/broker.js';
import { startSts } from '../../bed/sts.js';
import type { Sts, TokenRequest } from '../../bed/sts.js';
import { SUITES } from '../../bed/tree.js';
import { arnOf, AUDIENCE, brokerBlock, STAGEHAND, STAGEHAND_TEXT, startStage } from '../stage.js';
import type { Stage } from '../stage.js';
import { amqpOf, apiOf, verify } from './run.js';
import type { Ended } from './run.js';

type Kind = NonNullable<VerifyReport['signIn']>['differences'][number]['kind'];

const POLICY = `
role worker = ${arnOf('app/worker')}
role idle   = ${arnOf('idle')}
vhost / { queue work  allow worker { consume queue work } }
vhost gone { allow worker { connect } }
`;

/** A token with what is wrong with it, and by what kind that is told. */
const TOKENS: readonly (readonly [string, Kind, Partial<TokenRequest>])[] = [
  ['for another audience', 'audience', { audience: 'other' }],
  ['signed by another algorithm', 'algorithm', { algorithm: 'RS256' }],
  ['that has run out', 'expired', { lifetimeSeconds: -60 }],
  ['of a role that is granted nothing', 'no-alias', { roleArn: arnOf('idle') }],
  ['of a role that nobody declared', 'unknown-role', { roleArn: arnOf('worker') }],
  ['that names nobody', 'no-subject', { claims: { sub: undefined } }],
  ['that is too large', 'too-large', { claims: { filler: 'x'.repeat(9_000) } }],
];

for (const suite of SUITES)
  describe(`verify tells why a role is not let in, ${suite}`, function () {
    this.timeout(240_000);
    let stage: Stage;
    let other: Sts;
    let policy = '';

    before(async () => {
      const text = (issuer: string): string => brokerBlock(suite, issuer) + STAGEHAND_TEXT + POLICY;
      stage = await startStage(suite, text);
      policy = text(stage.sts.issuer);
      other = await startSts();
    });
    after(async () => {
      await stage.stop();
      await other.stop();
    });

    /** Signs in with a token, and tells the kinds of what differs. */
    const signIn = async (
      token: string,
      { to = amqpOf(stage.broker), says = policy } = {},
    ): Promise<{ readonly kinds: readonly string[]; readonly ended: Ended }> => {
      const args = ['--broker', AUDIENCE, '--amqp', to, '--token', 'token', '--ca', 'ca.pem'];
      const ended = await verify({
        policy: says,
        files: { token, 'ca.pem': stage.sts.ca },
        args: [...args, '--format', 'json'],
      });
      assert.ok(!`${ended.stdout}${ended.stderr}`.includes(token), 'the token is shown');
      return { kinds: ended.stdout === '' ? [] : kindsIn(ended.stdout), ended };
    };

    const good = (): Promise<string> => stage.token('app/worker');

    it('lets in a good one, and says no more than a line', async () => {
      const says = policy.replace(/vhost gone .*/, '');
      const { kinds, ended } = await signIn(await good(), { says });
      assert.deepEqual([kinds, ended.status, ended.stderr], [[], 0, '']);
    });

    for (const [what, kind, request] of TOKENS)
      it(`a token ${what}`, async () => {
        const { kinds, ended } = await signIn(await stage.token('app/worker', request));
        assert.equal(kinds[0], kind, ended.stdout);
        assert.equal(ended.status, 3);
      });

    it('a token of another issuer', async () => {
      const token = await other.mint({ roleArn: arnOf('app/worker'), audience: AUDIENCE });
      const { kinds, ended } = await signIn(token);
      assert.deepEqual([kinds[0], ended.status], ['issuer', 3], ended.stdout);
    });

    it('a token that another key signed in the name of the issuer', async () => {
      const claims = { iss: stage.sts.issuer };
      const token = await other.mint({ roleArn: arnOf('app/worker'), audience: AUDIENCE, claims });
      const { kinds, ended } = await signIn(token);
      assert.deepEqual([kinds[0], ended.status], ['other-key', 3], ended.stdout);
    });

    it('a vhost that does not exist, and one that the policy opens and the broker does not', async () => {
      await stage.broker.addVhost('new');
      const says = `${policy}\nvhost new { allow worker { connect } }`;
      const { kinds, ended } = await signIn(await good(), { says });
      assert.deepEqual(kinds, ['vhost-missing', 'other-configuration'], ended.stdout);
      assert.equal(ended.status, 3);
    });

    it('a vhost that is down, and one with too many connections', async () => {
      const { addVhost, rabbitmqctl } = stage.broker;
      const says = `${policy.replace(/vhost gone .*/, '')}\n${['down', 'full'].map((vhost) => `vhost ${vhost} { allow ${STAGEHAND} { connect } }\n`).join('')}`;
      for (const vhost of ['down', 'full']) await addVhost(vhost);
      await rabbitmqctl('set_vhost_limits', '-p', 'full', '{"max-connections":0}');
      await rabbitmqctl('eval', 'rabbit_vhost_sup_sup:stop_and_delete_vhost(<<"down">>).');
      const args = ['--broker', AUDIENCE, '--amqp', amqpOf(stage.broker), '--token', 'token'];
      const token = await stage.token(STAGEHAND);
      const { stdout, status } = await verify({
        policy: says,
        files: { token, 'ca.pem': stage.sts.ca },
        args: [...args, '--ca', 'ca.pem'],
      });
      for (const vhost of ['down', 'full']) await rabbitmqctl('delete_vhost', vhost);
      assert.match(
        stdout,
        /does not open the vhost `down`: vhost 'down' is down; have the vhost run/,
      );
      assert.match(stdout, /does not open the vhost `full`: connection limit \(0\) is reached; /);
      assert.equal(status, 3);
    });

    it('a vhost that the broker opens and the policy does not', async () => {
      const says = policy.replace('  allow worker { consume queue work }', '');
      const { kinds, ended } = await signIn(await good(), { says });
      assert.ok(kinds.includes('enters-anyway'), ended.stdout);
      assert.equal(ended.status, 3);
    });

    it('a broker that runs with another configuration', async () => {
      const says = policy.replace(`broker ${AUDIENCE} {`, `broker ${AUDIENCE} { audience another`);
      const token = await stage.token('app/worker', { audience: 'another' });
      const { kinds, ended } = await signIn(token, { says });
      assert.deepEqual([kinds[0], ended.status], ['other-configuration', 3], ended.stdout);
    });

    it('a broker without OAuth 2, told by its plugins, and without them', async () => {
      const broker = await startBroker({
        suite,
        rabbitmqConf: '',
        ca: stage.sts.ca,
        without: ['rabbitmq_auth_backend_oauth2'],
      });
      try {
        await broker.rabbitmqctl('add_user', 'admin', 'never-shown');
        await broker.rabbitmqctl('set_user_tags', 'admin', 'administrator');
        const to = amqpOf(broker);
        const blind = await signIn(await good(), { to });
        assert.equal(blind.kinds[0], 'other-configuration', blind.ended.stdout);
        const seeing = async (): ReturnType<typeof verify> =>
          verify({
            policy,
            files: { token: await good(), password: 'never-shown' },
            args: [
              ...['--broker', AUDIENCE, '--amqp', to, '--token', 'token', '--format', 'json'],
              ...['--api', apiOf(broker), '--user', 'admin', '--password-file', 'password'],
            ],
          });
        // A node tells its plugins only some seconds after its start.
        let seen = await seeing();
        for (let times = 0; times < 60 && !kindsIn(seen.stdout).includes('no-oauth2'); times++) {
          await new Promise((resolve) => setTimeout(resolve, 500));
          seen = await seeing();
        }
        assert.ok(kindsIn(seen.stdout).includes('no-oauth2'), seen.stdout);
        assert.ok(kindsIn(seen.stdout).includes('internal-backend'), seen.stdout);
      } finally {
        await broker.stop();
      }
    });

    it('no broker, another protocol, and a port that speaks no TLS', async () => {
      const { amqpPort, managementPort } = stage.broker;
      for (const [to, words] of [
        ['amqp://127.0.0.1:1', /nobody listens there/],
        [`amqp://127.0.0.1:${managementPort}`, /speaks no AMQP 0-9-1/],
        [`amqps://127.0.0.1:${amqpPort}`, /speaks no TLS/],
        ['amqp://nowhere.invalid', /no machine of that name/],
      ] as const) {
        const { ended } = await signIn(await good(), { to });
        assert.match(ended.stderr, words, to);
        assert.equal(ended.status, 2, to);
      }
    });
  });

function kindsIn(json: string): readonly string[] {
  const report: unknown = JSON.parse(json);
  assert.ok(typeof report === 'object' && report !== null && 'differences' in report);
  const { differences } = report;
  assert.ok(Array.isArray(differences));
  return differences.map((one: unknown) =>
    typeof one === 'object' && one !== null && 'kind' in one ? String(one.kind) : '',
  );
}
