import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  connectAmqp,
  consume,
  declareExchange,
  declareQueue,
  deleteQueue,
  get,
  publish,
  type Session,
} from '../bed/amqp.js';
import { startBroker, type Broker } from '../bed/broker.js';
import { management } from '../bed/management.js';
import { startSts, type Sts } from '../bed/sts.js';
import type { Verdict } from '../bed/verdict.js';
import { compile, configOf, policyOf } from './compiled.js';
import { installCaBundle } from './stand-ins.js';

const FOLDER = new URL('../../examples/aws-tutorial/', import.meta.url);
const ROLE = 'arn:aws:iam::111122223333:role/RabbitMqAdminRole';
const QUEUE = 'tutorial.hello';

/** What a program tries, and whether the policy lets it. */
const OPERATIONS: readonly [title: string, run: (on: Session) => Promise<Verdict>, boolean][] = [
  ['declares the queue', (on) => declareQueue(on, QUEUE), true],
  ['sends a message to it', (on) => publish(on, '', QUEUE), true],
  ['reads a message', (on) => get(on, QUEUE), true],
  ['consumes', (on) => consume(on, QUEUE), true],
  ['declares another queue', (on) => declareQueue(on, 'other'), false],
  ['declares an exchange', (on) => declareExchange(on, 'other'), false],
  ['publishes to a topic exchange', (on) => publish(on, 'amq.topic', 'any'), false],
  ['deletes the queue', (on) => deleteQueue(on, QUEUE), true],
];

describe("AWS's tutorial done with Warren, on a real broker", () => {
  let sts: Sts;
  let broker: Broker;
  before(async () => {
    await installCaBundle('forky');
    sts = await startSts();
    const text = readFileSync(new URL('tutorial.warren', FOLDER), 'utf8');
    const issued = text.replace(/^(\s*issuer\s+)\S+$/m, `$1${sts.issuer}`);
    const [artifacts] = compile(policyOf(issued));
    assert.ok(artifacts !== undefined);
    broker = await startBroker({ suite: 'forky', ...configOf(artifacts), ca: sts.ca });
  });
  after(async () => {
    await broker.stop();
    await sts.stop();
  });

  for (const algorithm of ['ES384', 'RS256'] as const)
    it(`works with a token signed by ${algorithm}, and opens nothing else`, async () => {
      const token = await sts.mint({ roleArn: ROLE, audience: 'rabbitmq', algorithm });
      const connected = await connectAmqp(broker, '/', token);
      assert.ok(connected.allowed);
      for (const [title, run, allowed] of OPERATIONS)
        assert.equal((await run(connected.session)).allowed, allowed, title);
      await connected.session.close();
      const { status } = await management(broker, token).get('overview');
      assert.equal(status, 401, 'the management pages are open without a tag');
    });
});
