import assert from 'node:assert/strict';
import { shownDiagnostic, shownOnce } from '#warren/lsp/diagnostics.js';
import { Documents } from '#warren/lsp/documents.js';
import { Folders } from '#warren/lsp/folders.js';
import { Places } from '#warren/lsp/places.js';
import type { Diagnostic } from '#warren/diagnostics/diagnostic.js';
import { Source } from '#warren/source/source.js';

const source = new Source('a.warren', 'role a', '/policies/a.warren');
const place = { source, range: { start: 5, end: 6 } };
const diagnostic: Diagnostic = {
  code: 'spill',
  severity: 'warning',
  message: 'A message.',
  place,
  notes: [{ message: 'See there.', place }],
  fixes: [],
  uses: [],
};

describe('a diagnostic that stays the same', () => {
  it('is shown as the same object, and anew once the editor calls a file otherwise', () => {
    const documents = new Documents();
    const places = new Places(documents, new Folders(documents));
    const first = shownOnce(diagnostic, places);
    assert.deepEqual(first, shownDiagnostic(diagnostic, places));
    assert.equal(shownOnce(diagnostic, places), first);
    const uri = 'file:///policies/%61.warren';
    documents.open({ textDocument: { uri, languageId: 'warren', version: 1, text: source.text } });
    const opened = shownOnce(diagnostic, places);
    assert.equal(opened.relatedInformation?.[0]?.location.uri, uri);
    documents.close(uri);
    assert.deepEqual(shownOnce(diagnostic, places), first);
  });
});
