import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { connect, type ChannelModel } from 'amqplib';
import { connectAmqp, openAmqp } from '../../bed/amqp.js';
import { startBroker, type Broker } from '../../bed/broker.js';
import { makeCertificate } from '../../bed/certificate.js';
import { freePorts } from '../../bed/ports.js';
import { reconfigure } from '../../bed/reconfigure.js';
import { SUITES, type Suite } from '../../bed/tree.js';
import { messageOf } from '../../bed/verdict.js';
import { program } from '../../cli/warren.js';
import { whileInFolder } from '../../source/temporary.js';
import { compile, configOf, policyOf } from '../compiled.js';
import { arnOf, STAGEHAND, STAGEHAND_TEXT, startStage, type Stage } from '../stage.js';
import { CLIENTS, prepareVhost, startClients, VHOST } from './clients.js';

/** What users may write to where the broker counts coarsely, so that it is plain what they published to. */
const WRITES = {
  publisher: '^orders$',
  worker: '^(work|graveyard|amq.default)$',
  caller: '^amq.default$',
};

/** What the broker says where it refuses something; of a role that is given nothing it takes no login. */
const REFUSED = 'ACCESS_REFUSED';

type Rates = 'basic' | 'detailed';

/** Calls the management API as the user that may do everything. */
async function put(broker: Broker, path: string, body: object): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${broker.managementPort}/api/${path}`, {
    method: 'PUT',
    headers: {
      authorization: `Basic ${Buffer.from('guest:guest').toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });
  assert.ok(response.ok, `${path}: ${response.status}`);
}

/** A broker of users with passwords and the clients at work there, looked at over https. */
async function learn(
  suite: Suite,
  rates: Rates,
): Promise<{ readonly policy: string; readonly told: string }> {
  const { key, cert, ca } = await makeCertificate();
  const [port = 0] = await freePorts(1);
  const conf = `management.rates_mode = ${rates}
management.ssl.ip = 127.0.0.1
management.ssl.port = ${port}
management.ssl.certfile = /bed/server.pem
management.ssl.keyfile = /bed/server.key
`;
  const files = { 'server.pem': cert, 'server.key': key };
  const broker = await startBroker({ suite, rabbitmqConf: conf, files });
  try {
    await broker.addVhost(VHOST);
    const rights = { configure: '.*', write: '.*', read: '.*' };
    await put(broker, `permissions/${VHOST}/guest`, rights);
    for (const user of CLIENTS) {
      await put(broker, `users/${user}`, { password: 'never-shown', tags: '' });
      const own = rates === 'basic' ? { ...rights, write: WRITES[user] } : rights;
      await put(broker, `permissions/${VHOST}/${user}`, own);
    }
    const signIn = (username: string, password: string): Promise<ChannelModel> =>
      connect(
        { hostname: '127.0.0.1', port: broker.amqpPort, username, password, vhost: VHOST },
        { noDelay: true },
      );
    const operator = await signIn('guest', 'guest');
    await prepareVhost(operator);
    await operator.close();
    const working = await startClients((user) => signIn(user, 'never-shown'));
    await working.again();
    try {
      return await whileInFolder({ 'ca.pem': ca, password: 'guest\n' }, async (folder) => {
        const maps = CLIENTS.flatMap((user) => ['--map', `${user}=${arnOf(user)}`]);
        const ask = ['--broker-api', `https://localhost:${port}`, '--ca', 'ca.pem'];
        const who = ['--user', 'guest', '--password-file', 'password'];
        const pace = ['--for', '12s', '--every', '3s'];
        const { stdout, stderr } = await promisify(execFile)(
          process.execPath,
          [program, 'import', ...ask, ...who, ...pace, ...maps],
          { cwd: folder },
        );
        return { policy: stdout, told: stderr };
      });
    } finally {
      await working.close();
    }
  } finally {
    await broker.stop();
  }
}

/** The phrases of a policy, each with where its line begins and ends. */
function phraseLines(policy: string): readonly string[] {
  return policy
    .split('\n')
    .filter((line) => /^ {4}(?:publish|consume|configure|declare|bind) .* # /.test(line));
}

/** Runs the clients with tokens; answers how the broker refuses them, if it does. */
async function refusal(stage: Stage): Promise<string | undefined> {
  const hand = await openAmqp(stage.broker, VHOST, await stage.token(STAGEHAND));
  await prepareVhost(hand.connection);
  await hand.close();
  try {
    const working = await startClients(async (role) => {
      const connected = await connectAmqp(stage.broker, VHOST, await stage.token(role));
      if (!connected.allowed) throw new Error(`${REFUSED}: ${connected.reply}`);
      return connected.session.connection;
    });
    await working.again();
    await working.close();
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

/** Learns from clients that sign in by tokens, with a token: roles are known by their ARNs. */
async function learnByToken(stage: Stage): Promise<void> {
  const hand = await openAmqp(stage.broker, VHOST, await stage.token(STAGEHAND));
  await prepareVhost(hand.connection);
  await hand.close();
  const working = await startClients(async (role) => {
    const { connection } = await openAmqp(stage.broker, VHOST, await stage.token(role));
    return connection;
  });
  await working.again();
  const token = await stage.token(STAGEHAND);
  const { stdout, stderr } = await whileInFolder({ token }, (folder) => {
    const ask = ['--broker-api', `http://127.0.0.1:${stage.broker.managementPort}`];
    const args = [program, 'import', ...ask, '--token', 'token', '--for', '12s', '--every', '3s'];
    return promisify(execFile)(process.execPath, args, { cwd: folder });
  });
  await working.close();
  for (const role of CLIENTS) assert.ok(stdout.includes(`= ${arnOf(role)}\n`), stdout);
  assert.match(stdout, /\n {4}consume queue work +# seen: 1 connection, \d of 5 samples\n/);
  assert.match(stdout, /\n {4}publish exchange orders key \* # (?:seen|possible): /);
  assert.match(stderr, /worker`[^\n]* are no users of the broker's own/);
  assert.ok(!(stdout + stderr).includes(token));
}

for (const suite of SUITES)
  for (const rates of ['detailed', 'basic'] as const)
    describe(`a policy learned from three clients at work, ${suite}, ${rates} rates`, function () {
      this.timeout(300_000);

      it('permits their whole run, and less does not', async () => {
        const { policy, told } = await learn(suite, rates);
        assert.doesNotMatch(policy + told, /never-shown/);
        assert.match(told, /\n0 gained, \d+ lost\n/);
        const lines = phraseLines(policy);
        const ready = (text: string, issuer: string): string =>
          text.replace(/^( *issuer +)\S+.*$/m, `$1${issuer}`) + STAGEHAND_TEXT;
        const stage = await startStage(suite, (issuer) => ready(policy, issuer));
        try {
          await stage.broker.addVhost(VHOST);
          assert.equal(await refusal(stage), undefined, policy);
          const configOfText = (text: string) => {
            const [artifacts] = compile(policyOf(ready(text, stage.sts.issuer)));
            assert.ok(artifacts !== undefined);
            return configOf(artifacts);
          };
          const whole = configOfText(policy);
          const covered: string[] = [];
          for (const line of lines) {
            const less = configOfText(policy.replace(`${line}\n`, ''));
            if (JSON.stringify(less) === JSON.stringify(whole)) covered.push(line);
            else {
              await reconfigure(stage.broker, less);
              const told = (await refusal(stage)) ?? 'permitted';
              assert.ok(told.includes(REFUSED), `${line}: ${told}`);
            }
          }
          // Who declares a queue with a dead-letter exchange has the right to consume it as well.
          assert.deepEqual(
            covered.map((line) => line.trim().replace(/ *#.*/, '')),
            ['consume queue work'],
          );
          if (rates === 'detailed') {
            await reconfigure(stage.broker, whole);
            await learnByToken(stage);
          }
          console.log(
            `      ${lines.length} phrases, ${lines.length - covered.length} left out in turn, each refused`,
          );
        } finally {
          await stage.stop();
        }
      });
    });
