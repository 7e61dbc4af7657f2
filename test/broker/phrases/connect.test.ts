import { SUITES } from '../../bed/tree.js';
import { assertAllowed, assertRefused } from '../answers.js';
import {
  bind,
  declareExchange,
  declareQueue,
  get,
  onStream,
  open,
  publish,
} from '../operations.js';
import { castRole } from './cast.js';
import { namesBut } from './needs.js';
import { phraseStage } from './policy.js';
import { VHOST } from './scenery.js';

const inVhost = (phrase: string) => (role: string) =>
  `vhost ${VHOST} { allow ${role} { ${phrase} } }`;

/** Each right in a virtual host, by itself, opens it. */
const OPENING: readonly string[] = [
  'connect',
  'configure queue work',
  'write exchange fan',
  'read resource log',
  'consume queue wo*',
  'publish exchange topic key order.*',
  'publish stream log',
  'delete exchange gone',
  'bind queue work to exchange fan',
];

/** What `connect` does not give. */
const NOT_GIVEN = [
  publish('fan', 'any'),
  publish('', 'work'),
  get('work'),
  declareQueue('fresh'),
  declareQueue(''),
  declareExchange('made', 'direct'),
  bind('queue', 'work', 'fan'),
];

/** A neighbour of the virtual host, which exists too. */
const NEIGHBOUR = `${VHOST}2`;

for (const suite of SUITES)
  describe(`access to a virtual host, ${suite}`, () => {
    before(async () => (await phraseStage(suite)).broker.addVhost(NEIGHBOUR));

    for (const phrase of OPENING) {
      const role = castRole(inVhost(phrase));
      it(`${phrase}: opens it and no other`, async () => {
        const stage = await phraseStage(suite);
        const question = { phrase, role, operation: open };
        await assertAllowed(await stage.user(role, VHOST), question);
        await assertRefused(await stage.user(role, NEIGHBOUR), question);
        await assertRefused(await stage.user(role, '/'), question);
      });
    }

    const others = castRole((role) =>
      namesBut(VHOST, 'rows0123456789/')
        .map((vhost) => `vhost ${vhost} { allow ${role} { write, read resource * key * } }`)
        .join('\n'),
    );
    it('every right in every other: does not open it', async () => {
      const stage = await phraseStage(suite);
      const question = { phrase: 'everything in other vhosts', role: others, operation: open };
      await assertRefused(await stage.user(others, VHOST), question);
      await assertAllowed(await stage.user(others, NEIGHBOUR), question);
      await assertAllowed(await stage.user(others, '/'), question);
    });

    const connecting = castRole(inVhost('connect'));
    for (const operation of NOT_GIVEN)
      it(`connect: no ${operation.title}`, async () => {
        const user = await (await phraseStage(suite)).user(connecting, VHOST);
        const question = { phrase: 'connect', role: connecting, operation };
        await assertRefused(user, question, 'ACCESS_REFUSED');
      });

    for (const operation of ['publish', 'subscribe', 'create'] as const)
      it(`connect: no stream ${operation}`, async () => {
        const user = await (await phraseStage(suite)).user(connecting, VHOST);
        const question = {
          phrase: 'connect',
          role: connecting,
          operation: onStream(operation, 'log'),
        };
        await assertRefused(user, question, 'access refused');
      });

    const everywhere = castRole((role) => `vhost * { allow ${role} { connect } }`);
    it('connect everywhere: opens every virtual host', async () => {
      const stage = await phraseStage(suite);
      const question = { phrase: 'vhost * { connect }', role: everywhere, operation: open };
      for (const vhost of [VHOST, NEIGHBOUR, '/'])
        await assertAllowed(await stage.user(everywhere, vhost), question);
    });
  });
