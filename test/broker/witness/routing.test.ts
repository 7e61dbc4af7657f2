import assert from 'node:assert/strict';
import { checkPolicy } from '#warren/program/check.js';
import { proveClaims } from '#warren/prove/claims/claims.js';
import { grantedRoles } from '#warren/access/granted.js';
import type { WalkStep, Walk } from '#warren/prove/routing/step.js';
import { attempt, openAmqp, type Session } from '../../bed/amqp-session.js';
import { declareExchange, overAmqp10 } from '../../bed/amqp10.js';
import { reconfigure } from '../../bed/reconfigure.js';
import { SUITES } from '../../bed/tree.js';
import { chanceOf } from '../../random/chance.js';
import { compile, configOf, policyOf } from '../compiled.js';
import { liveBroker } from '../live/live-broker.js';
import { SEED } from '../random/amount.js';

const ARN = 'arn:aws:iam::111122223333:role/';
const ENGINE = { trixie: '4.0.5', forky: '4.3.6' };
const TOPOLOGY = `
  exchange x topic exchange y topic exchange f fanout exchange e topic alternate x
  queue d dead-letter x queue held`;

/** What a role may have besides, of which some together make a way. */
const PHRASES = [
  'publish exchange x key k',
  'publish exchange y key k',
  'publish exchange y key s',
  'publish exchange f',
  'publish exchange e key s',
  'publish exchange amq.default',
  'publish exchange amq.fanout',
  'configure resource own.*',
  'read resource own.*',
  'write resource own.*',
  'read exchange y key "#"',
  'read exchange f',
  'read exchange amq.fanout',
  'write queue d',
  'write exchange y',
  'read exchange e key s',
];

/** Ways of each kind, whatever chance has. */
const FIXED = [
  [0, 7, 8, 9],
  [0, 3, 11],
  [0, 2, 10],
  [0, 5, 7, 8],
  [0, 1, 7, 8, 9, 10],
  [5],
  [4],
  [3, 11, 13],
  [3, 11, 14, 10, 0],
];

/** Policies to try on each suite's broker besides. */
const POLICIES = Number(process.env['WARREN_WALKS'] ?? 40);

for (const suite of SUITES)
  it(`ways by routing round a guardrail bring the message there on the running broker, ${suite}`, async function () {
    this.timeout(0);
    const { pick, many } = chanceOf(SEED);
    const { broker, sts } = await liveBroker(suite);
    const some = [
      ...FIXED,
      ...Array.from({ length: POLICIES }, () => many(3, 8, () => pick([...PHRASES.keys()]))),
    ];
    const policies = some.map((of) => [...new Set(of)].map((at) => PHRASES[at]));
    const roles = policies.map((_, at) => `role r${at} = ${ARN}r${at}`);
    const blocks = policies.map(
      (phrases, at) => `vhost v${at} { ${TOPOLOGY} exchange own.* fanout queue own.*
        allow r${at} { ${phrases.join('\n')} }
        never r${at} { publish exchange x key s } }`,
    );
    const text = `broker b { engine rabbitmq ${ENGINE[suite]} account 111122223333 issuer ${sts.issuer} }
      role bed = ${ARN}bed
      ${roles.join('\n')}
      vhost v* { allow bed { configure, write, read resource *  write, read exchange * key * } }
      ${blocks.join('\n')}`;
    const source = policyOf(text);
    const [policy = assert.fail()] = checkPolicy(source).policies;
    const [artifacts = assert.fail()] = compile(source);
    await reconfigure(broker, configOf(artifacts));
    const walks = proveClaims(policy, grantedRoles(policy)).flatMap((one) =>
      one.phrases.flatMap((phrase) => phrase.walks),
    );
    const kinds = new Set<string>();
    for (const { role, routed } of walks) {
      assert.ok(routed.kind === 'walk');
      const vhost = routed.walk.vhost.text ?? assert.fail();
      await broker.addVhost(vhost);
      const bed = await open(`${ARN}bed`);
      const client = await open(role.arn.text);
      try {
        await lay(bed, routed.walk);
        for (const step of routed.walk.steps) {
          const label = `${vhost}: ${JSON.stringify(policies[Number(vhost.slice(1))])}`;
          if (step.kind === 'exchange' && step.unasked === true) {
            const token = await sts.mint({ roleArn: role.arn.text, audience: 'b' });
            const { name, alternate } = step;
            const verdict = await overAmqp10(broker, vhost, token, (connection) =>
              declareExchange(connection, name.text ?? '', alternate?.text ?? ''),
            );
            assert.deepEqual(verdict, { allowed: true }, label);
          } else await take(step, client, label);
        }
        await arrived(bed, 's', vhost);
      } finally {
        await client.close();
        await bed.close();
      }
      kinds.add(routed.walk.steps.map((step) => step.kind).join(', '));

      async function open(roleArn: string): Promise<Session> {
        return openAmqp(broker, vhost, await sts.mint({ roleArn, audience: 'b' }));
      }
    }
    console.log(
      `      WARREN_SEED=${SEED}: ${walks.length} ways of ${policies.length} policies, in ${kinds.size} forms`,
    );
    assert.ok(walks.length >= FIXED.length, `${walks.length}`);
  });

/** What the policies declare, and a queue that takes all that arrives at `x`. */
async function lay(bed: Session, { steps }: Walk): Promise<void> {
  await done(bed, 'topology', async (channel) => {
    await channel.assertExchange('x', 'topic');
    await channel.assertExchange('y', 'topic');
    await channel.assertExchange('f', 'fanout');
    await channel.assertExchange('e', 'topic', { alternateExchange: 'x' });
    await channel.assertQueue('d', { deadLetterExchange: 'x' });
    await channel.assertQueue('held');
    await channel.bindQueue('held', 'x', '#');
    const made = steps.flatMap((step) => (step.kind === 'exchange' ? [step.name.text] : []));
    for (const step of steps) {
      const name =
        step.kind === 'publish'
          ? step.exchange.text
          : step.kind === 'binding'
            ? step.source.text
            : undefined;
      if (name?.startsWith('own.') === true && !made.includes(name))
        await channel.assertExchange(name, 'fanout');
    }
  });
}

async function take(step: WalkStep, client: Session, label: string): Promise<void> {
  const text = (of: { readonly text: string | undefined } | undefined): string => of?.text ?? '';
  await done(client, `${step.kind} in ${label}`, async (channel) => {
    switch (step.kind) {
      case 'exchange':
        return channel.assertExchange(
          text(step.name),
          'fanout',
          step.alternate && { alternateExchange: text(step.alternate) },
        );
      case 'queue':
        return channel.assertQueue(text(step.name), {
          deadLetterExchange: text(step.deadLetter),
          deadLetterRoutingKey: text(step.deadLetterKey),
        });
      case 'binding':
        return step.end === 'queue'
          ? channel.bindQueue(text(step.name), text(step.source), text(step.key))
          : channel.bindExchange(text(step.name), text(step.source), text(step.key));
      case 'publish':
        channel.publish(text(step.exchange), text(step.key), Buffer.alloc(0), {
          ...(step.cc && { CC: [text(step.cc)] }),
          ...(step.expires && { expiration: '1' }),
        });
        return channel.waitForConfirms();
      case 'declared':
        return undefined;
    }
  });
}

async function arrived(bed: Session, key: string, label: string): Promise<void> {
  const keys: string[] = [];
  for (let round = 0; round < 100; round++) {
    await done(bed, 'get', async (channel) => {
      const message = await channel.get('held', { noAck: true });
      if (message === false) return;
      const { CC: more } = message.properties.headers ?? {};
      keys.push(message.fields.routingKey, ...(Array.isArray(more) ? more.map(String) : []));
    });
    if (keys.includes(key)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`${label}: arrived with ${keys.join(', ')}`);
}

async function done(
  session: Session,
  label: string,
  run: Parameters<typeof attempt>[1],
): Promise<void> {
  const verdict = await attempt(session, run);
  assert.ok(verdict.allowed, `${label}: ${verdict.allowed ? '' : verdict.reply}`);
}
