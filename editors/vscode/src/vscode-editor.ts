import * as vscode from 'vscode';
import type { Editor, Folder, Role } from './editor.js';
import type { ShownTexts } from './shown-texts.js';

/** The `Editor` that VS Code is. */
export function vscodeEditor(output: vscode.OutputChannel, texts: ShownTexts): Editor {
  return {
    chooseFolder,
    chooseOutput,
    outputFolder: ({ path }) =>
      vscode.workspace
        .getConfiguration('warren', vscode.Uri.file(path))
        .get('compile.outputFolder', ''),
    savePolicies,
    roles,
    pick: async (names, title) => vscode.window.showQuickPick([...names], { title }),
    accessOf,
    show: (name, text) => texts.show(name, text),
    log: (text) => {
      output.appendLine(text);
    },
    inform: (message) => {
      void vscode.window.showInformationMessage(unlinked(message));
    },
    complain: (message) => {
      void complain(message, output);
    },
  };
}

async function chooseFolder(): Promise<Folder | undefined> {
  const shown = vscode.window.activeTextEditor?.document.uri;
  const around = shown === undefined ? undefined : vscode.workspace.getWorkspaceFolder(shown);
  const folders = vscode.workspace.workspaceFolders ?? [];
  const only = folders.length === 1 ? folders[0] : undefined;
  const folder = around ?? only ?? (await vscode.window.showWorkspaceFolderPick());
  return folder && { name: folder.name, path: folder.uri.fsPath };
}

async function chooseOutput({ path }: Folder): Promise<string | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    defaultUri: vscode.Uri.file(path),
    openLabel: 'Compile into This Folder',
  });
  return chosen?.[0]?.fsPath;
}

async function savePolicies(): Promise<void> {
  const changed = vscode.workspace.textDocuments.filter(
    ({ languageId, isDirty, isUntitled }) => languageId === 'warren' && isDirty && !isUntitled,
  );
  await Promise.all(changed.map((document) => document.save()));
}

/** The server says `Class` of roles and of nothing else. */
async function roles({ path }: Folder): Promise<readonly Role[]> {
  const symbols = await vscode.commands.executeCommand<readonly vscode.SymbolInformation[]>(
    'vscode.executeWorkspaceSymbolProvider',
    '',
  );
  const inside = symbols.filter(
    ({ kind, location }) =>
      kind === vscode.SymbolKind.Class &&
      vscode.workspace.getWorkspaceFolder(location.uri)?.uri.fsPath === path,
  );
  return inside.map(({ name, location }) => ({ name, uri: location.uri.toString() }));
}

async function accessOf({ name, uri }: Role): Promise<string> {
  return vscode.commands.executeCommand<string>('warren.server.roleAccess', { uri, role: name });
}

/** VS Code makes links, and commands of its own, of `[…](…)` in a message; a folder may be called so. */
function unlinked(message: string): string {
  return message.replaceAll('](', '] (');
}

async function complain(message: string, output: vscode.OutputChannel): Promise<void> {
  const look = 'Show Output';
  if ((await vscode.window.showErrorMessage(unlinked(message), look)) === look) output.show(true);
}
