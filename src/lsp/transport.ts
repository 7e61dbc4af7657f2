import { ErrorCodes, type MessageReader, type MessageWriter } from 'vscode-languageserver';

/** Ends the server with an exit code, and with a word on why where that was not asked for. */
export type Quit = (code: 0 | 1, complaint?: string) => void;

/** How often the server looks whether the process of its editor is still there, in milliseconds. */
const LOOKS = 3_000;

/**
 * Watches what messages come and go through. A message that is no JSON, or whose header cannot be
 * read, is answered and passed over; a stream that fails ends the server.
 *
 * @param left whether the client has taken its leave
 */
export function watchTransport(
  reader: MessageReader,
  writer: MessageWriter,
  left: () => boolean,
  end: Quit,
): void {
  reader.onClose(() => {
    end(left() ? 0 : 1, left() ? undefined : 'the editor is gone');
  });
  reader.onError((error) => {
    if (!(error instanceof SyntaxError)) {
      end(1, `what the editor sends cannot be read: ${error.message}`);
      return;
    }
    const { message } = error;
    const answer = {
      jsonrpc: '2.0',
      id: null,
      error: { code: ErrorCodes.ParseError, message: `This cannot be read: ${message}` },
    };
    writer.write(answer).catch(() => undefined);
  });
  writer.onError(() => {
    end(1, 'the editor does not listen any more');
  });
}

/** Ends the server when the process of its editor is gone. */
export function watchProcess(id: number, end: Quit): void {
  const timer = setInterval(() => {
    if (!isAlive(id)) end(1, 'the process of the editor is gone');
  }, LOOKS);
  timer.unref();
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (thrown) {
    // One that may not be asked is alive.
    return thrown instanceof Error && 'code' in thrown && thrown.code !== 'ESRCH';
  }
}
