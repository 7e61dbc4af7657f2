// Makes dist-playground of the modules in dist and the examples: a folder of static files that can be published as it
// is, below any address.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { noticesOf } from '../editors/vscode/notices.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'dist-playground');

/** The files of an example that a policy is made of. */
function filesOf(folder, below = '') {
  return readdirSync(join(folder, below), { withFileTypes: true })
    .flatMap((entry) => {
      const name = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) return filesOf(folder, name);
      if (!/\.(?:warren|json)$|^warren\.yaml$/.test(name)) return [];
      return [{ name, text: readFileSync(join(folder, name), 'utf8') }];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function examples() {
  const folder = join(root, 'examples');
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({
      name,
      title: /^# (.+)$/m.exec(readFileSync(join(folder, name, 'README.md'), 'utf8'))?.[1] ?? name,
      files: filesOf(join(folder, name)),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The module that the page has the examples of. */
const ofExamples = {
  name: 'examples',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^\.\/examples\.js$/ }, () => ({ path: 'examples', namespace: 'made' }));
    onLoad({ filter: /.*/, namespace: 'made' }, () => ({
      contents: `export const examples = ${JSON.stringify(examples())};`,
    }));
  },
};

rmSync(out, { recursive: true, force: true });
mkdirSync(out);
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: [
    { in: 'playground/src/main.ts', out: 'playground' },
    { in: 'playground/src/worker.ts', out: 'worker' },
    { in: 'playground/src/playground.css', out: 'playground' },
  ],
  outdir: 'dist-playground',
  bundle: true,
  minify: true,
  // Whatever asked for a module of Node's would end the build here.
  platform: 'browser',
  target: ['chrome122', 'firefox122', 'safari17'],
  format: 'iife',
  charset: 'ascii',
  tsconfig: 'playground/tsconfig.json',
  legalComments: 'none',
  plugins: [ofExamples],
  metafile: true,
  logLevel: 'warning',
});
for (const file of ['index.html', 'icon.svg']) copyFileSync(join(here, file), join(out, file));
writeFileSync(join(out, 'THIRD-PARTY-NOTICES.txt'), noticesOf([metafile], root));
