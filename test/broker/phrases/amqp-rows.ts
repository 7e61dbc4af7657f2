import {
  bind,
  consume,
  declareExchange,
  declareQueue,
  deleteExchange,
  deleteQueue,
  get,
  publish,
  purge,
  unbind,
} from '../operations.js';
import { bindingRows } from './binding-rows.js';
import { configure, read, rows, write } from './row.js';
import type { Row } from './row.js';

/** The phrases that name an operation, with that operation over AMQP 0-9-1. */
export const AMQP_ROWS: readonly Row[] = [
  rows(
    'publish exchange topic key order.*',
    [write('topic'), write('topic', 'order.eu')],
    publish('topic', 'order.eu'),
  ),
  rows(
    'publish exchange topic key order.*',
    [write('topic'), write('topic', 'order.')],
    publish('topic', 'order.'),
  ),
  rows(
    'publish exchange topic key order.eu, order.us',
    [write('topic', 'order.eu'), write('topic', 'order.us')],
    publish('topic', 'order.eu', { CC: 'order.us' }),
    publish('topic', 'order.us', { BCC: 'order.eu' }),
  ),
  rows('publish exchange topic key ""', [write('topic'), write('topic', '')], publish('topic', '')),
  rows('publish exchange topic', [write('topic'), write('topic', 'any')], publish('topic', 'any')),
  rows('publish exchange some', [write('some'), write('some', 'any')], publish('some', 'any')),
  rows(
    'publish exchange some key order.*',
    [write('some'), write('some', 'order.eu')],
    publish('some', 'order.eu'),
  ),
  rows('publish exchange fan', [write('fan')], publish('fan', 'any')),
  rows(
    'publish exchange amq.topic key order.*',
    [write('amq.topic'), write('amq.topic', 'order.eu')],
    publish('amq.topic', 'order.eu'),
  ),
  rows('publish exchange amq.default', [write('amq.default')], publish('', 'work')),
  rows('consume queue work', [read('work')], get('work'), consume('work')),
  rows('purge queue work', [read('work')], purge('work')),
  rows('consume queue wo*', [read('work')], get('work')),
  rows('declare queue fresh', [configure('fresh')], declareQueue('fresh')),
  rows('delete queue old', [configure('old')], deleteQueue('old')),
  rows('declare exchange made', [configure('made')], declareExchange('made', 'direct')),
  rows('delete exchange gone', [configure('gone')], deleteExchange('gone')),
  rows(
    'declare queue fresh dead-letter dead',
    [configure('fresh'), read('fresh'), write('dead')],
    declareQueue('fresh', { deadLetterExchange: 'dead' }),
  ),
  rows(
    'declare exchange made alternate spare',
    [configure('made'), read('made'), write('spare')],
    declareExchange('made', 'direct', { alternateExchange: 'spare' }),
  ),
  ...(['queue', 'exchange'] as const).map((kind) => bindingRows(kind)),
  rows('bind stream log to exchange fan', [write('log'), read('fan')], bind('queue', 'log', 'fan')),
  rows(
    'unbind stream log from exchange topic key order.*',
    [write('log'), read('topic'), read('topic', 'order.eu')],
    unbind('queue', 'log', 'topic', 'order.eu'),
  ),
].flat();
