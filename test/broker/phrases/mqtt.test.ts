import assert from 'node:assert/strict';
import { connectAsync, type MqttClient } from 'mqtt';
import { SUITES } from '../../bed/tree.js';
import { brokerBlock, arnOf, STAGEHAND_TEXT, startStage, type Stage } from '../stage.js';

const VHOST = 'plant';

/** What each role is granted. */
const GRANTS = {
  meter: 'publish mqtt sensors/meter/*, "a.b/c"',
  dash: 'subscribe mqtt "sensors/+/temp", sensors/dash/* client dash',
  fleet: 'subscribe mqtt "cars/#" client car-*',
  everybody: 'subscribe mqtt *',
} as const;

/** Every right that the subscription of `dash` needs, by itself. */
const PARTS = [
  'read exchange amq.topic key "sensors.\\*.temp"',
  ...['0', '1'].flatMap((qos) =>
    ['configure', 'write', 'read'].map((word) => `${word} queue mqtt-subscription-dashqos${qos}`),
  ),
];

type Role = keyof typeof GRANTS;

/** One thing that a client does over MQTT. */
type Use =
  | { readonly publish: string; readonly qos?: 0 | 1 }
  | { readonly subscribe: string; readonly qos: 0 | 1; readonly client: string };

interface Row {
  readonly role: Role;
  readonly allowed: readonly Use[];
  readonly refused: readonly Use[];
}

const both = (subscribe: string, client: string): readonly Use[] =>
  ([0, 1] as const).map((qos) => ({ subscribe, qos, client }));

const ROWS: readonly Row[] = [
  {
    role: 'meter',
    allowed: [
      { publish: 'sensors/meter/temp' },
      { publish: 'sensors/meter/a/b' },
      { publish: 'sensors.meter.temp' },
      { publish: 'a.b/c' },
      { publish: 'a/b/c' },
    ],
    refused: [
      { publish: 'sensors/meters' },
      { publish: 'sensors/dash/temp' },
      { publish: 'a/b' },
      ...both('sensors/meter/temp', 'meter'),
    ],
  },
  {
    role: 'dash',
    allowed: [
      ...both('sensors/+/temp', 'dash'),
      ...both('sensors/dash/power', 'dash'),
      ...both('sensors/dash/#', 'dash'),
    ],
    refused: [
      ...both('sensors/#', 'dash'),
      ...both('sensors/meter/temp', 'dash'),
      ...both('sensors/+/temp', 'other'),
      ...both('sensors/+/temp', 'dashqos'),
      { publish: 'sensors/dash/power' },
    ],
  },
  {
    role: 'fleet',
    allowed: [...both('cars/#', 'car-1'), ...both('cars/#', 'car-qos0')],
    refused: [...both('cars/#', 'bus-1'), ...both('cars/1', 'car-1')],
  },
  {
    role: 'everybody',
    allowed: [...both('#', 'x'), ...both('a/+/b', 'y')],
    refused: [{ publish: 'a' }],
  },
];

for (const suite of SUITES)
  describe(`phrases of MQTT on ${suite}`, function () {
    this.timeout('60s');
    let stage: Stage;
    const lacking = PARTS.map((part, at) => ({ part, role: `lacks-${at}` }));
    before(async () => {
      const roles = [
        ...Object.entries(GRANTS),
        ...lacking.map(
          ({ part, role }) => [role, PARTS.filter((one) => one !== part).join('\n')] as const,
        ),
      ];
      const text = roles
        .map(
          ([role, phrases]) =>
            `role ${role} = ${arnOf(role)}\nvhost ${VHOST} { allow ${role} { ${phrases} } }\n`,
        )
        .join('');
      stage = await startStage(
        suite,
        (issuer) => brokerBlock(suite, issuer) + STAGEHAND_TEXT + text,
        ['rabbitmq_mqtt'],
      );
      await stage.broker.addVhost(VHOST);
    });
    after(() => stage.stop());

    const isAllowed = (role: string, use: Use): Promise<boolean> => attempt(stage, role, use);

    for (const { role, allowed, refused } of ROWS) {
      for (const use of allowed)
        it(`permits \`${GRANTS[role]}\`: ${JSON.stringify(use)}`, async () => {
          assert.equal(await isAllowed(role, use), true);
        });
      for (const use of refused)
        it(`refuses with \`${GRANTS[role]}\`: ${JSON.stringify(use)}`, async () => {
          assert.equal(await isAllowed(role, use), false);
        });
    }

    for (const { part, role } of lacking)
      it(`needs \`${part}\` to subscribe`, async () => {
        const results: boolean[] = [];
        // One after the other, as a client id can be connected once.
        for (const use of both('sensors/+/temp', 'dash')) results.push(await isAllowed(role, use));
        // A client has a queue for each level of the service, and needs nothing on the other one.
        const qos = /qos(?<level>[01])$/.exec(part)?.groups?.['level'];
        assert.deepEqual(results, qos === undefined ? [false, false] : [qos !== '0', qos !== '1']);
      });
  });

/** Does something with a token of a role, over a connection of its own. */
async function attempt({ broker, token }: Stage, role: string, use: Use): Promise<boolean> {
  const client = await connectAsync({
    ...{ host: '127.0.0.1', port: broker.mqttPort, protocolVersion: 4, reconnectPeriod: 0 },
    username: `${VHOST}:${role}`,
    password: await token(role),
    clientId: 'client' in use ? use.client : `publisher-${role}`,
    clean: true,
  });
  try {
    return await Promise.race([done(client, use), closed(client)]);
  } finally {
    await client.endAsync(true);
  }
}

async function done(client: MqttClient, use: Use): Promise<boolean> {
  try {
    if ('publish' in use) await client.publishAsync(use.publish, 'x', { qos: 1 });
    else {
      const granted = await client.subscribeAsync(use.subscribe, { qos: use.qos });
      return granted.every(({ qos }) => qos < 128);
    }
    return true;
  } catch {
    return false;
  }
}

/** The broker closes the connection of who does what it may not. */
function closed(client: MqttClient): Promise<false> {
  return new Promise((resolve) => {
    client.once('close', () => {
      resolve(false);
    });
  });
}
