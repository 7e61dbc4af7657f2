import { lstatSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Everything below a folder, dot entries too: files with their text, links with `-> TARGET`, and empty
 * folders with a slash behind their path and an empty text.
 */
export function snapshot(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(entries(folder, ''));
}

function entries(folder: string, prefix: string): readonly (readonly [string, string])[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const stats = lstatSync(path);
    if (stats.isSymbolicLink()) return [[prefix + name, `-> ${readlinkSync(path)}`] as const];
    if (!stats.isDirectory()) return [[prefix + name, readFileSync(path, 'utf8')] as const];
    const below = entries(path, `${prefix}${name}/`);
    return below.length === 0 ? [[`${prefix}${name}/`, ''] as const] : below;
  });
}
