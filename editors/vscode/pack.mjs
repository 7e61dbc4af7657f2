// Builds the extension into out/vscode and packs it: out/warren-VERSION.vsix. Needs the built program
// (npm run build), and no network.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';
import { build } from 'esbuild';
import { noticesOf } from './notices.mjs';
import { ownAddresses } from './own-addresses.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const out = join(root, 'out');
const target = join(out, 'vscode');
const { version } = readJson(join(root, 'package.json'));

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });

for (const name of ['README.md', 'language-configuration.json', 'syntaxes', 'snippets'])
  cpSync(join(here, name), join(target, name), { recursive: true });
// The server links its diagnostics to these pages. Schemas are for programs, which nobody has an extension for.
const schemas = join(root, 'docs/schemas');
for (const name of ['LICENSE', 'CHANGELOG.md', 'docs'])
  cpSync(join(root, name), join(target, name), {
    recursive: true,
    filter: (path) => path !== schemas,
  });
const manifest = { ...readJson(join(here, 'package.json')), version };
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
await createVSIX({ cwd: target, packagePath, dependencies: false, allowMissingRepository: true });
console.log(relative(process.cwd(), packagePath));

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
