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
  'review',
  'management',
  'import',
  'deploy',
  'verify',
  'assist',
  'core',
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
  review: ['lint', 'format'],
  management: rooms.filter((room) => room !== 'source'),
  import: ['review'],
  deploy: ['format', 'review', 'management', 'import'],
  verify: ['format', 'review', 'import'],
  assist: ['review', 'management', 'import', 'deploy', 'verify'],
  core: ['review', 'management', 'import', 'deploy', 'verify'],
  lsp: ['review', 'management', 'import', 'verify', 'core'],
  cli: ['core'],
  cdk: [
    'format',
    'review',
    'management',
    'import',
    'deploy',
    'verify',
    'assist',
    'core',
    'lsp',
    'cli',
  ],
  index: [
    'format',
    'review',
    'management',
    'import',
    'deploy',
    'verify',
    'assist',
    'core',
    'lsp',
    'cli',
    'cdk',
  ],
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
  return first.replace(/(?:\.d)?\.[jt]s$/, '');
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

  it('make no circles of files', () => {
    const imports = new Map(files.map((file) => [file, importsOf(file)]));
    assert.deepEqual(circlesOf(imports), []);
  });

  it('are drawn and listed in the README as they are', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const folders = rooms.filter((room) =>
      files.some(
        (file) =>
          roomOf(file) === room && ![`${room}.ts`, `${room}.d.ts`].includes(relative(src, file)),
      ),
    );
    const listed = Array.from(readme.matchAll(/^\| `(\w+)` /gm), ([, room]) => room);
    assert.deepEqual(listed, folders);
    const drawn = Array.from(
      readme.matchAll(/^ {2}(\w+) --> (\w+)$/gm),
      ([, from, to]) => `${from} --> ${to}`,
    );
    assert.deepEqual(drawn, arrowsOf(folders));
  });
});

/** The imports between rooms that follow from no others, as arrows from the lower room to the higher. */
function arrowsOf(folders: readonly string[]): readonly string[] {
  const direct = new Map(
    folders.map((room) => [
      room,
      new Set(
        files
          .filter((file) => roomOf(file) === room)
          .flatMap((file) => importsOf(file).map(roomOf))
          .filter((other) => other !== room && folders.includes(other)),
      ),
    ]),
  );
  const below = new Map<string, Set<string>>();
  for (const room of folders) {
    const all = new Set<string>();
    for (const lower of direct.get(room) ?? []) {
      all.add(lower);
      for (const one of below.get(lower) ?? []) all.add(one);
    }
    below.set(room, all);
  }
  return folders.flatMap((lower) =>
    folders
      .filter((room) => direct.get(room)?.has(lower) === true)
      .filter(
        (room) => ![...(direct.get(room) ?? [])].some((other) => below.get(other)?.has(lower)),
      )
      .map((room) => `${lower} --> ${room}`),
  );
}

/** Files that import each other, directly or by way of others, each circle in the order of names. */
function circlesOf(imports: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const reached = new Map<string, ReadonlySet<string>>();
  const from = (start: string): ReadonlySet<string> => {
    const all = new Set<string>();
    const left = [...(imports.get(start) ?? [])];
    for (let file = left.pop(); file !== undefined; file = left.pop()) {
      const source = file.replace(/\.js$/, '.ts');
      if (all.has(source)) continue;
      all.add(source);
      left.push(...(imports.get(source) ?? []));
    }
    return all;
  };
  for (const file of imports.keys()) reached.set(file, from(file));
  const circles = [...imports.keys()]
    .filter((file) => reached.get(file)?.has(file) === true)
    .map((file) =>
      [...(reached.get(file) ?? [])]
        .filter((other) => reached.get(other)?.has(file) === true)
        .map((other) => relative(src, other))
        .sort()
        .join(', '),
    );
  return [...new Set(circles)].sort();
}
