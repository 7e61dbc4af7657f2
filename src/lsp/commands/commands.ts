import { accessText, reachedText } from '../../program/text/access-text.js';
import { testsText } from '../../program/text/tests-text.js';
import { accessAt } from '../lenses/resource-lens.js';
import { resultsOf } from '../lenses/test-lens.js';
import type { Folder } from '../folders.js';
import type { FileView } from '../places.js';
import { accessDiff } from './access-diff.js';

/** What a command is about: a file, for its policy, and with some a place in it or a name. */
export interface CommandTarget {
  readonly folder: Folder;
  readonly view: FileView | undefined;
  /** The offset of what a lens stands above. */
  readonly offset: number | undefined;
  readonly role: string | undefined;
}

/** The commands of the server, and what each tells; all for people, as `warren` itself would print it. */
export const serverCommands = {
  /** Everything that the role `role` gets. */
  'warren.server.roleAccess': ({ folder, role = '' }: CommandTarget): string =>
    accessText(role, folder.snapshot.brokers),

  /** Who can do what with the queue or exchange that is declared at `position`. */
  'warren.server.resourceAccess': ({ view, offset = -1 }: CommandTarget): string => {
    const found = view && accessAt(view.source, offset, view.snapshot);
    return found === undefined ? 'Nothing is declared here.\n' : reachedText(found);
  },

  /** The report of `warren test`. */
  'warren.server.testReport': ({ folder }: CommandTarget): string => {
    const results = resultsOf(folder.snapshot);
    return results === undefined
      ? 'The policy has errors, so no test was run.\n'
      : testsText(results, false);
  },

  /** What access was gained and lost since the last commit. */
  'warren.server.accessDiff': ({ folder }: CommandTarget): string => accessDiff(folder),
} as const satisfies Readonly<Record<string, (target: CommandTarget) => string>>;

/** The name of a command. */
export type ServerCommand = keyof typeof serverCommands;

/** Whether a text is the name of a command. */
export function isServerCommand(name: string): name is ServerCommand {
  return Object.hasOwn(serverCommands, name);
}
