import { declareExchange, declareQueue, deleteExchange, deleteQueue } from '../operations.js';
import { bind } from '../operations.js';
import type { Operation } from '../operations.js';

/** The virtual host in which the phrases are tried. */
export const VHOST = 'rows';

/**
 * What its declarations say. The type of `some` is not declared, so it may be a topic exchange. It is one on
 * the broker. `fresh`, `made` and `tape` come and go, and so does the super stream `clip`; `film` is one that exists.
 */
export const DECLARATIONS = `
  exchange topic topic
  exchange some
  exchange fan fanout
  exchange spare fanout
  exchange dead fanout
  exchange made direct
  exchange gone direct
  queue *
  stream log
  stream tape
  exchange film direct
  stream film-*
  exchange clip direct
  stream clip-*
`;

/** Makes what always exists. */
export const SCENERY: readonly Operation[] = [
  declareExchange('topic', 'topic'),
  declareExchange('some', 'topic'),
  declareExchange('fan', 'fanout'),
  declareExchange('spare', 'fanout'),
  declareExchange('dead', 'fanout'),
  declareQueue('work'),
  declareQueue('log', { arguments: { 'x-queue-type': 'stream' } }),
];

/** Puts back what an operation made or took away. */
export const RESET: readonly Operation[] = [
  deleteQueue('fresh'),
  deleteExchange('made'),
  deleteQueue('tape'),
  deleteQueue('clip-0'),
  deleteExchange('clip'),
  declareExchange('film', 'direct'),
  declareQueue('film-0', { arguments: { 'x-queue-type': 'stream' } }),
  bind('queue', 'film-0', 'film', '0'),
  declareQueue('old'),
  declareExchange('gone', 'direct'),
];
