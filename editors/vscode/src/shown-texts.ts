import * as vscode from 'vscode';

/** The scheme of the addresses of texts that are shown and cannot be edited. */
export const shownScheme = 'warren-shown';

/** Texts that are shown in a tab each; one of the same name takes the place of the one before. */
export class ShownTexts implements vscode.TextDocumentContentProvider {
  readonly #texts = new Map<string, string>();
  readonly #changes = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changes.event;

  /** What stands at an address, for VS Code. */
  provideTextDocumentContent({ path }: vscode.Uri): string {
    return this.#texts.get(path) ?? '';
  }

  /** Shows a text under a name, beside what the reader is at. */
  async show(name: string, text: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme: shownScheme, path: `/${name}` });
    this.#texts.set(uri.path, text);
    this.#changes.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, {
      preview: true,
      viewColumn: vscode.ViewColumn.Beside,
    });
  }
}
