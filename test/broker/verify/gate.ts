import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What stands before a port of a broker, and does something once enough was sent there. */
export interface Gate {
  readonly port: number;
  readonly stop: () => void;
}

/**
 * Opens a gate before a port on loopback.
 *
 * @param isDue is given all that was sent so far, to all connections, and how often
 * @param act is done once; what was asked last never gets there, as in the middle of a request
 */
export async function gate(
  to: number,
  isDue: (sent: string, times: number) => boolean,
  act: () => Promise<void>,
): Promise<Gate> {
  let sent = '';
  let times = 0;
  let isDone = false;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const broker = connect(to, '127.0.0.1');
    for (const one of [socket, broker]) {
      sockets.add(one);
      one.on('error', () => one.destroy());
      one.on('close', () => {
        socket.destroy();
        broker.destroy();
      });
    }
    broker.pipe(socket);
    socket.on('data', (bytes: Buffer) => {
      sent += bytes.toString('latin1');
      times++;
      if (isDone || !isDue(sent, times)) {
        broker.write(bytes);
        return;
      }
      isDone = true;
      void act();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    stop: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
