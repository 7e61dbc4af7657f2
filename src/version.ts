import { readFileSync } from 'node:fs';

/** The version of this package, from its package.json. */
export const version: string = readVersion();

function readVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  const parsed: unknown = JSON.parse(text);
  const found = typeof parsed === 'object' && parsed !== null && 'version' in parsed;
  return found ? String(parsed.version) : 'unknown';
}
