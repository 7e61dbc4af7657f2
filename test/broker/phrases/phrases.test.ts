import { SUITES } from '../../bed/tree.js';
import { assertAllowed, assertRefused } from '../answers.js';
import { publish, bind, get, declareQueue, consume } from '../operations.js';
import type { Operation } from '../operations.js';
import { describeNeed, refusalOf } from './needs.js';
import { ROWS, phraseStage, roleWith, roleWithout } from './policy.js';
import { rows } from './row.js';
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
    for (const row of ROWS) {
      const { phrase, needs, operation } = row;
      const role = roleWith(row);
      it(`${phrase}: ${operation.title}`, async () => {
        const stage = await phraseStage(suite);
        await stage.prepare(VHOST, RESET);
        await assertAllowed(await stage.user(role, VHOST), { phrase, role, operation });
      });

      for (const need of needs) {
        const without = roleWithout(need, row);
        it(`all but ${describeNeed(need)}: no ${operation.title}`, async () => {
          const stage = await phraseStage(suite);
          await stage.prepare(VHOST, RESET);
          const question = { phrase: `all but ${describeNeed(need)}`, role: without, operation };
          const words = operation.title.startsWith('stream') ? [] : refusalOf(need);
          await assertRefused(await stage.user(without, VHOST), question, ...words);
        });
      }
    }

    for (const [phrase, operations] of OUTSIDE)
      for (const operation of operations)
        it(`${phrase}: no ${operation.title}`, async () => {
          const stage = await phraseStage(suite);
          await stage.prepare(VHOST, RESET);
          for (const row of rows(phrase, [], operation)) {
            const role = roleWith(row);
            const question = { phrase, role, operation };
            await assertRefused(await stage.user(role, VHOST), question, 'ACCESS_REFUSED');
          }
        });
  });
