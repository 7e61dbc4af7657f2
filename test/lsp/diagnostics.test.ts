import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from '#warren/cli/run.js';
import { printable } from '#warren/report/printable.js';
import { isObject } from './driver/client.js';
import { connect } from './driver/connect.js';
import { Editor } from './driver/editor.js';
import { caseTrees, inFolders, pageTrees, policyFolders, repository } from './driver/policies.js';
import { inWorkspace } from './driver/workspace.js';

type Json = Readonly<Record<string, unknown>>;

/** What `warren check --format json` says of a folder. */
async function checked(root: string): Promise<readonly Json[]> {
  let text = '';
  const out = { colour: false, write: (more: string) => void (text += more) };
  await run(['check', '--format', 'json', '.'], { cwd: root, out, err: out });
  const document: unknown = JSON.parse(text);
  assert.ok(isObject(document) && Array.isArray(document['diagnostics']), text);
  return document['diagnostics'].filter(isObject);
}

const severities = new Map<unknown, number>([
  ['error', 1],
  ['warning', 2],
  ['hint', 3],
]);

/** A diagnostic of the command line as the protocol has it, without what only an editor is told. */
function asShown({ code, severity, message, range, notes }: Json, root: string): object {
  assert.ok(Array.isArray(notes));
  const all = notes.filter(isObject);
  const remarks = all.filter((note) => !('file' in note)).map((note) => note['message']);
  const related = all
    .filter((note) => 'file' in note)
    .map((note) => ({
      location: {
        uri: pathToFileURL(join(root, String(note['file']))).href,
        range: fromZero(note['range']),
      },
      message: printable(String(note['message'])),
    }));
  return {
    range: fromZero(range),
    severity: severities.get(severity),
    code,
    message: [message, ...remarks].map((line) => printable(String(line))).join('\n'),
    relatedInformation: related,
  };
}

function fromZero(range: unknown): object {
  assert.ok(isObject(range));
  const position = (value: unknown): object => {
    assert.ok(isObject(value));
    return { line: Number(value['line']) - 1, character: Number(value['column']) - 1 };
  };
  return { start: position(range['start']), end: position(range['end']) };
}

/** A message of the server without the line that names brokers, which the command line has as a list. */
function withoutBrokers(message: unknown): string {
  return String(message).replace(/\nOn [^\n]*(?=\n|$)/, '');
}

/** Compares all that the server says of a folder with all that `warren check` says. */
async function assertSame(editor: Editor, root: string): Promise<void> {
  const expected = await checked(root);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.warren'))) {
    const found = await editor.diagnostics(pathToFileURL(join(root, file)).href);
    assert.deepEqual(
      found.map(({ range, severity, code, message, relatedInformation = [] }) => ({
        ...{ range, severity, code, message: withoutBrokers(message), relatedInformation },
      })),
      expected.filter((one) => one['file'] === file).map((one) => asShown(one, root)),
      file,
    );
  }
}

describe('the server and `warren check` say the same of', () => {
  for (const folder of policyFolders())
    it(folder, async () => {
      const root = join(repository, folder);
      await assertSame(await Editor.open(connect().client, [root]), root);
    });

  for (const [what, trees, least] of [
    ['every case of the tests of diagnostics', caseTrees, 300],
    ['every policy of the documentation', pageTrees, 200],
  ] as const)
    it(`${what}, with a folder for each`, async () => {
      const all = await trees();
      assert.ok(all.length > least, String(all.length));
      await inWorkspace(inFolders(all), async (root) => {
        const folders = readdirSync(root).map((name) => join(root, name));
        const editor = await Editor.open(connect().client, folders);
        for (const folder of folders) await assertSame(editor, folder);
      });
    });
});
