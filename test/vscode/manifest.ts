import { readFileSync } from 'node:fs';
import { readJson } from '../cli/json.js';
import { extensionFolder } from './tokens.js';

/** What the tests look at in the extension's manifest. */
export interface Manifest {
  readonly main: string;
  readonly contributes: {
    readonly languages: readonly { readonly id: string; readonly configuration: string }[];
    readonly grammars: readonly { readonly path: string }[];
    readonly snippets: readonly { readonly path: string }[];
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, object>> };
  };
}

function isManifest(value: object): value is Manifest {
  return 'main' in value && 'contributes' in value;
}

/** The extension's manifest. */
export const manifest: Manifest = readJson(
  readFileSync(`${extensionFolder}package.json`, 'utf8'),
  isManifest,
);
