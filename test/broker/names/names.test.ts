import { SUITES } from '../../bed/tree.js';
import { assertAllowed, assertRefused } from '../answers.js';
import { get, open, publish } from '../operations.js';
import type { Operation } from '../operations.js';
import { NAMES, roleOf } from './names.js';
import { PATTERNS, patternRole } from './patterns.js';
import { quoted } from './quoted.js';
import { HOME, TOPIC, nameStage } from './stage.js';

/** A name as that of a queue, of an exchange and as a routing key. */
const uses = (name: string): readonly Operation[] => [
  get(name),
  publish(name, 'any'),
  publish(TOPIC, name),
];

for (const suite of SUITES) {
  describe(`names, ${suite}`, () => {
    before(() => nameStage(suite));

    for (const [at, { name, neighbours }] of NAMES.entries()) {
      const role = roleOf(at);
      const phrase = `everything called ${quoted(name)}`;

      it(`${phrase}: allowed`, async () => {
        const user = await (await nameStage(suite)).user(role, HOME);
        for (const operation of uses(name)) await assertAllowed(user, { phrase, role, operation });
      });

      it(`${phrase}: nothing called ${neighbours.map(quoted).join(', ')}`, async () => {
        const user = await (await nameStage(suite)).user(role, HOME);
        for (const operation of neighbours.flatMap(uses))
          await assertRefused(user, { phrase, role, operation }, 'ACCESS_REFUSED');
      });

      it(`${phrase}: the virtual host, and not the next`, async () => {
        const { broker, user } = await nameStage(suite);
        const [next = 'next'] = neighbours;
        const question = { phrase, role, operation: open };
        for (const vhost of [name, next]) await broker.addVhost(vhost);
        await assertAllowed(await user(role, name), question);
        await assertRefused(await user(role, next), question);
      });
    }
  });

  describe(`patterns, ${suite}`, () => {
    before(() => nameStage(suite));

    for (const [at, { pattern, taken, left }] of PATTERNS.entries()) {
      const role = patternRole(at);
      const phrase = `consume queue, publish exchange and key ${pattern}`;
      for (const name of taken)
        it(`${pattern} takes ${quoted(name)}`, async () => {
          const user = await (await nameStage(suite)).user(role, HOME);
          for (const operation of uses(name))
            await assertAllowed(user, { phrase, role, operation });
        });
      for (const name of left)
        it(`${pattern} leaves ${quoted(name)}`, async () => {
          const user = await (await nameStage(suite)).user(role, HOME);
          for (const operation of uses(name))
            await assertRefused(user, { phrase, role, operation }, 'ACCESS_REFUSED');
        });
    }
  });
}
