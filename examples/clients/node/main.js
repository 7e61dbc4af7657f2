// Publishes orders and takes them off a queue, for as long as it is left to run.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from './connection.js';
import { Publisher } from './publisher.js';
import { getToken } from './token.js';

/** More unconfirmed messages than this, and the program waits with the next. */
const MOST_UNCONFIRMED = 1_000;

/** How long a signal leaves for confirms and for closing, in ms: ECS and Kubernetes kill after 30 s. */
const LAST_MS = 10_000;

const { AMQP_URL, AUDIENCE, CA_FILE } = process.env;
if (!AMQP_URL || !AUDIENCE) fail('AMQP_URL (amqps://HOST:5671/VHOST) and AUDIENCE have to be set');
if (!/^amqps?:\/\/[^/]/.test(AMQP_URL) || !URL.canParse(AMQP_URL))
  fail('AMQP_URL (amqps://HOST:5671/VHOST) is no address of a broker');
const interval = setting('INTERVAL_MS', 1_000);
const seconds = setting('TOKEN_SECONDS', 900);

const publisher = new Publisher();
const connection = new Connection({
  address: AMQP_URL,
  ca: CA_FILE ? authority(CA_FILE) : undefined,
  name: 'orders (Node)',
  getToken: () => getToken(AUDIENCE, seconds),
  log: (text) => console.error(text),
  onChannel: async (channel, lost) => {
    await channel.prefetch(100);
    await channel.consume('orders.work', (message) => {
      if (message === null) return lost(new Error('the broker ended the consumer'));
      console.log(`received ${message.properties.messageId}`);
      channel.ack(message); // not before the work is done
    });
    publisher.use(channel, lost);
  },
});

const stopping = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'])
  process.once(signal, () => {
    stopping.abort();
    void sleep(LAST_MS, undefined, { ref: false }).then(end); // the broker may be gone, and confirm nothing more
  });

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
  do await pause(interval);
  while (publisher.unconfirmed >= MOST_UNCONFIRMED && !stopping.signal.aborted);
}
while (publisher.unconfirmed > 0) await sleep(50);
await connection.stop();
end();

/** Ends the program, with 1 where messages are given up. */
function end() {
  const left = publisher.unconfirmed;
  console.error(left === 0 ? 'stopped' : `stopped; messages not confirmed: ${left}`);
  process.exit(left === 0 ? 0 : 1);
}

/** A number from 1 in the environment. */
function setting(name, usual) {
  const text = process.env[name] || `${usual}`;
  return /^\d+$/.test(text) && Number(text) >= 1
    ? Number(text)
    : fail(`${name} has to be a number from 1`);
}

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
