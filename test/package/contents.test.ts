import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { packed, root } from './packed.js';

/** What the package ships. */
interface Group {
  readonly files: RegExp;
  /** Who needs it. */
  readonly why: string;
  /** What it weighs at most, in bytes. */
  readonly most: number;
}

/** Every file of the package, and what it is there for. */
const groups: readonly Group[] = [
  { files: /^package\.json$/, why: 'npm and Node read it', most: 10_000 },
  {
    files: /^(?:README|CHANGELOG)\.md$/,
    why: 'whoever looks for what it is, and what is new',
    most: 50_000,
  },
  { files: /^LICENSE$/, why: 'the licence asks for it', most: 2_000 },
  {
    files: /^dist\/THIRD-PARTY-NOTICES\.txt$/,
    why: 'the licences of what is inside ask for it',
    most: 25_000,
  },
  {
    files: /^dist\/(?:warren|(?!library)[a-z]+(?:-[a-z]+)*-[A-Z0-9]{8})\.js$/,
    why: 'the program',
    most: 1_650_000,
  },
  {
    files: /^dist\/(?:library|core|construct|library-[A-Z0-9]{8})\.js$/,
    why: 'the library, its core and the construct, which share what they load',
    most: 950_000,
  },
  {
    files: /^dist\/types\/.*\.d\.ts$/,
    why: 'the types of the library, its core and the construct',
    most: 240_000,
  },
  {
    files: /^docs\/diagnostics\/[a-z0-9-]+\.md$/,
    why: 'warren help CODE, and the links of editors',
    most: 150_000,
  },
  { files: /^docs\/diagnostics\/README\.md$/, why: 'the list of them', most: 40_000 },
  { files: /^docs\/[a-z-]+\.md$/, why: 'the pages that those lead to', most: 340_000 },
  {
    files: /^docs\/pictures\/[a-z-]+\.(?:svg|png)$/,
    why: 'the pictures of the pages',
    most: 330_000,
  },
  { files: /^test\/broker\/README\.md$/, why: 'what a claim of the README rests on', most: 6_000 },
  {
    files: /^docs\/schemas\/[a-z-]+\.json$/,
    why: 'programs that read what commands write as JSON: warren/schemas/check.json',
    most: 110_000,
  },
  { files: /^examples\/(?:[a-z-]+\/)?README\.md$/, why: 'what an example shows', most: 40_000 },
  {
    files: /^examples\/[a-z-]+\/(?:[a-z]+\.warren|warren\.yaml|definitions\.json|tutorial\.conf)$/,
    why: 'policies to start from, and what they name',
    most: 85_000,
  },
  {
    files: /^examples\/clients\/[a-z]+\/[A-Za-z_.]+\.(?:js|json|py|txt|java|go|mod)$/,
    why: 'programs to start from, that the page about clients shows',
    most: 80_000,
  },
  {
    files: /^editors\/vscode\/syntaxes\/warren\.tmLanguage\.json$/,
    why: 'colours for sites and editors that take a TextMate grammar: warren/warren.tmLanguage.json',
    most: 25_000,
  },
];

describe('what the package ships', () => {
  it('is each file for one reason', () => {
    const reasons = packed
      .map(({ path }) => [path, groups.filter(({ files }) => files.test(path)).length] as const)
      .filter(([, count]) => count !== 1);
    assert.deepEqual(reasons, []);
  });

  for (const { files, why, most } of groups)
    it(`has ${why}`, () => {
      const found = packed.filter(({ path }) => files.test(path));
      const bytes = found.reduce((sum, { size }) => sum + size, 0);
      assert.ok(found.length > 0 && bytes <= most, `${found.length} files, ${bytes} bytes`);
    });

  it('has no file of a program that nothing loads', () => {
    const files = packed.filter(({ path }) => /^dist\/[^/]+\.js$/.test(path));
    const texts = files.map(({ path }) => readFileSync(`${root}${path}`, 'utf8'));
    const loaded = (path: string): boolean =>
      texts.some((text) => text.includes(`"./${path.replace('dist/', '')}"`));
    const entries = ['dist/warren.js', 'dist/library.js', 'dist/core.js', 'dist/construct.js'];
    assert.deepEqual(
      files.map(({ path }) => path).filter((path) => !entries.includes(path) && !loaded(path)),
      [],
    );
  });
});
