import type { Duplex } from 'node:stream';
import { createWebSocketStream, WebSocket } from 'ws';
import { overStomp } from '../../bed/stomp.js';
import type { Trial, Trials } from './trial.js';

type Frame = Parameters<typeof overStomp>[1];

const over =
  (...frames: readonly Frame[]): Trial =>
  ({ broker, vhost, token }) =>
    overStomp({ port: broker.stompPort, vhost, token }, ...frames);

const overWeb =
  (...frames: readonly Frame[]): Trial =>
  ({ broker: { webStompPort: port }, vhost, token }) =>
    overStomp({ port, vhost, token, connect: overWebSocket }, ...frames);

function overWebSocket({ port }: { readonly port: number }, connected: () => void): Duplex {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`);
  socket.on('open', connected);
  return createWebSocketStream(socket);
}

const send = (destination: string, more: Readonly<Record<string, string>> = {}): Frame => [
  'SEND',
  { destination, ...more },
];

const subscribe = (destination: string, more: Readonly<Record<string, string>> = {}): Frame => [
  'SUBSCRIBE',
  { destination, id: 'one', ack: 'auto', ...more },
];

/** The rows of STOMP, by stompit. */
export const STOMP_TRIALS: Trials = {
  'SEND to `/exchange/X/K`': over(send('/exchange/X/K')),
  'SEND to `/exchange/X`': over(send('/exchange/X')),
  'SEND to `/topic/K`': over(send('/topic/K')),
  'SEND to `/queue/NEW`': over(send('/queue/NEW')),
  'SEND to `/amq/queue/Q`': over(send('/amq/queue/Q')),
  'SEND to `/reply-queue/Q`': over(send('/reply-queue/Q')),
  'SEND to `/amq/queue/Q` with `reply-to:/temp-queue/N`': over(
    send('/amq/queue/Q', { 'reply-to': '/temp-queue/N' }),
  ),
  'SUBSCRIBE to `/queue/NEW`': over(subscribe('/queue/NEW')),
  'SUBSCRIBE to `/amq/queue/Q`': over(subscribe('/amq/queue/Q')),
  'SUBSCRIBE to `/exchange/X/K`': over(subscribe('/exchange/X/K')),
  'SUBSCRIBE to `/exchange/X`': over(subscribe('/exchange/X')),
  'SUBSCRIBE to `/topic/K`': over(subscribe('/topic/K')),
  'SUBSCRIBE to `/topic/K` with `durable:true` and an id, and UNSUBSCRIBE of it': over(
    subscribe('/topic/K', { durable: 'true', 'auto-delete': 'false' }),
    ['UNSUBSCRIBE', { id: 'one', durable: 'true' }],
  ),
  'SUBSCRIBE to `/topic/K` with `x-queue-name:NEW`': over(
    subscribe('/topic/K', { 'x-queue-name': 'NEW' }),
  ),
  'SUBSCRIBE to `/queue/NEW` with `x-dead-letter-exchange:Y`': over(
    subscribe('/queue/NEW', { 'x-dead-letter-exchange': 'Y' }),
  ),
};

/** The rows of STOMP over WebSocket, by stompit and ws. */
export const WEB_STOMP_TRIALS: Trials = {
  'SEND to `/topic/K`': overWeb(send('/topic/K')),
  'SUBSCRIBE to `/amq/queue/Q`': overWeb(subscribe('/amq/queue/Q')),
};
