import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const yaml = join(
  dirname(fileURLToPath(import.meta.resolve('yaml/package.json'))),
  'browser/dist/index.js',
);

/**
 * Gives each module of the program, which become few files in the folder `dist`, the address that it has
 * unbundled: by that it finds package.json and the documentation. Packages that a module loads when it first
 * needs them come inside, and are run no sooner.
 *
 * @param {string} dist
 * @returns {import('esbuild').Plugin}
 */
export function ownAddresses(dist) {
  return {
    name: 'own-addresses',
    setup({ onLoad, onResolve }) {
      onLoad({ filter: /\.js$/ }, ({ path }) => {
        if (!path.startsWith(dist)) return undefined;
        const address = `new URL(${JSON.stringify(relative(dist, path))}, import.meta.url).href`;
        const text = readFileSync(path, 'utf8')
          .replace(/^\s*const required = createRequire\(import\.meta\.url\);$/gm, '')
          .replaceAll(/\brequired\('([a-z]+)'\)/g, "require('$1')");
        return { contents: text.replaceAll('import.meta.url', address), loader: 'js' };
      });
      // The build for browsers is of modules, and asks for nothing of Node.
      onResolve({ filter: /^yaml$/ }, () => ({ path: yaml }));
    },
  };
}
