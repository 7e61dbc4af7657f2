import { ErrorCodes, ResponseError, type ClientCapabilities } from 'vscode-languageserver';
import { printableOutput } from '../report/printable.js';
import type { Handler } from './feature.js';

/** Lets requests in only while the client is there, and keeps faults from ending the server. */
export class Gate {
  /** What the client said that it can do; undefined before it has introduced itself. */
  client: ClientCapabilities | undefined;

  /**
   * @param left whether the client has taken its leave
   * @param log writes a line in the editor's log
   */
  constructor(
    readonly left: () => boolean,
    readonly log: (line: string) => void,
  ) {}

  /** Makes the handler of a request; see `Desk`. */
  answer<P, R>(work: (params: P) => R, otherwise: R): Handler<P, R> {
    return (params) => {
      if (this.client === undefined)
        return refusal(ErrorCodes.ServerNotInitialized, 'Send `initialize` first.');
      if (this.left()) return refusal(ErrorCodes.InvalidRequest, 'The server was shut down.');
      try {
        return work(params);
      } catch (thrown) {
        this.failed(thrown);
        return otherwise;
      }
    };
  }

  /** Tells of a fault of the server's own. */
  failed(thrown: unknown): void {
    const what = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    this.log(`An internal error, please report it: ${printableOutput(what, { colour: false })}`);
  }
}

/** An answer that says why there is none. */
export function refusal(code: number, message: string): ResponseError<never> {
  return new ResponseError<never>(code, message);
}
