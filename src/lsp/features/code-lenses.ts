import type { CodeLens, CodeLensParams } from 'vscode-languageserver';
import { printable } from '../../report/printable.js';
import type { ServerCommand } from '../commands/commands.js';
import { isObject } from '../commands/argument.js';
import type { Feature } from '../feature.js';
import type { FileView } from '../places.js';
import { lensesOf } from '../lenses/lenses.js';
import { accessAt, accessTitle } from '../lenses/resource-lens.js';
import { testTitle } from '../lenses/test-lens.js';

const nowhere: CodeLens = {
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
};

/** Says above each test whether it holds, and above each exchange and queue who has access to it. */
export const codeLenses: Feature = {
  capabilities: () => ({ codeLensProvider: { resolveProvider: true } }),
  register(connection, { answer, places }) {
    connection.onCodeLens(
      answer(({ textDocument: { uri } }: CodeLensParams): CodeLens[] => {
        const view = places.view({ uri });
        if (view === undefined) return [];
        return lensesOf(view.file).map(({ kind, range }) => ({
          range: view.range(range),
          data: { uri, kind },
        }));
      }, []),
    );
    // A lens whose text is gone by now stays without a command.
    connection.onCodeLensResolve(
      answer((lens: CodeLens): CodeLens => {
        const data: unknown = lens.data;
        const { uri, kind } = isObject(data) ? data : {};
        const view = typeof uri === 'string' ? places.view({ uri }) : undefined;
        const said = view && (kind === 'test' ? ofTest(view, lens) : ofResource(view, lens));
        if (said === undefined) return lens;
        const argument = { uri, position: lens.range.start, show: true };
        return { ...lens, command: { ...said, arguments: [argument] } };
      }, nowhere),
    );
  },
};

/** What a lens says, and the command that tells more. */
interface Said {
  readonly title: string;
  readonly command: ServerCommand;
}

function ofTest({ source, offset, snapshot }: FileView, { range }: CodeLens): Said | undefined {
  const title = testTitle(source, offset(range.start), snapshot);
  return title === undefined
    ? undefined
    : { title: printable(title), command: 'warren.server.testReport' };
}

function ofResource({ source, offset, snapshot }: FileView, { range }: CodeLens): Said | undefined {
  const found = accessAt(source, offset(range.start), snapshot);
  if (found === undefined) return undefined;
  return { title: printable(accessTitle(found)), command: 'warren.server.resourceAccess' };
}
