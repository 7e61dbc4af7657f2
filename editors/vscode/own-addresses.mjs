import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

/**
 * Gives each module of the program, which become few files in the folder `dist`, the address that it has
 * unbundled: by that it finds package.json and the documentation.
 *
 * @param {string} dist
 * @returns {import('esbuild').Plugin}
 */
export function ownAddresses(dist) {
  return {
    name: 'own-addresses',
    setup({ onLoad }) {
      onLoad({ filter: /\.js$/ }, ({ path }) => {
        if (!path.startsWith(dist)) return undefined;
        const address = `new URL(${JSON.stringify(relative(dist, path))}, import.meta.url).href`;
        const text = readFileSync(path, 'utf8');
        return { contents: text.replaceAll('import.meta.url', address), loader: 'js' };
      });
    },
  };
}
