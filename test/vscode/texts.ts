import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { blocksOf, readPage } from '../docs/markdown.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A text in the language, with a name for the title of a test. */
export interface Text {
  readonly name: string;
  readonly text: string;
}

/** The policy files of the examples, each by its path from the project's folder. */
export const exampleTexts: readonly Text[] = readdirSync(`${root}examples`, {
  recursive: true,
  encoding: 'utf8',
})
  .filter((name) => name.endsWith('.warren'))
  .sort()
  .map((name) => `examples/${name}`)
  .map((name) => ({ name, text: readFileSync(root + name, 'utf8') }));

const pages = [
  'docs/language.md',
  ...readdirSync(`${root}docs/diagnostics`).map((page) => `docs/diagnostics/${page}`),
];

/** The policies and fragments in the documentation, those with mistakes among them. */
export const documentedTexts: readonly Text[] = pages.flatMap((page) =>
  blocksOf(readPage(page))
    .filter(({ language }) => language === 'warren')
    .map(({ text, line }) => ({ name: `${page}:${line}`, text })),
);
