import { readFileSync } from 'node:fs';
import { readJson } from '../cli/json.js';
import { extensionFolder } from './tokens.js';

/** What the tests look at in the extension's manifest. */
export interface Manifest {
  readonly main: string;
  readonly icon: string;
  readonly contributes: {
    readonly languages: readonly {
      readonly id: string;
      readonly configuration: string;
      readonly icon: { readonly light: string; readonly dark: string };
    }[];
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

/** Where the project is, as the package says it. */
export interface Addresses {
  readonly homepage: string;
  readonly repository: { readonly type: string; readonly url: string };
  readonly bugs: { readonly url: string };
}

function isAddressed(value: object): value is Addresses {
  return 'homepage' in value && 'repository' in value && 'bugs' in value;
}

export const addresses: Addresses = readJson(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  isAddressed,
);
