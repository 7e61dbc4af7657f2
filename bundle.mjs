// Makes what the package ships of the modules in dist: the program, dist/warren.js, and the library,
// dist/library.js, dist/core.js and dist/construct.js, with what they load later in files beside them and the types in
// dist/types. How long a small check takes is mostly how many files are loaded, and how long they are.
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { noticesOf } from './editors/vscode/notices.mjs';
import { ownAddresses } from './editors/vscode/own-addresses.mjs';
import { shipTypes } from './ship-types.mjs';

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

/** @type {import('esbuild').BuildOptions & { metafile: true }} */
const shipped = {
  absWorkingDir: root,
  outdir: 'dist',
  bundle: true,
  splitting: true,
  minify: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  // What people install themselves where they want it; all else is inside, so that the package needs no other.
  external: ['@aws-sdk/*', 'aws-cdk-lib', 'aws-cdk-lib/*', 'constructs'],
  metafile: true,
  logLevel: 'warning',
};
// Apart from the library, as what the two have in common would be files of its own.
const { metafile } = await build({
  ...shipped,
  entryPoints: [{ in: 'dist/cli/main.js', out: 'warren' }],
  plugins: [program],
});
const library = await build({
  ...shipped,
  entryPoints: [
    { in: 'dist/index.js', out: 'library' },
    { in: 'dist/core/index.js', out: 'core' },
    { in: 'dist/cdk/index.js', out: 'construct' },
  ],
  chunkNames: 'library-[hash]',
  plugins: [addresses],
});
giveRequire(Object.keys(metafile.outputs));
shipTypes(`${root}dist`, ['index.d.ts', 'core/index.d.ts', 'cdk/index.d.ts']);
writeFileSync(
  `${root}dist/THIRD-PARTY-NOTICES.txt`,
  noticesOf([page.metafile, metafile, library.metafile], root),
);

/**
 * Packages made for CommonJS ask for parts of Node by `require`, which a module does not have: esbuild
 * puts all those calls into one file, and takes a `require` that is there.
 *
 * @param {readonly string[]} outputs
 */
function giveRequire(outputs) {
  const asking = outputs
    .map((path) => join(root, path))
    .filter((path) => readFileSync(path, 'utf8').includes('Dynamic require of '));
  if (asking.length !== 1) throw new Error(`${asking.length} files ask for require`);
  const text = readFileSync(asking[0], 'utf8');
  const line =
    "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";
  writeFileSync(asking[0], `${line}\n${text}`);
}
