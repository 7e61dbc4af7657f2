import {
  bind,
  declareExchange,
  declareQueue,
  deleteExchange,
  deleteQueue,
  get,
  onStream,
  overHttp,
  publish,
} from '../operations.js';
import type { Need } from './needs.js';
import { configure, read, rows, write } from './row.js';
import type { Row } from './row.js';

const TOPIC_KEY = { routing_key: 'order.eu' };
const GET_ONE = { count: 1, ackmode: 'ack_requeue_true', encoding: 'auto' };

/** The raw permissions, each with an operation that wants it. */
export const RAW_ROWS: readonly Row[] = [
  rows('configure queue fresh', [configure('fresh')], declareQueue('fresh')),
  rows('configure exchange made', [configure('made')], declareExchange('made', 'direct')),
  rows(
    'configure resource fresh, made',
    [configure('fresh')],
    declareQueue('fresh'),
    deleteQueue('fresh'),
  ),
  rows('configure resource fresh, made', [configure('made')], deleteExchange('made')),
  rows('configure stream tape', [configure('tape')], onStream('create', 'tape')),
  rows('read queue work', [read('work')], get('work')),
  rows('read resource work', [read('work')], get('work')),
  rows('read stream log', [read('log')], onStream('subscribe', 'log')),
  rows('write exchange fan', [write('fan')], publish('fan', 'any')),
  rows('write resource fan', [write('fan')], publish('fan', 'any')),
  rows('write stream log', [write('log')], onStream('publish', 'log')),
  ...['exchange', 'resource'].map((kind) =>
    rows(
      `write ${kind} topic key order.*`,
      [write('topic'), write('topic', 'order.eu')],
      publish('topic', 'order.eu'),
    ),
  ),
  rows(
    'write queue work  read exchange fan',
    [write('work'), read('fan')],
    bind('queue', 'work', 'fan'),
  ),
  ...['exchange', 'resource'].map((kind) =>
    rows(
      `write ${kind} spare  read ${kind} topic key order.*`,
      [write('spare'), read('topic'), read('topic', 'order.eu')],
      bind('exchange', 'spare', 'topic', 'order.eu'),
    ),
  ),
].flat();

/** What the broker wants of who makes or deletes a super stream of one partition. */
function managed(name: string): readonly Need[] {
  const partition = `${name}-0`;
  return [configure(name), configure(partition), read(name), write(partition)];
}

/** Streams over their own protocol. */
export const STREAM_ROWS: readonly Row[] = [
  rows('publish stream log', [write('log')], onStream('publish', 'log')),
  ...['consume stream log', 'consume queue log'].map((phrase) =>
    rows(phrase, [read('log')], onStream('subscribe', 'log'), onStream('queryOffset', 'log')),
  ),
  rows('declare stream tape', [configure('tape')], onStream('create', 'tape')),
  rows('delete stream tape', [configure('tape')], onStream('delete', 'tape')),
  rows('declare super-stream clip', managed('clip'), onStream('createSuper', 'clip')),
  rows('delete super-stream film', managed('film'), onStream('deleteSuper', 'film')),
].flat();

/** The same operations over the HTTP API. */
export const HTTP_ROWS: readonly Row[] = [
  rows(
    'publish exchange topic key order.*',
    [write('topic'), write('topic', 'order.eu')],
    overHttp("publish to 'topic' with key 'order.eu'", (api, vhost) =>
      api.publish(decodeURIComponent(vhost), 'topic', 'order.eu'),
    ),
  ),
  rows(
    'consume queue work',
    [read('work')],
    overHttp("get from 'work'", (api, vhost) => api.post(`queues/${vhost}/work/get`, GET_ONE)),
    overHttp("purge of 'work'", (api, vhost) => api.delete(`queues/${vhost}/work/contents`)),
  ),
  rows(
    'declare queue fresh',
    [configure('fresh')],
    overHttp("declare of queue 'fresh'", (api, vhost) => api.put(`queues/${vhost}/fresh`)),
  ),
  rows(
    'delete exchange gone',
    [configure('gone')],
    overHttp("delete of exchange 'gone'", (api, vhost) => api.delete(`exchanges/${vhost}/gone`)),
  ),
  rows(
    'bind queue work to exchange topic key order.*',
    [write('work'), read('topic'), read('topic', 'order.eu')],
    overHttp("bind of 'work' to 'topic' with key 'order.eu'", (api, vhost) =>
      api.post(`bindings/${vhost}/e/topic/q/work`, TOPIC_KEY),
    ),
  ),
].flat();

/** The profiles that {@link PROFILE_ROWS} use. */
export const PROFILES = `
profile worker(inbox, topic) {
  consume queue \${inbox}
  bind queue \${inbox} to exchange topic key \${topic}.*
}
profile nested(inbox) { worker(\${inbox}, order) }
`;

/** Profiles, and lists: what they multiply out to. */
export const PROFILE_ROWS: readonly Row[] = [
  ...['worker(work, order)', 'nested(wo*)'].map((phrase) => [
    rows(phrase, [read('work')], get('work')),
    rows(
      phrase,
      [write('work'), read('topic'), read('topic', 'order.eu')],
      bind('queue', 'work', 'topic', 'order.eu'),
    ),
  ]),
  ['work', 'fresh'].map((queue) => {
    const phrase = 'declare, consume queue work, fresh';
    return [
      rows(phrase, [configure(queue)], declareQueue(queue)),
      rows(phrase, [read(queue)], get(queue)),
    ];
  }),
].flat(3);
