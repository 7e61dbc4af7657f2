import assert from 'node:assert/strict';
import { connect } from './driver/connect.js';
import { Editor } from './driver/editor.js';

describe('x', () => {
  it('y', async () => {
    const { client } = connect();
    const editor = await Editor.open(client, ['/work/wt-lsp/examples/one-service']);
    console.log(await editor.diagnostics('parcels.warren'));
    editor.show('parcels.warren', 'role x = y');
    console.dir(await editor.diagnostics('parcels.warren'), { depth: 9 });
    console.dir(await editor.told('parcels.warren', (d) => d.length > 0), { depth: 9 });
    assert.ok(true);
  });
});
