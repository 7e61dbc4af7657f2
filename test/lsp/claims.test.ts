import assert from 'node:assert/strict';
import type { Diagnostic } from 'vscode-languageserver';
import { head } from '../cli/warren.js';
import { connect } from './driver/connect.js';
import { capabilities, Editor, messageOf } from './driver/editor.js';
import { readMarked } from './driver/marked.js';
import { inWorkspace } from './driver/workspace.js';

/** A policy with a guardrail and a test that do not hold; the ranges are where that is to be shown. */
const marked = readMarked(`${head}
vhost v {
  queue audit
  allow r { consume queue * }
  never anyone { «consume queue audit» }
}
test "writes" { vhost v { can r { «publish exchange e» } } }
`);

/** What is told of it that is no mere advice. */
function errors(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === 1);
}

describe('claims that do not hold', () => {
  it('are shown on their phrases, with an example and the line that decides', () =>
    inWorkspace({ 'a.warren': marked.text }, async (root) => {
      const editor = await Editor.open(connect().client, [root]);
      const found = errors(await editor.diagnostics('a.warren'));
      assert.deepEqual(
        found.map(({ range }) => range),
        marked.ranges,
      );
      const [never, can] = found;
      assert.match(messageOf(never), /`r` can `consume queue audit` in the vhost `v`/);
      const [grant] = never?.relatedInformation ?? [];
      assert.match(grant?.message ?? '', /^The scope `.*` permits it/);
      assert.equal(grant?.location.uri, editor.uri('a.warren'));
      assert.equal(grant.location.range.start.line, 10);
      assert.match(messageOf(can), /no scope gives it/);
    }));

  it('name the line in words where the editor has no links', () =>
    inWorkspace({ 'a.warren': marked.text }, async (root) => {
      const textDocument = { ...capabilities.textDocument, publishDiagnostics: {} };
      const given = { capabilities: { ...capabilities, textDocument } };
      const editor = await Editor.open(connect().client, [root], given);
      const [never] = errors(await editor.diagnostics('a.warren'));
      assert.equal(never?.relatedInformation, undefined);
      assert.match(messageOf(never), /It comes from here\. \(a\.warren:11\)/);
    }));

  it('lead to their page, and what has no effect is marked as such', () =>
    inWorkspace({ 'a.warren': marked.text }, async (root) => {
      const editor = await Editor.open(connect().client, [root]);
      editor.show('a.warren', `${head}vhost v { allow r { consume queue q, q } }`);
      const found = await editor.diagnostics('a.warren');
      const [needless] = found.filter(({ code }) => code === 'redundant-grant');
      assert.deepEqual(needless?.tags, [1]);
      assert.match(needless.codeDescription?.href ?? '', /\/diagnostics\/redundant-grant\.md$/);
    }));
});
