import assert from 'node:assert/strict';
import * as amqp from '../../bed/amqp.js';
import type { Session } from '../../bed/amqp.js';
import { checkConfig } from '../../bed/cuttlefish.js';
import { oracle } from '../../bed/oracle.js';
import type { AccessQuestion, RoleQuestion } from '../../bed/questions.js';
import { SUITES } from '../../bed/tree.js';
import type { Suite } from '../../bed/tree.js';
import { AUDIENCE, ROLES, SCOPES, VHOST, example, exampleConfig } from './example.js';

const ISSUER = 'https://localhost:1';
const NAMES = ['w.a', 'w.', 'w', 'W.a', 'xw.a', 'w.ä', 'w./a', 'w.*'];
const KEYS = ['ok.1', 'ok.', 'ok', 'not.ok.1', 'ok.#'];

/** Questions that the live broker can answer by an operation that changes nothing. */
function probes(session: Session): [AccessQuestion, () => Promise<{ allowed: boolean }>][] {
  const question = (name: string, permission: 'configure' | 'read' | 'write'): AccessQuestion => {
    const kind = permission === 'write' ? 'exchange' : 'queue';
    return { check: 'resource', vhost: VHOST, kind, name, permission };
  };
  const topic = { check: 'topic', vhost: VHOST, name: 'w.oracle', permission: 'write' } as const;
  return [
    ...NAMES.flatMap((name): ReturnType<typeof probes> => [
      [question(name, 'configure'), () => amqp.deleteQueue(session, name)],
      [question(name, 'read'), () => amqp.get(session, name)],
      [question(name, 'write'), () => amqp.publish(session, name, 'ok.1')],
    ]),
    ...KEYS.map((routingKey): ReturnType<typeof probes>[number] => [
      { ...topic, routingKey },
      () => amqp.publish(session, 'w.oracle', routingKey),
    ]),
  ];
}

const BAD: Readonly<Record<string, [more: string, message: Record<Suite, RegExp | undefined>]>> = {
  'an unknown key': [
    'no.such.key = 1',
    { trixie: /unknown variable: no\.such\.key/, forky: /unknown variable: no\.such\.key/ },
  ],
  'an ARN as a key': [
    `auth_oauth2.scope_aliases.${ROLES.worker} = x`,
    { trixie: /Syntax error/, forky: /Syntax error/ },
  ],
  'an alias in rabbitmq.conf': [
    'auth_oauth2.scope_aliases.9.alias = a\nauth_oauth2.scope_aliases.9.scope = b',
    { trixie: /unknown variable: auth_oauth2\.scope_aliases/, forky: undefined },
  ],
};

for (const suite of SUITES)
  describe(`RabbitMQ's own code, ${suite}`, () => {
    const config = exampleConfig(suite, ISSUER);

    it('decides as the live broker does', async () => {
      const { broker, token } = await example(suite);
      const admin = await amqp.openAmqp(broker, VHOST, await token('admin'));
      const session = await amqp.openAmqp(broker, VHOST, await token('worker'));
      await amqp.declareExchange(admin, 'w.oracle', 'topic');
      const live: boolean[] = [];
      for (const [, probe] of probes(session)) live.push((await probe()).allowed);
      const questions = probes(session).map(([question]) => question);
      await Promise.all([admin.close(), session.close()]);

      const byRole = questions.map((question) => ({ ...question, roleArn: ROLES.worker }));
      const scopes = SCOPES[ROLES.worker] ?? [];
      const byScopes = questions.map((question) => ({ ...question, scopes }));
      assert.ok(live.includes(true) && live.includes(false));
      const inquiry = { config, audience: AUDIENCE, questions: byRole };
      assert.deepEqual(await oracle(suite).decideWithConfigs([inquiry]), [live]);
      assert.deepEqual(await oracle(suite).decide(byScopes), live);
    });

    it('tells what the configuration gives to a role', async () => {
      const questions: RoleQuestion[] = [
        { roleArn: ROLES.watcher, check: 'vhost', vhost: VHOST },
        { roleArn: ROLES.watcher, check: 'vhost', vhost: '/' },
        { roleArn: ROLES.watcher, check: 'tag', tag: 'management' },
        { roleArn: ROLES.watcher, check: 'tag', tag: 'administrator' },
        { roleArn: ROLES.stranger, check: 'vhost', vhost: VHOST },
        { roleArn: ROLES.admin, check: 'vhost', vhost: '/' },
      ];
      const answers = await oracle(suite).decideWithConfigs([
        { config, audience: AUDIENCE, questions },
      ]);
      assert.deepEqual(answers, [[true, false, true, false, false, true]]);
    });

    it('gives nothing for another audience, also between two right ones', async () => {
      const questions = [{ roleArn: ROLES.admin, check: 'vhost', vhost: VHOST }] as const;
      const answers = await oracle(suite).decideWithConfigs(
        [AUDIENCE, 'other', AUDIENCE].map((audience) => ({ config, audience, questions })),
      );
      assert.deepEqual(answers, [[true], [false], [true]]);
    });

    it('knows nothing of one configuration in the next', async () => {
      const rabbitmqConf = config.rabbitmqConf.replaceAll(/^.*scope_aliases.*\n/gm, '');
      const questions = [{ roleArn: ROLES.admin, check: 'vhost', vhost: VHOST }] as const;
      const answers = await oracle(suite).decideWithConfigs(
        [config, { rabbitmqConf }].map((one) => ({ config: one, audience: AUDIENCE, questions })),
      );
      assert.deepEqual(answers, [[true], [false]]);
    });

    it('matches bytes, shortest stretch first', async () => {
      const answers = await oracle(suite).matches([
        { text: 'a-dlq', pattern: '*dlq' },
        { text: 'dlq-dlq', pattern: '*dlq' },
        { text: Buffer.of(255, 10, 9), pattern: '%FF*' },
        { text: '', pattern: '' },
        { text: 'a\tb', pattern: 'a\tb' },
      ]);
      assert.deepEqual(answers, [true, false, true, true, true]);
    });

    it('takes the example configuration, without a warning', async () => {
      const checked = await checkConfig(suite, config);
      assert.ok(checked.ok);
      assert.equal(checked.warnings, '');
      assert.match(checked.erlangConfig, /resource_server_id,<<"example">>/);
      assert.match(checked.erlangConfig, /role\/app\/worker/);
    });

    for (const [title, [more, messages]] of Object.entries(BAD))
      it(`${messages[suite] === undefined ? 'takes' : 'refuses'} ${title}`, async () => {
        const rabbitmqConf = `${config.rabbitmqConf}${more}\n`;
        const checked = await checkConfig(suite, { ...config, rabbitmqConf });
        assert.equal(checked.ok, messages[suite] === undefined);
        if (!checked.ok) assert.match(checked.message, messages[suite] ?? /^$/);
      });

    it('refuses an advanced.config that is no term', async () => {
      const broken = await checkConfig(suite, { ...config, advancedConfig: '[' });
      assert.ok(!broken.ok);
      assert.match(broken.message, /rabbitmq\.config/);
    });
  });

it('tells the warnings of the boot', async () => {
  const config = exampleConfig('forky', ISSUER);
  const rabbitmqConf = `${config.rabbitmqConf}auth_oauth2.scope_aliases.9.alias = half\n`;
  const checked = await checkConfig('forky', { rabbitmqConf });
  assert.ok(checked.ok);
  assert.match(checked.warnings, /missing scope/);
});
