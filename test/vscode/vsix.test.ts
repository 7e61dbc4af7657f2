import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { version } from '#warren/version.js';
import { linksOf } from '../docs/markdown.js';
import { Client } from '../lsp/driver/client.js';
import { Editor } from '../lsp/driver/editor.js';
import { dead } from '../package/dead.js';
import { plant } from '../source/temporary.js';
import { bad, good } from '../cli/warren.js';
import { packedExtension } from './packed.js';
import { addresses, manifest } from './manifest.js';
import { unpack } from './unpacked.js';

const root = new URL('../../', import.meta.url);

/** The largest packed extension that is still called small, in bytes. */
const maxSize = 1024 * 1024;

describe('the packed extension', function () {
  this.timeout(120_000);

  it('holds what it needs and nothing else', () => {
    const { files, size } = packedExtension();
    const pages = [...files.keys()].filter((path) => path.startsWith('docs/'));
    const linked = pages.flatMap((page) =>
      linksOf(files.get(page)?.toString() ?? '')
        .map((link) => new URL(link.split('#')[0] ?? '', `file:///${page}`).pathname.slice(1))
        .filter((target) => target.startsWith('docs/')),
    );
    const diagnostics = readdirSync(new URL('docs/diagnostics', root));
    const wanted = new Set([...diagnostics.map((page) => `docs/diagnostics/${page}`), ...linked]);
    // A link to the page itself leads to the folder that it stands in.
    wanted.delete('docs/diagnostics/');
    assert.deepEqual(pages.sort(), [...wanted].sort());
    assert.deepEqual([...files.keys()].filter((path) => !pages.includes(path)).sort(), [
      'LICENSE.txt',
      'THIRD-PARTY-NOTICES.txt',
      'changelog.md',
      'dist/extension.cjs',
      'dist/warren.mjs',
      'icon.png',
      'icon.svg',
      'language-configuration.json',
      'package.json',
      'readme.md',
      'snippets/warren.json',
      'syntaxes/warren.tmLanguage.json',
    ]);
    assert.ok(size < maxSize, `${size} bytes`);
  });

  it('leads from every page to what it holds, or to a public address', () => {
    const { files } = packedExtension();
    const paths = [...files.keys()];
    const pages = paths.filter((path) => path.endsWith('.md'));
    const lost = pages.flatMap((page) =>
      dead(page, files.get(page)?.toString() ?? '', paths).map((target) => `${page}: ${target}`),
    );
    assert.deepEqual(lost, []);
    assert.match(
      files.get('docs/clients.md')?.toString() ?? '',
      /\]\(https:\/\/github\.com\/[\w-]+\/warren\/blob\/HEAD\/examples\/clients\/java\/Orders\.java\)/,
    );
  });

  it('has a manifest of this version, whose files are all there', () => {
    const { files } = packedExtension();
    const packed: unknown = JSON.parse(files.get('package.json')?.toString() ?? '');
    const { homepage, repository, bugs } = addresses;
    const own = { repository: { ...repository, directory: 'editors/vscode' }, homepage, bugs };
    assert.deepEqual(packed, { ...manifest, version, ...own });
    const { main, icon, contributes } = manifest;
    const paths = [
      main,
      icon,
      ...contributes.languages.flatMap(({ icon }) => [icon.light, icon.dark]),
      ...contributes.languages.map(({ configuration }) => configuration),
      ...contributes.grammars.map(({ path }) => path),
      ...contributes.snippets.map(({ path }) => path),
    ];
    for (const path of paths) assert.ok(files.has(path.replace('./', '')), path);
  });

  it('names the licence of everything that is bundled', () => {
    const notices = packedExtension().files.get('THIRD-PARTY-NOTICES.txt')?.toString() ?? '';
    for (const name of ['fastest-levenshtein', 'vscode-languageserver', 'vscode-languageclient'])
      assert.match(notices, new RegExp(`^${name} \\d`, 'm'));
    assert.doesNotMatch(notices, /^\S+ \S+ \((?!MIT|ISC|0BSD|BSD-\d-Clause|BlueOak-1\.0\.0)/m);
  });

  describe('unpacked, far from the project', () => {
    let folder = '';
    before(() => {
      folder = unpack();
      plant(folder, { 'good/a.warren': good, 'bad/a.warren': bad });
    });
    after(() => {
      rmSync(folder, { recursive: true });
    });

    it('holds the whole program in one file', () => {
      const run = (...args: readonly string[]): string => {
        const command = [join(folder, 'extension/dist/warren.mjs'), ...args];
        return execFileSync(process.execPath, command, { cwd: folder, env: {}, encoding: 'utf8' });
      };
      assert.equal(run('--version'), `${version}\n`);
      assert.match(run('check', 'good'), /^1 file, no problems: [^\n]*\n$/);
      assert.match(run('compile', 'good', '--out', 'out'), /^out\/b: 3 files/m);
    });

    it('has a server that tells what is wrong, with the page about it', async () => {
      const command = [join(folder, 'extension/dist/warren.mjs'), 'lsp'];
      const server = spawn(process.execPath, command, { env: {}, stdio: 'pipe' });
      try {
        const client = new Client(server.stdin, server.stdout);
        const editor = await Editor.open(client, [join(folder, 'bad')], { capabilities });
        editor.show('a.warren', bad);
        const [diagnostic] = await editor.told('a.warren', ({ length }) => length > 0);
        assert.equal(diagnostic?.code, 'unknown-name');
        const page = readFileSync(fileURLToPath(diagnostic.codeDescription?.href ?? ''), 'utf8');
        assert.match(page, /^# unknown-name\n/);
      } finally {
        server.kill();
      }
    });
  });
});

/** What VS Code tells a server that it can show. */
const capabilities = { textDocument: { publishDiagnostics: { codeDescriptionSupport: true } } };
