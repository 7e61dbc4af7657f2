// Builds the extension into out/vscode and packs it: out/warren-VERSION.vsix. Needs the built program
// (npm run build), and no network.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';
import { build } from 'esbuild';
import { ledOut, pagesOf } from './linked-pages.mjs';
import { noticesOf } from './notices.mjs';
import { ownAddresses } from './own-addresses.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const out = join(root, 'out');
const target = join(out, 'vscode');
const { version, homepage, repository, bugs } = readJson(join(root, 'package.json'));

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });

const own = ['README.md', 'icon.png', 'icon.svg', 'language-configuration.json'];
for (const name of [...own, 'syntaxes', 'snippets'])
  cpSync(join(here, name), join(target, name), { recursive: true });
for (const name of ['LICENSE', 'CHANGELOG.md']) cpSync(join(root, name), join(target, name));
// The server links its diagnostics to their pages, these to others, and the last of them into the repository.
const address = repository.url.replace(/^git\+|\.git$/g, '');
const pages = pagesOf(root);
for (const page of pages) {
  mkdirSync(dirname(join(target, page)), { recursive: true });
  const text = readFileSync(join(root, page), 'utf8');
  writeFileSync(join(target, page), ledOut(text, page, pages, address));
}
// The addresses are said once, for the package and for the extension.
const manifest = {
  ...readJson(join(here, 'package.json')),
  version,
  homepage,
  repository: { ...repository, directory: 'editors/vscode' },
  bugs,
};
writeFileSync(join(target, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);

const shared = { bundle: true, platform: 'node', target: 'node20.19', metafile: true };
const extension = await build({
  ...shared,
  entryPoints: [join(here, 'src/extension.ts')],
  outfile: join(target, 'dist/extension.cjs'),
  format: 'cjs',
  external: ['vscode'],
  minify: true,
});
const program = await build({
  ...shared,
  entryPoints: [join(root, 'dist/cli/main.js')],
  outfile: join(target, 'dist/warren.mjs'),
  format: 'esm',
  // Only `warren deploy` uses it, and nobody deploys with the copy in the extension.
  external: ['@aws-sdk/*'],
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
  minify: true,
  plugins: [ownAddresses(join(root, 'dist'))],
});
writeFileSync(
  join(target, 'THIRD-PARTY-NOTICES.txt'),
  noticesOf([extension.metafile, program.metafile], process.cwd()),
);

const packagePath = join(out, `warren-${version}.vsix`);
await createVSIX({
  cwd: target,
  packagePath,
  dependencies: false,
  // Links and pictures of the readme lead into the repository, where these are beside it.
  baseContentUrl: `${address}/blob/HEAD/editors/vscode`,
  baseImagesUrl: `${address}/raw/HEAD/editors/vscode`,
});
console.log(relative(process.cwd(), packagePath));

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
