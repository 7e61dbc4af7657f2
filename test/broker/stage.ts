import assert from 'node:assert/strict';
import { openAmqp } from '../bed/amqp.js';
import { startBroker } from '../bed/broker.js';
import type { Broker } from '../bed/broker.js';
import { startSts } from '../bed/sts.js';
import type { Sts, TokenRequest } from '../bed/sts.js';
import type { Suite } from '../bed/tree.js';
import { compile, configOf, policyOf } from './compiled.js';
import type { Operation, User } from './operations.js';

/** The account of every role of these tests. */
export const ACCOUNT = '111122223333';

/** The audience of the broker that {@link brokerBlock} declares: its name. */
export const AUDIENCE = 'stage';

/** The engine that each suite's RabbitMQ is declared as. */
export const ENGINES: Readonly<Record<Suite, string>> = {
  trixie: 'rabbitmq 4.0',
  forky: 'rabbitmq 4.3',
};

/** The name of the role that sets the stage: it may do everything everywhere. */
export const STAGEHAND = 'stagehand';

/** The declarations of the stage's hand, for every policy that is put on a stage. */
export const STAGEHAND_TEXT = `
role ${STAGEHAND} = ${arnOf(STAGEHAND)}
allow ${STAGEHAND} { tag administrator }
vhost * {
  allow ${STAGEHAND} {
    configure resource *
    write, read resource * key *
  }
}
`;

/** A broker that runs with what the compiler made of a policy. */
export interface Stage {
  readonly broker: Broker;
  readonly sts: Sts;
  /** A role's token with what differs from a good one. */
  readonly token: (role: string, request?: Partial<TokenRequest>) => Promise<string>;
  /** Somebody with a good token of a role. */
  readonly user: (role: string, vhost: string) => Promise<User>;
  /** The stage's hand does things, which must succeed. */
  readonly prepare: (vhost: string, operations: readonly Operation[]) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** The ARN of a role of the account. */
export function arnOf(role: string): string {
  return `arn:aws:iam::${ACCOUNT}:role/${role}`;
}

/** The declaration of the broker `stage`, with further settings. */
export function brokerBlock(suite: Suite, issuer: string, settings = ''): string {
  return `broker ${AUDIENCE} { engine ${ENGINES[suite]} account ${ACCOUNT} issuer ${issuer} ${settings} }\n`;
}

/**
 * Compiles a policy for a suite's RabbitMQ and starts that with the compiler's own files.
 * @param policy the text of the policy for the issuer, with its `broker`
 * @param plugins those that the broker needs besides
 */
export async function startStage(
  suite: Suite,
  policy: (issuer: string) => string,
  plugins: readonly string[] = [],
): Promise<Stage> {
  const sts = await startSts();
  try {
    const [artifacts] = compile(policyOf(policy(sts.issuer)));
    assert.ok(artifacts !== undefined);
    const broker = await startBroker({ suite, ...configOf(artifacts), ca: sts.ca, plugins });
    return stageOf(broker, sts, artifacts.name);
  } catch (error) {
    await sts.stop(); // or it would keep the process of the tests alive
    throw error;
  }
}

function stageOf(broker: Broker, sts: Sts, audience: string): Stage {
  const token: Stage['token'] = (role, request = {}) =>
    sts.mint({ roleArn: arnOf(role), audience, ...request });
  const user: Stage['user'] = async (role, vhost) => ({ broker, vhost, token: await token(role) });
  const hands = new Map<string, Required<User>>();
  const handOn = async (vhost: string): Promise<Required<User>> => {
    const known = hands.get(vhost);
    if (known !== undefined) return known;
    const hand = await user(STAGEHAND, vhost);
    const session = await openAmqp(broker, vhost, hand.token);
    hands.set(vhost, { ...hand, session });
    return { ...hand, session };
  };
  return {
    broker,
    sts,
    token,
    user,
    prepare: async (vhost, operations) => {
      const hand = await handOn(vhost);
      for (const { title, run } of operations)
        assert.deepEqual(await run(hand), { allowed: true }, title);
    },
    stop: async () => {
      for (const { session } of hands.values()) await session.close();
      await broker.stop();
      await sts.stop();
    },
  };
}
