import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/node';
import { clientOptions, serverOptions } from './client-options.js';
import { compile } from './commands/compile.js';
import { showAccessDiff } from './commands/access-diff.js';
import { showRoleAccess } from './commands/role-access.js';
import { shownScheme, ShownTexts } from './shown-texts.js';
import { vscodeEditor } from './vscode-editor.js';
import { programAt, refusedPath, warrenOf } from './warren.js';

let client: LanguageClient | undefined;

/** What is needed of that which VS Code hands over. */
type Context = Pick<vscode.ExtensionContext, 'asAbsolutePath' | 'subscriptions'>;

/** Starts the language server and takes the commands; VS Code calls it when a policy is opened. */
export async function activate(context: Context): Promise<void> {
  const bundled = context.asAbsolutePath('dist/warren.mjs');
  const path = vscode.workspace.getConfiguration('warren').get('server.path', '');
  const program = programAt(bundled, path);
  const output = vscode.window.createOutputChannel('Warren', { log: true });
  const texts = new ShownTexts();
  const editor = vscodeEditor(output, texts);
  const warren = warrenOf(program);
  const refused = refusedPath(path);
  if (refused !== undefined) editor.complain(refused);
  context.subscriptions.push(
    output,
    vscode.workspace.registerTextDocumentContentProvider(shownScheme, texts),
    vscode.commands.registerCommand('warren.compile', () => compile(editor, warren)),
    vscode.commands.registerCommand('warren.showRoleAccess', () => showRoleAccess(editor)),
    vscode.commands.registerCommand('warren.showAccessDiff', () => showAccessDiff(editor, warren)),
  );
  client = new LanguageClient(
    'warren',
    'Warren',
    serverOptions(program),
    clientOptions(output, texts),
  );
  await client.start();
}

/** Ends the language server. */
export async function deactivate(): Promise<void> {
  await client?.stop();
}
