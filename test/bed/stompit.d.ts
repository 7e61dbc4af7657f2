/** What is used of stompit, which has no types of its own. Source: its documentation, `docs/` of 1.0.0. */
declare module 'stompit' {
  import type { Duplex, Writable } from 'node:stream';

  interface FrameOptions {
    readonly onReceipt?: () => void;
  }

  interface IncomingFrame {
    readonly headers: Readonly<Record<string, string>>;
    readString(encoding: 'utf-8', callback: (error: Error | null, body?: string) => void): void;
  }

  interface Client {
    /** Handles a command that comes from now on. */
    setCommandHandler(command: string, handler: (frame: IncomingFrame) => void): void;
    sendFrame(command: string, headers: object, options?: FrameOptions): Writable;
    on(event: 'error', listener: (error: Error) => void): void;
    destroy(): void;
  }

  interface ConnectOptions {
    readonly host: string;
    readonly port: number;
    readonly connectHeaders: Readonly<Record<string, string>>;
    /** Makes the connection, where it is none over TCP. */
    readonly connect?: (options: ConnectOptions, connected: () => void) => Duplex;
  }

  interface Stompit {
    connect(
      options: ConnectOptions,
      listener: (error: Error | null, client: Client) => void,
    ): Client;
  }

  const stompit: Stompit;
  export default stompit;
  export type { Client, ConnectOptions };
}
