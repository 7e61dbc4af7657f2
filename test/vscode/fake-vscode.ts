import { pathToFileURL, fileURLToPath } from 'node:url';

/*
 * As much of the module `vscode` as the extension and its client library use to start, to take commands
 * and to ask the server. It takes the place of the module beside the unpacked extension. Whatever else is
 * called answers something that can be disposed of.
 */

/** What the client library extends. */
class Stub {
  readonly data: unknown;
}
export {
  Stub as CallHierarchyItem,
  Stub as CancellationError,
  Stub as CodeAction,
  Stub as CodeLens,
  Stub as CompletionItem,
  Stub as Diagnostic,
  Stub as DocumentLink,
  Stub as InlayHint,
  Stub as TypeHierarchyItem,
};

export const version = '1.101.0';
export const SymbolKind = { Class: 4 };
export const LogLevel = { Trace: 1, Info: 3 };
export const ViewColumn = { Beside: -2 };

export class CodeActionKind {
  static readonly Empty = new CodeActionKind();
  append(): this {
    return this;
  }
}

export class Disposable {
  dispose(): void {
    return undefined;
  }
}

export class EventEmitter {
  readonly event = (): Disposable => new Disposable();
  fire(): void {
    return undefined;
  }
  dispose(): void {
    return undefined;
  }
}

export class CancellationTokenSource {
  readonly token = {
    isCancellationRequested: false,
    onCancellationRequested: (): Disposable => new Disposable(),
  };
}

export class Uri {
  constructor(
    readonly scheme: string,
    readonly path: string,
  ) {}
  static file(path: string): Uri {
    return new Uri('file', path);
  }
  static parse(text: string): Uri {
    return text.startsWith('file:') ? Uri.file(fileURLToPath(text)) : new Uri('untitled', text);
  }
  static from({ scheme, path }: Pick<Uri, 'scheme' | 'path'>): Uri {
    return new Uri(scheme, path);
  }
  get fsPath(): string {
    return this.path;
  }
  toString(): string {
    return this.scheme === 'file' ? pathToFileURL(this.path).href : `${this.scheme}:${this.path}`;
  }
}

export class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
}

export class Range {
  constructor(
    readonly start: Position,
    readonly end: Position,
  ) {}
}

export class Location {
  constructor(
    readonly uri: Uri,
    readonly range: Range,
  ) {}
}

export class SymbolInformation {
  constructor(
    readonly name: string,
    readonly kind: number,
    readonly containerName: string,
    readonly location: Location,
  ) {}
}

type Call = (...args: readonly unknown[]) => unknown;

/** An object of which the given members are known, and every other is a function without effect. */
function anything<T extends object>(known: T): T {
  return new Proxy(known, {
    get: (target, name): unknown =>
      name in target ? Reflect.get(target, name) : () => new Disposable(),
  });
}

const registered = new Map<string, Call>();
const root = Uri.file(process.env['WARREN_FOLDER'] ?? '/');
const folder = { name: 'shop', uri: root, index: 0 };

interface SymbolProvider {
  provideWorkspaceSymbols(query: string, token: unknown): unknown;
}

/** Tells the test of a text or message that is shown, on a line of its own. */
function show(text: string): Promise<void> {
  console.log(JSON.stringify(text));
  return Promise.resolve();
}

export const commands = {
  registerCommand: (name: string, run: Call): Disposable => {
    registered.set(name, run);
    return new Disposable();
  },
  executeCommand: (name: string, ...args: readonly unknown[]): Promise<unknown> => {
    const run = registered.get(name);
    if (run === undefined) throw new Error(`there is no command ${name}`);
    return Promise.resolve(run(...args));
  },
  getCommands: (): Promise<readonly string[]> => Promise.resolve([...registered.keys()]),
};

export const languages = anything({
  registerWorkspaceSymbolProvider: (provider: SymbolProvider): Disposable => {
    registered.set('vscode.executeWorkspaceSymbolProvider', (query) =>
      provider.provideWorkspaceSymbols(String(query), new CancellationTokenSource().token),
    );
    return new Disposable();
  },
});

interface ContentProvider {
  provideTextDocumentContent(uri: Uri): string;
}
let contents: ContentProvider | undefined;

export const workspace = anything({
  textDocuments: [],
  notebookDocuments: [],
  workspaceFolders: [folder],
  getWorkspaceFolder: () => folder,
  getConfiguration: () => ({ get: (_name: string, otherwise: unknown) => otherwise }),
  registerTextDocumentContentProvider: (_scheme: string, provider: ContentProvider) => {
    contents = provider;
    return new Disposable();
  },
  openTextDocument: (uri: Uri) => Promise.resolve(contents?.provideTextDocumentContent(uri)),
});

export const window = anything({
  activeTextEditor: undefined,
  visibleTextEditors: [],
  tabGroups: anything({ all: [] }),
  createOutputChannel: () => anything({}),
  showQuickPick: ([first]: readonly string[]) => Promise.resolve(first),
  showTextDocument: show,
  showInformationMessage: show,
  showErrorMessage: show,
});

export const env = { language: 'en', appName: 'a test' };
export const extensions = anything({ all: [] });
