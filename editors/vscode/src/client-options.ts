import type { LogOutputChannel } from 'vscode';
import type { Executable, LanguageClientOptions } from 'vscode-languageclient/node';
import type { ShownTexts } from './shown-texts.js';
import type { Program } from './warren.js';

/** How the language server is started. */
export function serverOptions({ command, args, env }: Program): Executable {
  return { command, args: [...args, 'lsp'], options: { env } };
}

/** The commands behind lenses, with the names of the tabs that show what they answer. */
const shownAnswers: ReadonlyMap<string, string> = new Map([
  ['warren.server.testReport', 'tests'],
  ['warren.server.resourceAccess', 'who has access'],
]);

/**
 * What the language server is asked about, policy files on the disk and new ones not yet saved, and how
 * its answers are shown.
 */
export function clientOptions(
  outputChannel: LogOutputChannel,
  texts: Pick<ShownTexts, 'show'>,
): LanguageClientOptions {
  return {
    documentSelector: [
      { scheme: 'file', language: 'warren' },
      { scheme: 'untitled', language: 'warren' },
      { scheme: 'file', pattern: '**/warren.yaml' },
    ],
    outputChannel,
    middleware: {
      // By itself the server would show them in a message, which is too small for them.
      executeCommand: async (command, args, next) => {
        const name = shownAnswers.get(command);
        const own = name === undefined ? args : args.map(withoutShow);
        const answer: unknown = await next(command, own);
        if (name !== undefined && typeof answer === 'string') await texts.show(name, answer);
        return answer;
      },
    },
  };
}

function withoutShow(argument: unknown): unknown {
  return typeof argument === 'object' && argument !== null
    ? { ...argument, show: false }
    : argument;
}
