import assert from 'node:assert/strict';
import { head } from '../cli/warren.js';
import { connect } from './driver/connect.js';
import { Editor } from './driver/editor.js';
import { assertQuiet } from './driver/everything.js';
import { inWorkspace } from './driver/workspace.js';

const count = 5000;
const mistake = 'vhost v { allow nobody { connect } }\n';

/** A file with a queue of its own, in one of fifty folders. */
function file(number: number): readonly [name: string, text: string] {
  const folder = `team-${String(number % 50)}`;
  return [`${folder}/${String(number)}.warren`, `vhost v { queue work-${String(number)} }\n`];
}

const files = {
  ...Object.fromEntries(Array.from({ length: count - 2 }, (_, number) => file(number))),
  'broker.warren': `${head}vhost v { allow r { consume queue work-* } }\n`,
  'team-7/wrong.warren': mistake,
};

describe(`a folder of ${String(count)} files`, () => {
  it('is served: told what is wrong, asked, and checked again after an edit', () =>
    inWorkspace(files, async (root) => {
      assert.equal(Object.keys(files).length, count);
      const editor = await Editor.open(connect().client, [root]);
      await editor.told('team-7/wrong.warren', ([only]) => only?.code === 'unknown-name');

      editor.show('team-7/wrong.warren', mistake);
      const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
      const hints = await editor.ask('textDocument/inlayHint', 'broker.warren', { range });
      assert.match(JSON.stringify(hints), /4,998 queues/);
      const work = await editor.client.request('workspace/symbol', { query: 'work-4711' });
      assert.match(JSON.stringify(work), /team-11\/4711\.warren/);

      const version = editor.type('team-7/wrong.warren', { text: '# Nothing.\n' });
      await editor.told('team-7/wrong.warren', ({ length }, of) => length === 0 && of === version);
      assertQuiet(editor);
    }));
});
