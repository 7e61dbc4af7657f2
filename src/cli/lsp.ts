import type { Command } from './command.js';
import { exit, UsageError, type Io } from './io.js';
import { readArguments } from './options.js';

const usage = `warren lsp [--stdio]

The language server, for editors: it speaks the Language Server Protocol on standard input and output.
Each folder that the editor has open is one policy, checked as \`warren check\` does, with the texts that
are not saved yet. \`--stdio\`, which some editors add, changes nothing.

Exit code: 0 after an orderly shutdown, 1 where the editor is gone without one, 2 for wrong usage.
`;

/** `warren lsp`. */
export const command: Command = { usage, options: { stdio: 'nothing' }, takes: 'words', run: lsp };

/** `warren lsp`: starts the server, which goes on after this returns. */
function lsp(args: readonly string[], io: Io): number {
  // Editors say so whose process they are; the server watches it.
  const own = args.filter((word) => !word.startsWith('--clientProcessId='));
  const { positionals } = readArguments(own, command.options);
  if (positionals.length > 0) throw new UsageError(`'lsp' takes no path`);
  void start(io);
  return exit.ok;
}

/** The protocol is only loaded here: no other command needs it. */
async function start({ err }: Io): Promise<void> {
  try {
    const { serveStdio } = await import('../lsp/main.js');
    serveStdio();
  } catch (thrown) {
    err.write(`warren: the language server cannot start: ${String(thrown)}\n`);
    process.exitCode = exit.unable;
  }
}
