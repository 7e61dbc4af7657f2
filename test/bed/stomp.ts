import stompit from 'stompit';
import type { Client, ConnectOptions } from 'stompit';
import { ALLOWED, messageOf, refused } from './verdict.js';
import type { Verdict } from './verdict.js';

/** Where a client of STOMP connects, and as whom. */
export interface StompTarget {
  readonly port: number;
  readonly vhost: string;
  readonly token: string;
  readonly connect?: NonNullable<ConnectOptions['connect']>;
}

/** How the frame ERROR says that something may not be done, in its headline or its text. */
const REFUSED = /access_refused|ACCESS_REFUSED|Bad CONNECT/;

/** What the broker says where the channel is gone before it could say what that was refused; its log says so. */
const UNNAMED = /^Processing error/;

/** What the client says where the broker ends the connection, over WebSocket before its ERROR has come. */
const ENDED = 'connection ended unexpectedly';

/** How long the frame ERROR may take behind the end of its connection, in ms. */
const FRAME_PATIENCE = 100;

/**
 * Connects, sends frames one after the other, each once the one before has its receipt, and leaves.
 *
 * @returns a refusal where the broker sends an ERROR that says so
 * @throws if it fails for another reason
 */
export async function overStomp(
  { port, vhost, token, connect }: StompTarget,
  ...frames: readonly (readonly [command: string, headers: Readonly<Record<string, string>>])[]
): Promise<Verdict> {
  const opened = new Promise<Client>((resolve, reject) => {
    const to = { host: '127.0.0.1', port };
    const connectHeaders = { host: vhost, login: 'anyone', passcode: token };
    const client = stompit.connect(
      { ...to, connectHeaders, ...(connect === undefined ? {} : { connect }) },
      (error) => {
        if (error === null) resolve(client);
        else reject(error);
      },
    );
  });
  const client = await opened;
  const failure = failureOf(client);
  try {
    for (const [command, headers] of frames)
      await Promise.race([failure, acknowledged(client, command, headers)]);
    return ALLOWED;
  } catch (error) {
    const text = messageOf(error);
    if (REFUSED.test(text)) return refused(text);
    if (text.includes(ENDED) || UNNAMED.test(text)) return refused('');
    throw error;
  } finally {
    client.destroy();
  }
}

/** What the frame ERROR says. The client's own handler of it leaves its error to nobody. */
function failureOf(client: Client): Promise<never> {
  const failure = new Promise<never>((_, reject) => {
    client.on('error', (error) => setTimeout(reject, FRAME_PATIENCE, error));
    client.setCommandHandler('ERROR', (frame) => {
      frame.readString('utf-8', (_error, body = '') => {
        reject(new Error(`${frame.headers['message'] ?? ''}\n${body}`));
      });
    });
  });
  failure.catch(() => undefined); // it may come after all is done
  return failure;
}

function acknowledged(client: Client, command: string, headers: object): Promise<void> {
  return new Promise((resolve) => {
    const frame = client.sendFrame(command, { ...headers }, { onReceipt: resolve });
    if (command === 'SEND') frame.write('x');
    frame.end();
  });
}
