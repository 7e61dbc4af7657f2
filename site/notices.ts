import { noticesOf } from '../editors/vscode/notices.mjs';
import type { Plugin } from 'vite';

/** The file of the site that holds the licences of what its scripts hold. */
const NOTICES = 'THIRD-PARTY-NOTICES.txt';

/**
 * Writes beside the scripts of the site the licences of the packages that they hold.
 *
 * @param root the project's folder
 */
export function noticesPlugin(root: string): Plugin {
  return {
    name: 'warren:notices',
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((part) =>
        part.type === 'chunk' ? Object.keys(part.modules) : [],
      );
      const inputs = Object.fromEntries(
        // A module may begin with the sign of the plugin that made it, and end with a query.
        modules.map((id) => [
          id.replace(/^\0/, '').replace(/\?.*$/, ''),
          { bytes: 0, imports: [] },
        ]),
      );
      this.emitFile({
        type: 'asset',
        fileName: NOTICES,
        source: noticesOf([{ inputs, outputs: {} }], root),
      });
    },
  };
}
