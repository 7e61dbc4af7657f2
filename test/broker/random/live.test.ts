import assert from 'node:assert/strict';
import * as amqp from '../../bed/amqp.js';
import type { Session } from '../../bed/amqp.js';
import { startBroker } from '../../bed/broker.js';
import type { Broker } from '../../bed/broker.js';
import { startSts } from '../../bed/sts.js';
import type { Sts } from '../../bed/sts.js';
import { SUITES } from '../../bed/tree.js';
import type { Suite } from '../../bed/tree.js';
import { chanceOf } from '../../random/chance.js';
import type { Chance } from '../../random/chance.js';
import { holdings, isAllowed } from '../../random/decide.js';
import type { Decision, Held } from '../../random/decide.js';
import { randomDecision } from '../../random/random-decisions.js';
import { randomPolicy } from '../../random/random-policy.js';
import { compile } from '../../random/compile.js';
import type { Target } from './ask.js';
import { targetOf } from './trial.js';

const SEED = Number(process.env['WARREN_SEED'] ?? Date.now() % 1_000_000_000);
const PROBES = 500;
const ISSUER = /https:\S*tokens\.sts\S*/;

/** On a running broker of one's own the aliases stand in both files, as the suite takes them. */
const ENGINE: Readonly<Record<Suite, string>> = { trixie: 'rabbitmq 4.0', forky: 'rabbitmq 4.3' };

type Probe = Extract<Decision, { readonly check: 'resource' }>;

/** A few questions about one role in one vhost. */
interface Visit {
  readonly held: Held;
  readonly vhost: string;
  readonly probes: readonly Probe[];
}

for (const suite of SUITES)
  describe(`a random policy on a running broker, ${suite}`, () => {
    let sts: Sts;
    before(async () => {
      sts = await startSts();
    });
    after(() => sts.stop());

    it('decides as its phrases say', async () => {
      const chance = chanceOf(SEED);
      const { held, text, audience } = livePolicy(suite, chance);
      const { configs, errors } = compile(text.replace(ISSUER, sts.issuer));
      const [config = assert.fail(errors.join('\n'))] = configs.values();
      const broker = await startBroker({ suite, ...config, ca: sts.ca });
      try {
        const visits = held.flatMap((one) => visitsOf(one, chance));
        const each = Math.ceil(PROBES / visits.length);
        let [count, allowed] = [0, 0];
        for (const visit of visits) {
          const token = await sts.mint({ roleArn: visit.held.arn, audience });
          const done = await checkVisit(broker, token, {
            ...visit,
            probes: visit.probes.slice(0, each),
          });
          count += done.length;
          allowed += done.filter((one) => one).length;
        }
        console.log(`      WARREN_SEED=${SEED}: ${count} probes, ${allowed} allowed`);
        assert.ok(count > PROBES / 2 && allowed > 0 && allowed < count);
      } finally {
        await broker.stop();
      }
    });
  });

/** A random policy with one broker, and the roles to which it grants more than a little. */
function livePolicy(suite: Suite, chance: Chance): Target & { readonly held: readonly Held[] } {
  for (;;) {
    const policy = randomPolicy(chance, [ENGINE[suite]]);
    const [broker, another] = policy.brokers;
    if (broker === undefined || another !== undefined) continue;
    const held = holdings(policy, broker).filter(({ permits }) => permits.length > 10);
    if (held.length > 0) return { ...targetOf(policy, broker), held };
  }
}

/** The vhosts of up to three of a role's permits, with questions that AMQP can put. */
function visitsOf(held: Held, chance: Chance): Visit[] {
  const asked = chance.many(2_000, 2_000, () => randomDecision(held, [held], chance));
  const probes = asked.filter((one) => one.check === 'resource').filter(isAskable);
  const vhosts = new Set(probes.map(({ vhost }) => vhost).filter((vhost) => enters(held, vhost)));
  return [...vhosts]
    .slice(0, 3)
    .map((vhost) => ({ held, vhost, probes: probes.map((one) => ({ ...one, vhost })) }));
}

function enters(held: Held, vhost: string): boolean {
  return isAllowed(held, { check: 'vhost', vhost });
}

/** Of names that are text, and that no queue or exchange of the server's own can have. */
function isAskable({ vhost, name }: Probe): boolean {
  const isText = (bytes: string): boolean =>
    Buffer.from(textOf(bytes)).toString('latin1') === bytes;
  return (
    isText(vhost) && vhost !== '' && isText(name) && name.length < 256 && !name.startsWith('amq.')
  );
}

function textOf(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString();
}

/** Puts the questions to the broker, all of which are about absent queues and exchanges. */
async function checkVisit(
  broker: Broker,
  token: string,
  { held, vhost, probes }: Visit,
): Promise<boolean[]> {
  await broker.addVhost(textOf(vhost));
  const session = await amqp.openAmqp(broker, textOf(vhost), token);
  const answers: boolean[] = [];
  for (const probe of probes) {
    const { allowed } = await put(session, probe);
    assert.equal(allowed, isAllowed(held, probe), `${held.arn}: ${JSON.stringify(probe)}`);
    answers.push(allowed);
  }
  await session.close();
  return answers;
}

function put(session: Session, { permission, kind, name }: Probe): Promise<{ allowed: boolean }> {
  const text = textOf(name);
  if (permission === 'read') return amqp.get(session, text);
  if (permission === 'write') return amqp.publish(session, text, '');
  return kind === 'queue' ? amqp.deleteQueue(session, text) : amqp.deleteExchange(session, text);
}
