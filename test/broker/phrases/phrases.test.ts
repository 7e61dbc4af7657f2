import { SUITES } from '../../bed/tree.js';
import { assertAllowed, assertRefused } from '../answers.js';
import { publish, bind, get, declareQueue, consume } from '../operations.js';
import type { Operation } from '../operations.js';
import { describeNeed, refusalOf } from './needs.js';
import { ROWS, phraseStage, roleWith, roleWithout } from './policy.js';
import { RESET, VHOST } from './scenery.js';

/** What a phrase does not grant, though it looks much like what it grants. */
const OUTSIDE: readonly [phrase: string, operations: readonly Operation[]][] = [
  [
    'publish exchange topic key order.*',
    [
      publish('topic', 'order'),
      publish('topic', 'Order.eu'),
      publish('topic', 'orders.eu'),
      publish('topic', ''),
      publish('topic', 'order.eu', { CC: 'stock.eu' }),
      publish('topic', 'order.eu', { BCC: ['order.us', 'stock.eu'] }),
      publish('some', 'order.eu'),
      publish('', 'order.eu'),
      get('topic'),
    ],
  ],
  ['publish exchange topic key ""', [publish('topic', 'any')]],
  [
    'bind queue work to exchange topic key order.*',
    [
      bind('queue', 'work', 'topic', '#'),
      bind('queue', 'work', 'topic', 'order'),
      bind('queue', 'old', 'topic', 'order.eu'),
      bind('queue', 'work', 'some', 'order.eu'),
      publish('topic', 'order.eu'),
      get('work'),
    ],
  ],
  ['consume queue wo*', [get('w'), get('Work'), get('old'), consume('xwork')]],
  ['declare queue fresh', [declareQueue('fresh', { deadLetterExchange: 'dead' }), get('fresh')]],
  ['publish exchange fan', [publish('spare', 'any'), get('fan'), declareQueue('fan')]],
];

for (const suite of SUITES)
  describe(`phrases, ${suite}`, () => {
    before(() => phraseStage(suite));

    for (const row of ROWS) {
      const { phrase, needs, operation } = row;
      const role = roleWith(row);
      it(`${phrase}: ${operation.title}`, async () => {
        const stage = await phraseStage(suite);
        await assertAllowed(await stage.user(role, VHOST), { phrase, role, operation });
        await stage.prepare(VHOST, RESET);
      });

      for (const need of needs) {
        const rest = `all but ${describeNeed(need)}`;
        const without = roleWithout(need, operation);
        it(`${rest}: no ${operation.title}`, async () => {
          const user = await (await phraseStage(suite)).user(without, VHOST);
          const question = { phrase: rest, role: without, operation };
          // Only over AMQP does the broker always say what it lacks.
          const words = operation.protocol === 'amqp' ? refusalOf(need) : [];
          await assertRefused(user, question, ...words);
        });
      }
    }

    for (const [phrase, operations] of OUTSIDE)
      for (const operation of operations) {
        const role = roleWith({ phrase, needs: [], operation });
        it(`${phrase}: no ${operation.title}`, async () => {
          const user = await (await phraseStage(suite)).user(role, VHOST);
          await assertRefused(user, { phrase, role, operation }, 'ACCESS_REFUSED');
        });
      }
  });
