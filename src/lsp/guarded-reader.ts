import type { DataCallback, Disposable, Message, MessageReader } from 'vscode-languageserver';
import { judge } from './well-formed.js';

/** Hands on well-formed messages alone, so that no other ends the server. */
export class GuardedReader implements MessageReader {
  readonly onError: MessageReader['onError'];
  readonly onClose: MessageReader['onClose'];
  readonly onPartialMessage: MessageReader['onPartialMessage'];

  /**
   * @param answer sends a message to the client
   * @param dropped hears of what is passed over
   */
  constructor(
    readonly inner: MessageReader,
    readonly answer: (message: Message) => void,
    readonly dropped: (reason: string) => void,
  ) {
    this.onError = inner.onError;
    this.onClose = inner.onClose;
    this.onPartialMessage = inner.onPartialMessage;
  }

  listen(callback: DataCallback): Disposable {
    return this.inner.listen((received) => {
      const judged = judge(received);
      if (judged.kind === 'message') callback(judged.message);
      else if (judged.kind === 'dropped') this.dropped(judged.reason);
      else this.answer(refusalOf(judged));
    });
  }

  dispose(): void {
    this.inner.dispose();
  }
}

function refusalOf({ id, code, reason }: Refused): Message {
  const refusal = { jsonrpc: '2.0', id, error: { code, message: reason } };
  return refusal;
}

/** A message that is answered with an error. */
interface Refused {
  readonly id: string | number | null;
  readonly code: number;
  readonly reason: string;
}
