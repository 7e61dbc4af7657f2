import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plant } from '../source/temporary.js';
import { packedExtension } from './packed.js';

/** Unpacks the extension into a new folder that has none of the project's packages around it. */
export function unpack(): string {
  const folder = mkdtempSync(join(tmpdir(), 'warren-vscode-'));
  for (const [path, text] of packedExtension().files)
    plant(folder, { [`extension/${path}`]: new Uint8Array(text) });
  return folder;
}
