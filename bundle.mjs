// Makes the program of the modules in dist: dist/warren.js, with what it loads later in files beside it.
// How long a small check takes is mostly how many files are loaded, and how long they are.
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { noticesOf } from './editors/vscode/notices.mjs';
import { ownAddresses } from './editors/vscode/own-addresses.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));

const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
writeFileSync(`${root}dist/version.js`, `export const version = ${JSON.stringify(version)};\n`);
copyFileSync(`${root}src/version.d.ts`, `${root}dist/version.d.ts`);

/** What the page of a report holds beside its data, which the program has as texts. */
const page = await build({
  absWorkingDir: root,
  entryPoints: ['src/review/browser/main.ts', 'src/review/browser/page.css'],
  outdir: 'dist/review/browser',
  bundle: true,
  minify: true,
  platform: 'browser',
  // Browsers of the last years; in an older one the page stays empty.
  target: ['chrome122', 'firefox122', 'safari17'],
  charset: 'ascii',
  format: 'iife',
  tsconfig: 'src/review/browser/tsconfig.json',
  legalComments: 'inline',
  metafile: true,
  write: false,
  logLevel: 'warning',
});
/** A file of it; what nobody could see in it, which is inside of strings, is escaped. */
const textOf = (end) =>
  page.outputFiles
    .find(({ path }) => path.endsWith(end))
    .text.trim()
    .replaceAll(
      // eslint-disable-next-line no-control-regex -- they are what is looked for
      /[\0-\x08\x0b-\x1f\x7f]/g,
      (sign) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`,
    );
const assets = { script: textOf('.js'), style: textOf('.css') };
writeFileSync(
  `${root}dist/review/assets.js`,
  Object.entries(assets)
    .map(([name, text]) => `export const ${name} = ${JSON.stringify(text)};\n`)
    .join(''),
);

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: [{ in: 'dist/cli/main.js', out: 'warren' }],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  minify: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  // What a check has no need of stays a package of its own, and is loaded by those who do.
  external: ['@aws-sdk/*', 'ini', 'vscode-languageserver', 'vscode-languageserver/*', 'yaml'],
  plugins: [ownAddresses(`${root}dist`)],
  metafile: true,
  logLevel: 'warning',
});
writeFileSync(`${root}dist/THIRD-PARTY-NOTICES.txt`, noticesOf([page.metafile, metafile], root));
