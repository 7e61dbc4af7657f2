import { StreamMessageWriter } from 'vscode-languageserver/node';
import { printable } from '../report/printable.js';
import { FrameReader } from './frame-reader.js';
import { serve } from './server.js';

/**
 * Serves the client at standard input and output. The process ends when the client says so or is gone:
 * with 0 after an orderly shutdown, else with 1.
 */
export function serveStdio(): void {
  const reader = new FrameReader(process.stdin);
  const writer = new StreamMessageWriter(process.stdout);
  serve(reader, writer, (code, complaint) => {
    if (complaint !== undefined) process.stderr.write(`warren: ${printable(complaint)}\n`);
    process.exit(code);
  });
}
