import type { LogOutputChannel } from 'vscode';
import type { Executable, LanguageClientOptions } from 'vscode-languageclient/node';
import type { Program } from './warren.js';

/** How the language server is started. */
export function serverOptions({ command, args, env }: Program): Executable {
  return { command, args: [...args, 'lsp'], options: { env } };
}

/** What the language server is asked about: policy files on the disk, and new ones not yet saved. */
export function clientOptions(outputChannel: LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: [
      { scheme: 'file', language: 'warren' },
      { scheme: 'untitled', language: 'warren' },
    ],
    outputChannel,
  };
}
