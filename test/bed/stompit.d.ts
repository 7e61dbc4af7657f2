/** What is used of stompit, which has no types of its own. Source: its documentation, `docs/` of 1.0.0. */
declare module 'stompit' {
  import type { Duplex, Writable } from 'node:stream';

  interface FrameOptions {
    readonly onReceipt?: () => void;
  }

  interface Client {
    sendFrame(command: string, headers: object, options?: FrameOptions): Writable;
    on(event: 'error', listener: (error: StompError) => void): void;
    destroy(): void;
  }

  interface StompError extends Error {
    /** The body of the ERROR frame. */
    readonly longMessage?: string;
  }

  interface ConnectOptions {
    readonly host: string;
    readonly port: number;
    readonly connectHeaders: Readonly<Record<string, string>>;
    /** Makes the connection, where it is none over TCP. */
    readonly connect?: (options: ConnectOptions, connected: () => void) => Duplex;
  }

  function connect(
    options: ConnectOptions,
    listener: (error: StompError | null, client: Client) => void,
  ): Client;

  const stompit: { readonly connect: typeof connect };
  export default stompit;
  export type { Client, ConnectOptions, StompError };
}
