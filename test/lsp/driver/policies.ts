import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { blocksOf, readPage } from '../../docs/markdown.js';
import { rolesFor } from '../../docs/run-example.js';
import type { Case, CaseTable } from '../../policy/cases/case.js';
import type { Files } from '../../policy/harness.js';
import { readMarks } from '../../policy/markers.js';
import { isObject } from './client.js';

export const repository = fileURLToPath(new URL('../../..', import.meta.url));

/** What holds no policy of the project's own. */
const foreign = ['dist', 'node_modules', 'out', 'coverage'];

/** The folders of the repository that hold policies. */
export function policyFolders(): readonly string[] {
  const rooms = readdirSync(repository, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .filter((name) => !foreign.includes(name));
  const found = rooms.flatMap((name) => filesBelow(name, '.warren').map(dirname));
  return [...new Set(found)];
}

/** Every policy that the tests of diagnostics are made of, from each of their tables. */
export async function caseTrees(): Promise<readonly Files[]> {
  const folder = new URL('../../policy/cases/', import.meta.url);
  const modules = readdirSync(folder).map(
    async (name): Promise<unknown> => import(new URL(name, folder).href),
  );
  const exported = (await Promise.all(modules)).filter(isObject).flatMap(Object.values<unknown>);
  return exported
    .filter(isCaseTable)
    .flatMap(({ beside, cases }) =>
      Object.values(cases).flatMap(({ gives, spares }) =>
        [...gives, ...spares].map((given) => treeOf(given, beside)),
      ),
    );
}

/** Every policy that the documentation shows, with the files that stand beside it on its page. */
export function pageTrees(): readonly Files[] {
  return [...filesBelow('docs', '.md'), 'README.md'].flatMap((page) => {
    const blocks = blocksOf(readPage(page));
    const exports = blocks.filter(({ language }) => language === 'json');
    const beside = exports.flatMap(({ info, text }) => info.map((name) => [name, text] as const));
    return blocks
      .filter(({ language }) => language === 'warren')
      .map(({ text }) => ({
        ...Object.fromEntries(beside),
        'example.warren': text,
        'roles.warren': rolesFor(text),
      }));
  });
}

/** One tree with a folder for each of several. */
export function inFolders(trees: readonly Files[]): Files {
  const paths = trees.flatMap((tree, at) =>
    Object.entries(tree).map(([path, text]) => [`policy-${String(at)}/${path}`, text] as const),
  );
  return Object.fromEntries(paths);
}

function filesBelow(folder: string, ending: string): readonly string[] {
  return readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => join(folder, file));
}

function isCaseTable(value: unknown): value is CaseTable {
  return isObject(value) && typeof value['beside'] === 'string' && isObject(value['cases']);
}

function treeOf(given: Case, beside: string): Files {
  const { text, files } = typeof given === 'string' ? { text: given, files: {} } : given;
  return { ...files, 'main.warren': readMarks(text).text, 'beside.warren': beside };
}
