import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** The rooms of the source, the lowest first: each may import those before it, and itself. */
const rooms = [
  'source',
  'diagnostics',
  'pattern',
  'rabbitmq',
  'aws',
  'syntax',
  'policy',
  'access',
  'lint',
  'prove',
  'tell',
  'version',
  'format',
  'report',
  'emit',
  'program',
  'deploy',
  'lsp',
  'cli',
  'cdk',
  'index',
];
/** Rooms that stand side by side with some before them, and may not use those. */
const beside: Readonly<Record<string, readonly string[]>> = {
  pattern: ['source', 'diagnostics'],
  aws: ['rabbitmq'],
  prove: ['lint'],
  version: rooms,
  format: rooms.filter((room) => !['source', 'diagnostics', 'pattern', 'syntax'].includes(room)),
  report: rooms.filter((room) => !['source', 'diagnostics', 'version'].includes(room)),
  emit: ['format'],
  program: ['format'],
  deploy: ['format'],
  cli: [],
  cdk: ['format', 'deploy', 'lsp', 'cli'],
  index: ['format', 'deploy', 'lsp', 'cli', 'cdk'],
};
/** What the files of a room may import beside their own room. */
function allowedTo(room: string): readonly string[] {
  const refused = beside[room] ?? [];
  return rooms.slice(0, rooms.indexOf(room)).filter((lower) => !refused.includes(lower));
}

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
    const unplaced = files.map(roomOf).filter((room) => !rooms.includes(room));
    assert.deepEqual([...new Set(unplaced)], []);
  });

  it('import lower rooms alone', () => {
    const upward = files.flatMap((file) =>
      importsOf(file)
        .filter((path) => roomOf(path) !== roomOf(file))
        .filter((path) => !allowedTo(roomOf(file)).includes(roomOf(path)))
        .map((path) => `${relative(src, file)} imports ${relative(src, path)}`),
    );
    assert.deepEqual(upward, []);
  });
});
