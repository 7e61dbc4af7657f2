import { declareExchange, declareQueue, deleteExchange, deleteQueue } from '../operations.js';
import type { Operation } from '../operations.js';

/** The virtual host in which the phrases are tried. */
export const VHOST = 'rows';

/**
 * What its declarations say. The type of `some` is not declared, so it may be a topic exchange. It is one on
 * the broker. `fresh`, `made` and `tape` come and go.
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
  declareQueue('old'),
  declareExchange('gone', 'direct'),
];
