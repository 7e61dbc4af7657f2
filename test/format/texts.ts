import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { outline } from '#warren/policy/outline.js';
import { blocksOf } from '../docs/markdown.js';
import { parse } from '../syntax/markers.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The paths of the project's files below a folder with one of the given endings. */
function filesBelow(folder: string, ending: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(root, folder, name));
}

function read(path: string): string {
  return readFileSync(path, 'utf8');
}

/** The policies of the examples, by their paths. */
export const examples: ReadonlyMap<string, string> = new Map(
  filesBelow('examples', '.warren').map((path) => [path.slice(root.length), read(path)]),
);

/** The policies shown in the documentation. */
export const shown: readonly string[] = ['README.md', ...filesBelow('docs', '.md')]
  .map((path) => read(path.startsWith('/') ? path : join(root, path)))
  .flatMap(blocksOf)
  .filter(({ language }) => language === 'warren')
  .map(({ text }) => text);

/** Whatever stands between quotes or backticks in the tests. */
function literals(path: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest));
  return found;
}

const texts = new Set([
  ...examples.values(),
  ...shown,
  ...filesBelow('test', '.warren').map(read),
  ...filesBelow('test', '.ts').flatMap(literals),
]);
const parsed = [...texts]
  .filter((text) => text.length < 20_000)
  .map((text) => ({ text, ...parse(text) }))
  .filter(({ file }) => file.items.length > 0);

const sound = parsed.filter(({ diagnostics }) => diagnostics.length === 0);

/** Every policy of the project without a mistake that the parser finds. */
export const valid = sound.map(({ text }) => text);

/**
 * Those in which line ends mean nothing. A word that is no type of an exchange is read as one where it
 * stands on the line of the exchange, and nowhere else.
 */
export const free = sound
  .filter(({ file }) =>
    outline([file]).resources.every(
      ({ node }) =>
        node.type !== 'exchange' ||
        node.exchangeType === null ||
        node.exchangeType.quoted ||
        /^(?:direct|fanout|topic|headers|x-.*)$/.test(file.source.slice(node.exchangeType.range)),
    ),
  )
  .map(({ text }) => text);

/** Every text of the project that is some of a policy, with mistakes. */
export const mistaken = parsed
  .filter(({ diagnostics }) => diagnostics.length > 0)
  .map(({ text }) => text);
