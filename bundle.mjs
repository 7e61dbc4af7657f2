// Makes the program of the modules in dist: dist/warren.js, with what it loads later in files beside it.
// How long a small check takes is mostly how many files are loaded, and how long they are.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { noticesOf } from './editors/vscode/notices.mjs';
import { ownAddresses } from './editors/vscode/own-addresses.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));

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

/**
 * What a command of policies needs stands in one file, also that which others need too: without this, modules
 * that some of those have in common with it would be a file each, and each takes about a millisecond.
 */
const LATER =
  /[/\\]dist[/\\](?:cli[/\\](?:completion|deploy|help|import|lsp|report|verify)|emit[/\\]chosen-extras|lsp[/\\]main)\.js$/;
const addresses = ownAddresses(`${root}dist`);
const program = {
  name: 'one-file-for-policies',
  setup: (build) =>
    addresses.setup({
      ...build,
      onLoad: (which, load) =>
        build.onLoad(which, (file) => {
          const loaded = load(file);
          if (loaded === undefined || !LATER.test(file.path)) return loaded;
          const policies = JSON.stringify(`${root}dist/cli/policy-commands.js`);
          return { ...loaded, contents: `${loaded.contents}\nimport ${policies};\n` };
        }),
    }),
};

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
  plugins: [program],
  metafile: true,
  logLevel: 'warning',
});
writeFileSync(`${root}dist/THIRD-PARTY-NOTICES.txt`, noticesOf([page.metafile, metafile], root));
