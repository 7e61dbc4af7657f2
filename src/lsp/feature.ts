import type {
  ClientCapabilities,
  Connection,
  ResponseError,
  ServerCapabilities,
} from 'vscode-languageserver';
import type { Places } from './places.js';

/** Something that the server can do for an editor: one file in `features`, listed in its index. */
export interface Feature {
  /** What the server says of it when a client introduces itself. */
  readonly capabilities: (client: ClientCapabilities) => Partial<ServerCapabilities>;
  /** Takes its requests. Handlers are made with `desk.answer`. */
  readonly register: (connection: Connection, desk: Desk) => void;
}

/** What the handler of a request answers: the result, or why there is none. */
export type Handler<P, R> = (params: P) => R | ResponseError<never>;

/** What features have at hand. */
export interface Desk {
  /** What the client said that it can do. */
  readonly client: ClientCapabilities;
  /** The policies that are open, the files of requests, and places for the editor. */
  readonly places: Places;
  /**
   * Makes the handler of a request. What goes wrong in `work` is logged in the editor and answered with
   * `otherwise`; before the client has introduced itself and after it took its leave every request is an
   * error.
   */
  readonly answer: <P, R>(work: (params: P) => R, otherwise: R) => Handler<P, R>;
}
