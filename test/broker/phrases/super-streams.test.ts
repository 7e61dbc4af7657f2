import { SUITES } from '../../bed/tree.js';
import type { Suite } from '../../bed/tree.js';
import { assertAllowed, assertRefused } from '../answers.js';
import { onStream } from '../operations.js';
import type { Operation } from '../operations.js';
import { castRole } from './cast.js';
import { everythingBut } from './needs.js';
import { phraseStage } from './policy.js';
import { write } from './row.js';
import { VHOST } from './scenery.js';

/** Whether the broker of a suite checks who asks for the partitions of a super stream. */
const CHECKS: Readonly<Record<Suite, boolean>> = { trixie: false, forky: true };

const partitions = onStream('partitions', 'film');
const route = onStream('route', 'film');
const publish = onStream('publish', 'film-0');
const subscribe = onStream('subscribe', 'film-0');
const offset = onStream('queryOffset', 'film-0');

interface SuperStreamRow {
  readonly phrases: string;
  /** What they are called where they are many. */
  readonly title?: string;
  readonly allowed: readonly Operation[];
  readonly refused: readonly Operation[];
  /** What is refused where the broker checks it, and allowed where it does not. */
  readonly checked: readonly Operation[];
}

/** The characters of the names that the operations are about. */
const CHARACTERS = 'film-0';

const ROWS: readonly SuperStreamRow[] = [
  {
    phrases: 'publish super-stream film',
    allowed: [partitions, route, publish],
    refused: [subscribe, offset, onStream('deleteSuper', 'film')],
    checked: [],
  },
  {
    phrases: 'consume super-stream film',
    allowed: [partitions, subscribe, offset],
    refused: [publish, onStream('deleteSuper', 'film')],
    checked: [route],
  },
  {
    phrases: 'publish stream film-*',
    allowed: [publish],
    refused: [subscribe],
    checked: [partitions, route],
  },
  {
    phrases: 'consume stream film-*',
    allowed: [subscribe],
    refused: [publish],
    checked: [partitions, route],
  },
  // A producer that routes by a hash does not ask for a route.
  {
    phrases: 'read exchange film  write stream film-*',
    allowed: [partitions, publish],
    refused: [subscribe],
    checked: [route],
  },
  {
    phrases: 'write exchange film  read stream film-*',
    allowed: [partitions, subscribe],
    refused: [publish],
    checked: [route],
  },
  {
    phrases: 'read, write exchange film',
    allowed: [],
    refused: [publish, subscribe],
    checked: [partitions, route],
  },
  {
    phrases: everythingBut(write('film'), CHARACTERS),
    title: 'all but write on film',
    allowed: [partitions, publish, subscribe],
    refused: [],
    checked: [route],
  },
  {
    phrases: everythingBut(write('film-0'), CHARACTERS),
    title: 'all but write on film-0',
    allowed: [partitions, subscribe],
    refused: [publish, onStream('deleteSuper', 'film')],
    checked: [route],
  },
  { phrases: 'connect', allowed: [], refused: [publish, subscribe], checked: [partitions, route] },
];

for (const suite of SUITES)
  describe(`super streams, ${suite}`, () => {
    before(() => phraseStage(suite));

    for (const { phrases, title, allowed, refused, checked } of ROWS) {
      const role = castRole((name) => `vhost ${VHOST} { allow ${name} { ${phrases} } }`);
      const phrase = title ?? phrases;
      const [yes, no] = CHECKS[suite]
        ? [allowed, [...refused, ...checked]]
        : [[...allowed, ...checked], refused];
      for (const operation of yes)
        it(`${phrase}: ${operation.title}`, async () => {
          const user = await (await phraseStage(suite)).user(role, VHOST);
          await assertAllowed(user, { phrase, role, operation });
        });
      for (const operation of no)
        it(`${phrase}: no ${operation.title}`, async () => {
          const user = await (await phraseStage(suite)).user(role, VHOST);
          await assertRefused(user, { phrase, role, operation }, 'access refused');
        });
    }
  });
