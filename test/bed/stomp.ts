import stompit from 'stompit';
import type { Client, ConnectOptions, StompError } from 'stompit';
import { ALLOWED, refused } from './verdict.js';
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
  let failed: (error: StompError) => void = () => undefined;
  const failure = new Promise<never>((_, reject) => {
    failed = reject;
  });
  failure.catch(() => undefined);
  const opened = new Promise<Client>((resolve, reject) => {
    const client = stompit.connect(
      {
        host: '127.0.0.1',
        port,
        connectHeaders: { host: vhost, login: 'anyone', passcode: token },
        ...(connect === undefined ? {} : { connect }),
      },
      (error) => {
        if (error === null) resolve(client);
        else reject(error);
      },
    );
    client.on('error', (error) => {
      failed(error);
    });
  });
  try {
    const client = await opened;
    try {
      for (const [command, headers] of frames)
        await Promise.race([failure, acknowledged(client, command, headers)]);
    } finally {
      client.destroy();
    }
    return ALLOWED;
  } catch (error) {
    const text = textOf(error);
    if (REFUSED.test(text)) return refused(text);
    throw error;
  }
}

function acknowledged(client: Client, command: string, headers: object): Promise<void> {
  return new Promise((resolve) => {
    const frame = client.sendFrame(command, { ...headers }, { onReceipt: resolve });
    if (command === 'SEND') frame.write('x');
    frame.end();
  });
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const more = 'longMessage' in error ? String(error.longMessage) : '';
  return `${error.message}\n${more}`;
}
