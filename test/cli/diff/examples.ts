import { readdirSync, readFileSync } from 'node:fs';
import type { Tree } from '../../source/temporary.js';

/** An edit of an example: a text that stands in one of its files once, and what replaces it. */
export type Edit = readonly [from: string, to: string];

const root = new URL('../../../examples/', import.meta.url);

/** The files of an example below a folder, with some edits made. */
export function example(name: string, folder: string, edits: readonly Edit[] = []): Tree {
  const base = new URL(`${name}/`, root);
  const files = readdirSync(base, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.md'))
    .map(
      ({ name: file }) => [`${folder}/${file}`, readFileSync(new URL(file, base), 'utf8')] as const,
    );
  const left = new Set(edits);
  const edited = files.map(([path, text]): [string, string] => [
    path,
    edits.reduce((before, edit) => {
      if (before.split(edit[0]).length !== 2) return before;
      left.delete(edit);
      return before.replace(edit[0], () => edit[1]);
    }, text),
  ]);
  const [missed] = left;
  if (missed !== undefined) throw new Error(`no one place says: ${missed[0]}`);
  return Object.fromEntries<string>(edited);
}
