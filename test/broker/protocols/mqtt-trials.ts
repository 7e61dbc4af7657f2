import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import { ALLOWED, messageOf, refused, type Verdict } from '../../bed/verdict.js';
import { arrival, logFrom } from './arrivals.js';
import { each, type Client, type Trial, type Trials } from './trial.js';
import { watched } from './watch.js';

const TOPIC = 'T/U';
const FILTER = 'T/+';
const ID = 'CLIENT';

/** How long a session is kept, in seconds, and the delay of a will. */
const KEPT = 60;
const DELAY = 1;

type Port = 'mqttPort' | 'webMqttPort';

function optionsOf({ broker, vhost, token }: Client, port: Port): IClientOptions {
  const socket: IClientOptions =
    port === 'mqttPort' ? { protocol: 'mqtt' } : { protocol: 'ws', path: '/ws' };
  return {
    ...socket,
    host: '127.0.0.1',
    port: broker[port],
    protocolVersion: 5,
    reconnectPeriod: 0,
    username: `${vhost}:anyone`,
    password: token,
    clientId: ID,
    clean: true,
  };
}

const over =
  (
    act: (client: MqttClient) => Promise<unknown>,
    options: IClientOptions = {},
    port: Port = 'mqttPort',
  ): Trial =>
  async (who) => {
    let client: MqttClient | undefined;
    try {
      client = await connectAsync({ ...optionsOf(who, port), ...options });
      await Promise.race([act(client), ended(client)]);
      return ALLOWED;
    } catch (error) {
      return refused(messageOf(error));
    } finally {
      await client?.endAsync(true);
    }
  };

/** The broker disconnects who publishes what it may not, and the client has no words for that. */
function ended(client: MqttClient): Promise<never> {
  return new Promise((_, reject) => {
    client.once('close', () => {
      reject(new Error('Connection closed'));
    });
  });
}

const published = (retain: boolean, qos: 0 | 1) => (client: MqttClient) =>
  client.publishAsync(TOPIC, 'x', { qos, retain }).then(() => client.unsubscribeAsync('none'));

const subscribed =
  (qos: 0 | 1, filter = FILTER) =>
  async (client: MqttClient) => {
    const granted = await client.subscribeAsync(filter, { qos });
    const failed = granted.find((one) => one.qos >= 128);
    if (failed !== undefined) throw new Error(`MQTT: refused with the code ${failed.qos}`);
    await client.unsubscribeAsync(filter);
  };

const kept: IClientOptions = { clean: false, properties: { sessionExpiryInterval: KEPT } };

/** Goes away without a word, so that its will is sent, and waits for that or for what the log says. */
const will =
  (delay: number): Trial =>
  async (who): Promise<Verdict> =>
    watched(who, ['amq.topic', 'T.U'], async (hasCome) => {
      const log = logFrom(who.broker);
      const connected = await connectAsync({
        ...optionsOf(who, 'mqttPort'),
        ...(delay === 0 ? {} : { properties: { sessionExpiryInterval: KEPT } }),
        will: {
          topic: TOPIC,
          payload: Buffer.from('gone'),
          qos: 1,
          retain: false,
          ...(delay === 0 ? {} : { properties: { willDelayInterval: delay } }),
        },
      }).catch(messageOf);
      if (typeof connected === 'string') return refused(connected);
      connected.on('error', () => undefined);
      connected.stream.destroy();
      const verdict = await arrival(who.role, log, hasCome);
      await connected.endAsync(true);
      return verdict;
    });

/** The rows of MQTT, by mqtt.js. */
export const MQTT_TRIALS: Trials = {
  'CONNECT, without a will': over(() => Promise.resolve()),
  'PUBLISH to T/U, retained or not': each(
    over(published(false, 1)),
    over(published(true, 1)),
    over(published(false, 0)),
  ),
  'SUBSCRIBE to T/+ and UNSUBSCRIBE, at QoS 0 or 1, with or without a clean session': each(
    over(subscribed(0)),
    over(subscribed(1)),
    over(subscribed(1), kept),
    over(subscribed(0)),
  ),
  'SUBSCRIBE to `$share/G/T/+` (MQTT 5)': each(
    over(subscribed(0, `$share/G/${FILTER}`)),
    over(subscribed(1, `$share/G/${FILTER}`)),
  ),
  'CONNECT with a will for T/U': will(0),
  'CONNECT with a will for T/U and a delay (MQTT 5)': will(DELAY),
};

/** The rows of MQTT over WebSocket, by mqtt.js. */
export const WEB_MQTT_TRIALS: Trials = {
  'PUBLISH to T/U': over(published(false, 1), {}, 'webMqttPort'),
  'SUBSCRIBE to T/+': each(
    over(subscribed(0), {}, 'webMqttPort'),
    over(subscribed(1), {}, 'webMqttPort'),
  ),
};
