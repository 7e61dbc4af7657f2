import {
  bind,
  declareExchange,
  declareQueue,
  deleteExchange,
  deleteQueue,
  purge,
} from '../operations.js';
import type { Operation } from '../operations.js';

/** The vhost of the rows. */
export const VHOST = 'V';

/** A vhost that exists and that nobody of the cast may enter. */
export const CLOSED = 'closed';

/** A vhost to which federation brings messages from the other one. */
export const DOWNSTREAM = 'down';

/** What stands there. */
export const DOWNSTREAM_SCENERY: readonly Operation[] = [
  declareExchange('X', 'topic'),
  declareQueue('Q'),
];

/** What the vhost's declarations say: the things that the rows name. */
export const DECLARATIONS = `
  exchange X topic
  exchange Y fanout
  exchange P direct
  exchange NEW direct
  exchange "federation: X *" x-federation-upstream
  queue *
  stream S
  stream NEW
  stream P-*
  stream NEW-*
`;

const STREAM = { arguments: { 'x-queue-type': 'stream' } };

/** Puts the scene in order before each row is tried. */
export const SCENERY: readonly Operation[] = [
  deleteQueue('NEW'),
  deleteExchange('NEW'),
  deleteQueue('NEW-0'),
  deleteQueue('mqtt-will-CLIENT'),
  declareExchange('X', 'topic'),
  declareExchange('Y', 'fanout'),
  declareQueue('Q'),
  purge('Q'),
  bind('queue', 'Q', 'X', 'K'),
  declareQueue('S', STREAM),
  declareExchange('P', 'direct', { arguments: { 'x-super-stream': true } }),
  declareQueue('P-0', STREAM),
  bind('queue', 'P-0', 'P', '0'),
];
