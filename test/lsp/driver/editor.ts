import assert from 'node:assert/strict';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  Diagnostic,
  type ClientCapabilities,
  type InitializeParams,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver';
import { Client, isObject } from './client.js';

/** What a well-equipped editor says that it can do. */
export const capabilities: ClientCapabilities = {
  workspace: {
    workspaceFolders: true,
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true },
  },
  textDocument: {
    publishDiagnostics: { relatedInformation: true },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    rename: { prepareSupport: true },
    definition: { linkSupport: true },
  },
};

/** The same without the versions that an edit is meant for. */
export const versionless: ClientCapabilities = {
  ...capabilities,
  workspace: { ...capabilities.workspace, workspaceEdit: {} },
};

/** An editor with one folder open, or with several, and the texts in it. */
export class Editor {
  readonly #versions = new Map<string, number>();

  private constructor(
    readonly client: Client,
    readonly root: string,
  ) {}

  /** Introduces a client with folders; the names of files are relative to the first. */
  static async open(
    client: Client,
    roots: readonly string[],
    given: Partial<InitializeParams> = {},
  ): Promise<Editor> {
    const workspaceFolders = roots.map((root) => ({ name: root, uri: pathToFileURL(root).href }));
    const basics = { processId: null, rootUri: null, capabilities, workspaceFolders };
    await client.request('initialize', { ...basics, ...given });
    client.notify('initialized', {});
    return new Editor(client, roots[0] ?? '/');
  }

  uri(name: string): string {
    return /^\w+:/.test(name) ? name : pathToFileURL(join(this.root, name)).href;
  }

  /** Shows a text, of a file or of none yet. */
  show(name: string, text: string, languageId = 'warren'): void {
    this.#versions.set(name, 1);
    const textDocument = { uri: this.uri(name), languageId, version: 1, text };
    this.client.notify('textDocument/didOpen', { textDocument });
  }

  /** Changes a text that is shown. */
  type(name: string, ...contentChanges: readonly TextDocumentContentChangeEvent[]): number {
    const version = (this.#versions.get(name) ?? 0) + 1;
    this.#versions.set(name, version);
    const textDocument = { uri: this.uri(name), version };
    this.client.notify('textDocument/didChange', { textDocument, contentChanges });
    return version;
  }

  hide(name: string): void {
    this.client.notify('textDocument/didClose', { textDocument: { uri: this.uri(name) } });
  }

  save(name: string): void {
    this.client.notify('textDocument/didSave', { textDocument: { uri: this.uri(name) } });
  }

  /** Tells that files came (1), changed (2) or went (3) on the disk. */
  watched(type: 1 | 2 | 3, ...names: readonly string[]): void {
    const changes = names.map((name) => ({ uri: this.uri(name), type }));
    this.client.notify('workspace/didChangeWatchedFiles', { changes });
  }

  /** Asks about a file, with further parameters. */
  ask(method: string, name: string, more: object = {}): Promise<unknown> {
    return this.client.request(method, { textDocument: { uri: this.uri(name) }, ...more });
  }

  /** What is wrong with a file just now, by asking. */
  async diagnostics(name: string): Promise<readonly Diagnostic[]> {
    const report = await this.ask('textDocument/diagnostic', name);
    assert.ok(isObject(report) && report['kind'] === 'full');
    return shown(report['items']);
  }

  /** What the server tells next of a file that satisfies `accept`. */
  told(
    name: string,
    accept: (diagnostics: readonly Diagnostic[], version: unknown) => boolean,
  ): Promise<readonly Diagnostic[]> {
    const uri = this.uri(name);
    return this.client.until(({ method, params }) => {
      if (method !== 'textDocument/publishDiagnostics') return undefined;
      assert.ok(isObject(params));
      const diagnostics = shown(params['diagnostics']);
      return params['uri'] === uri && accept(diagnostics, params['version'])
        ? diagnostics
        : undefined;
    });
  }
}

/** The message of a diagnostic, which this server always writes as a text. */
export function messageOf(diagnostic: Diagnostic | undefined): string {
  const { message } = diagnostic ?? {};
  assert.ok(typeof message === 'string');
  return message;
}

function shown(items: unknown): readonly Diagnostic[] {
  assert.ok(Array.isArray(items) && items.every((item) => Diagnostic.is(item)));
  return items;
}
