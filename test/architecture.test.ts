import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** What the files of each room may import beside their own room; the lowest first. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  source: [],
  diagnostics: ['source'],
  pattern: [],
  rabbitmq: ['source', 'diagnostics', 'pattern'],
  aws: ['source', 'diagnostics', 'pattern'],
  syntax: ['source', 'diagnostics', 'pattern', 'rabbitmq', 'aws'],
  policy: ['source', 'diagnostics', 'pattern', 'rabbitmq', 'aws', 'syntax'],
  prove: ['source', 'diagnostics', 'pattern', 'rabbitmq', 'aws', 'syntax', 'policy'],
};
const below = [...Object.keys(rooms)];
const upper: typeof rooms = {
  format: ['source', 'diagnostics', 'syntax'],
  emit: [...below, 'report', 'version'],
  program: [...below, 'emit', 'report'],
  report: ['source', 'diagnostics', 'version'],
  deploy: [...below, 'program', 'version'],
  lsp: [...below, 'emit', 'program', 'report', 'format', 'version'],
  cli: [...below, 'emit', 'program', 'report', 'format', 'deploy', 'lsp', 'version'],
  cdk: [...below, 'emit', 'program', 'report', 'version'],
  version: [],
  index: [...below, 'emit', 'program', 'report', 'version'],
};
const allowed: typeof rooms = { ...rooms, ...upper };

const src = fileURLToPath(new URL('../src', import.meta.url));

/** The room that a file is in; a file at the top is a room of its own. */
function roomOf(path: string): string {
  const [first = ''] = relative(src, path).split('/');
  return first.replace(/\.[jt]s$/, '');
}

/** The relative imports of a file, types included, as absolute paths. */
function importsOf(path: string): readonly string[] {
  return ts
    .preProcessFile(readFileSync(path, 'utf8'))
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.'))
    .map((name) => join(dirname(path), name));
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join(src, name));

describe('the rooms of the source', () => {
  it('are all placed', () => {
    assert.ok(files.length > 100);
    const unplaced = files.map(roomOf).filter((room) => allowed[room] === undefined);
    assert.deepEqual([...new Set(unplaced)], []);
  });

  it('import lower rooms alone', () => {
    const upward = files.flatMap((file) =>
      importsOf(file)
        .filter((path) => roomOf(path) !== roomOf(file))
        .filter((path) => !(allowed[roomOf(file)] ?? []).includes(roomOf(path)))
        .map((path) => `${relative(src, file)} imports ${relative(src, path)}`),
    );
    assert.deepEqual(upward, []);
  });
});
