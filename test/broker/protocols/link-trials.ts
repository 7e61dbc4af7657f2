import * as amqp from '../../bed/amqp.js';
import { management, verdictOf } from '../../bed/management.js';
import type { Verdict } from '../../bed/verdict.js';
import { STAGEHAND } from '../stage.js';
import { arrival, logFrom } from './arrivals.js';
import { linkStateTrials, shovelStateTrials } from './link-state-trials.js';
import { linked, NOBODY, type Hands } from './linked.js';
import { DOWNSTREAM } from './scenery.js';
import type { Client, Trial, Trials } from './trial.js';
import { watched } from './watch.js';

/** The URI of a vhost of the broker for a client, with its token as the password. */
function uriOf({ broker, vhost, token }: Client): string {
  return `amqp://anyone:${token}@127.0.0.1:${broker.amqpPort}/${encodeURIComponent(vhost)}`;
}

const over =
  (put: string, value: object): Trial =>
  async ({ broker, vhost, token }) => {
    const api = management(broker, token);
    const path = `parameters/${put}`.replace('VHOST', encodeURIComponent(vhost));
    const verdict = verdictOf(await api.put(path, { value }));
    if (verdict.allowed) await api.delete(path);
    return verdict;
  };

/** A shovel that brings messages of `from` to `to`; some are put in by the stage's hand until one is there. */
const shovel =
  (
    hands: Hands,
    source: (client: Client) => object,
    destination: (client: Client) => object,
    put: readonly [exchange: string, key: string],
    come: readonly [exchange: string, key: string] | string,
  ): Trial =>
  (client) =>
    watched(client, come, (hasCome) => {
      const log = logFrom(client.broker);
      const value = { ...source(client), ...destination(client), 'reconnect-delay': 1 };
      return linked(client, hands, `parameters/shovel/${client.vhost}/one`, { value }, () =>
        arrival(client.role, log, async () => {
          await publishedBy(client, hands, client.vhost, put);
          return hasCome();
        }),
      );
    });

async function publishedBy(
  { broker }: Client,
  hands: Hands,
  vhost: string,
  [exchange, key]: readonly [string, string],
): Promise<void> {
  const session = await amqp.openAmqp(broker, vhost, await hands(STAGEHAND));
  try {
    await amqp.publish(session, exchange, key);
  } finally {
    await session.close();
  }
}

/** A link of federation from the vhost of the client to the one downstream. */
const federation =
  (
    hands: Hands,
    pattern: string,
    applyTo: string,
    run: (client: Client) => Promise<Verdict>,
  ): Trial =>
  async (client) => {
    const upstream = `parameters/federation-upstream/${DOWNSTREAM}/one`;
    const value = { uri: uriOf(client), 'reconnect-delay': 1, expires: 60_000 };
    const definition = { 'federation-upstream': 'one' };
    const policy = { pattern, definition, 'apply-to': applyTo };
    return linked(client, hands, upstream, { value }, () =>
      linked(client, hands, `policies/${DOWNSTREAM}/one`, policy, () => run(client)),
    );
  };

/** The rows of shovels. @param hands makes a token of a role */
export function shovelTrials(hands: Hands): Trials {
  const fromQ = (client: Client): object => ({ 'src-uri': uriOf(client), 'src-queue': 'Q' });
  const fromX = (client: Client): object => ({
    'src-uri': uriOf(client),
    'src-exchange': 'X',
    'src-exchange-key': 'K',
  });
  const nobodysQ = (): object => ({ 'src-uri': NOBODY, 'src-queue': 'Q' });
  const toY = (): object => ({ 'dest-uri': NOBODY, 'dest-exchange': 'Y' });
  return {
    'set up a shovel over HTTP': over('shovel/VHOST/set', {
      ...nobodysQ(),
      'dest-uri': NOBODY,
      'dest-queue': 'Q',
    }),
    'have all messages of Q moved to the exchange X, by a shovel over HTTP': over(
      'shovel/VHOST/moved',
      {
        ...nobodysQ(),
        'src-delete-after': 'queue-length',
        'dest-uri': NOBODY,
        'dest-exchange': 'X',
        'dest-exchange-key': 'K',
      },
    ),
    ...shovelStateTrials(hands),
    'as the user of `src-uri`: take messages from Q': shovel(
      hands,
      fromQ,
      toY,
      ['', 'Q'],
      ['Y', ''],
    ),
    'as the user of `src-uri`: take messages from the exchange X with the key K': shovel(
      hands,
      fromX,
      toY,
      ['X', 'K'],
      ['Y', ''],
    ),
    'as the user of `dest-uri`: bring messages to the exchange X with the key K': shovel(
      hands,
      nobodysQ,
      (client) => ({
        'dest-uri': uriOf(client),
        'dest-exchange': 'X',
        'dest-exchange-key': 'K',
      }),
      ['', 'Q'],
      ['X', 'K'],
    ),
    'as the user of `dest-uri`: bring messages to the queue NEW': shovel(
      hands,
      nobodysQ,
      (client) => ({ 'dest-uri': uriOf(client), 'dest-queue': 'NEW' }),
      ['', 'Q'],
      'NEW',
    ),
  };
}

/** The rows of federation. @param hands makes a token of a role */
export function federationTrials(hands: Hands): Trials {
  return {
    'set up an upstream and the policy over HTTP': over('federation-upstream/VHOST/set', {
      uri: NOBODY,
    }),
    ...linkStateTrials(hands),
    'as the user of `uri`: a federated queue Q': federation(
      hands,
      '^Q$',
      'queues',
      async (client) => {
        const log = logFrom(client.broker);
        const session = await amqp.openAmqp(client.broker, DOWNSTREAM, await hands(STAGEHAND));
        try {
          const channel = await session.connection.createChannel();
          let come = false;
          await channel.consume('Q', () => (come = true), { noAck: true });
          await publishedBy(client, hands, client.vhost, ['', 'Q']);
          return await arrival(client.role, log, () => Promise.resolve(come));
        } finally {
          await session.close();
        }
      },
    ),
    'as the user of `uri`: a federated exchange X that has bindings with the key K': federation(
      hands,
      '^X$',
      'exchanges',
      (client) =>
        watched({ ...client, vhost: DOWNSTREAM }, ['X', 'K'], (hasCome) => {
          const log = logFrom(client.broker);
          return arrival(client.role, log, async () => {
            await publishedBy(client, hands, client.vhost, ['X', 'K']);
            return hasCome();
          });
        }),
    ),
  };
}
