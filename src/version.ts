import { readFileSync } from 'node:fs';

/** The folder of this package, where package.json and the documentation are; `dist` is below it. */
export const packageRoot = new URL('../', import.meta.url);

/** The version of this package, from its package.json. */
export const version: string = readVersion();

function readVersion(): string {
  const text = readFileSync(new URL('package.json', packageRoot), 'utf8');
  const parsed: unknown = JSON.parse(text);
  const found = typeof parsed === 'object' && parsed !== null && 'version' in parsed;
  return found ? String(parsed.version) : 'unknown';
}
