import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { InitializeParams, Location, Range } from 'vscode-languageserver';
import { plant } from '../../source/temporary.js';
import { connect } from './connect.js';
import { Editor } from './editor.js';
import { cursorOf, readFiles, type MarkedFiles } from './marked.js';

/** A folder with marked files, open in an editor that asks at the one cursor. */
export interface AtCursor {
  readonly editor: Editor;
  readonly files: MarkedFiles;
  /** Asks at the cursor, with further parameters. */
  readonly ask: (method: string, more?: object) => Promise<unknown>;
}

/** Runs `body` with a new folder that holds files, and removes it. */
export async function inWorkspace<T>(
  tree: Readonly<Record<string, string>>,
  body: (root: string) => Promise<T>,
): Promise<T> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'warren-lsp-')));
  try {
    plant(root, tree);
    return await body(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Opens marked files in an editor, the one with the cursor as an unsaved text, and runs `body`. */
export async function atCursor<T>(
  marked: string,
  body: (at: AtCursor) => Promise<T>,
  given: Partial<InitializeParams> = {},
): Promise<T> {
  const files = readFiles(marked);
  const { name, position } = cursorOf(files);
  const onDisk: Record<string, string> = {};
  for (const [file, { text }] of files) onDisk[file] = file === name ? '' : text;
  return inWorkspace(onDisk, async (root) => {
    const editor = await Editor.open(connect().client, [root], given);
    editor.show(name, files.get(name)?.text ?? '');
    const ask = (method: string, more: object = {}): Promise<unknown> =>
      editor.ask(method, name, { position, ...more });
    return body({ editor, files, ask });
  });
}

/** Places as lines, `NAME:LINE:CHARACTER-LINE:CHARACTER`, in order, to be compared. */
export function placeLines(locations: readonly Location[]): readonly string[] {
  return locations.map(({ uri, range }) => placeLine(basename(uri), range)).sort();
}

/** The marked ranges of files, as `placeLines` writes them. */
export function markedLines(files: MarkedFiles): readonly string[] {
  return [...files]
    .flatMap(([name, { ranges }]) => ranges.map((range) => placeLine(name, range)))
    .sort();
}

function placeLine(name: string, { start, end }: Range): string {
  return `${name}:${start.line}:${start.character}-${end.line}:${end.character}`;
}
