// Publishes orders and takes them off a queue, for as long as it is left to run.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from './connection.js';
import { Publisher } from './publisher.js';
import { getToken } from './token.js';

/** More unconfirmed messages than this, and the program waits with the next. */
const MOST_UNCONFIRMED = 1_000;

const { AMQP_URL, AUDIENCE, CA_FILE, INTERVAL_MS = '1000', TOKEN_SECONDS = '900' } = process.env;
if (AMQP_URL === undefined || AUDIENCE === undefined)
  fail('AMQP_URL (amqps://HOST:5671/VHOST) and AUDIENCE have to be set');
if (!(Number(INTERVAL_MS) >= 1 && Number(TOKEN_SECONDS) >= 1))
  fail('INTERVAL_MS and TOKEN_SECONDS have to be numbers from 1');

const publisher = new Publisher();
const connection = new Connection({
  address: AMQP_URL,
  ca: CA_FILE === undefined ? undefined : authority(CA_FILE),
  name: 'orders (Node)',
  getToken: () => getToken(AUDIENCE, Number(TOKEN_SECONDS)),
  log: (text) => console.error(text),
  onChannel: async (channel, lost) => {
    publisher.use(channel, lost);
    await channel.prefetch(100);
    await channel.consume('orders.work', (message) => {
      if (message === null) return lost(new Error('the broker ended the consumer'));
      console.log(`received ${message.properties.messageId}`);
      channel.ack(message); // not before the work is done
    });
  },
});

const stopping = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => stopping.abort());

try {
  await connection.start();
} catch (error) {
  fail(`no connection: ${error.message}`);
}
console.error('connected');

for (let number = 1; !stopping.signal.aborted; number++) {
  const confirmed = publisher.publish(
    'orders.events',
    'order.created',
    `${number}`,
    Buffer.from('{}'),
  );
  void confirmed.then(() => console.log(`confirmed ${number}`));
  do await pause(Number(INTERVAL_MS));
  while (publisher.unconfirmed >= MOST_UNCONFIRMED && !stopping.signal.aborted);
}
while (publisher.unconfirmed > 0) await sleep(50);
await connection.stop();
console.error('stopped');

function authority(file) {
  try {
    return readFileSync(file);
  } catch (error) {
    fail(`CA_FILE: ${error.message}`);
  }
}

function pause(ms) {
  return sleep(ms, undefined, { signal: stopping.signal }).catch(() => undefined);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
