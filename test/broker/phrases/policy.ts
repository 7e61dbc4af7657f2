import type { Suite } from '../../bed/tree.js';
import type { Operation } from '../operations.js';
import { STAGEHAND_TEXT, brokerBlock, startStage } from '../stage.js';
import type { Stage } from '../stage.js';
import { AMQP_ROWS } from './amqp-rows.js';
import { castRole, castText } from './cast.js';
import { everythingBut } from './needs.js';
import type { Need } from './needs.js';
import { HTTP_ROWS, PROFILES, PROFILE_ROWS, RAW_ROWS, STREAM_ROWS } from './other-rows.js';
import type { Row } from './row.js';
import { DECLARATIONS, RESET, SCENERY, VHOST } from './scenery.js';

/** Every row of the table. */
export const ROWS: readonly Row[] = [
  ...RAW_ROWS,
  ...AMQP_ROWS,
  ...STREAM_ROWS,
  ...HTTP_ROWS,
  ...PROFILE_ROWS,
];

/** The characters of all names and keys that the rows want something of. */
const CHARACTERS = ROWS.flatMap(({ needs }) => needs)
  .map(({ name, key = '' }) => name + key)
  .join('');

/** The role that is granted a row's phrase and nothing else. */
export function roleWith({ phrase, operation }: Row): string {
  return castRole((role) => allow(role, phrase, operation));
}

/** The role that is granted every right in the virtual host but one. */
export function roleWithout(need: Need, operation: Operation): string {
  return castRole((role) => allow(role, everythingBut(need, CHARACTERS), operation));
}

/** The management plugin lets in only who has a tag. */
function allow(role: string, phrases: string, { protocol }: Operation): string {
  const tag = protocol === 'http' ? `\nallow ${role} { tag management }` : '';
  return `vhost ${VHOST} { allow ${role} { ${phrases} } }${tag}`;
}

const started = new Map<Suite, Promise<Stage>>();

/**
 * A suite's RabbitMQ with one configuration for all roles that the tests have cast, which they do
 * before the first of them runs; started once.
 */
export function phraseStage(suite: Suite): Promise<Stage> {
  const found = started.get(suite) ?? start(suite);
  started.set(suite, found);
  return found;
}

async function start(suite: Suite): Promise<Stage> {
  const declarations = `vhost ${VHOST} { ${DECLARATIONS} }\n`;
  const stage = await startStage(
    suite,
    (issuer) => brokerBlock(suite, issuer) + STAGEHAND_TEXT + declarations + PROFILES + castText(),
  );
  await stage.broker.addVhost(VHOST);
  await stage.prepare(VHOST, [...SCENERY, ...RESET]);
  return stage;
}

after(async () => {
  for (const stage of await Promise.all(started.values())) await stage.stop();
});
