import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Hover, MarkupContent } from 'vscode-languageserver';
import { capabilities } from '../driver/editor.js';
import { atCursor } from '../driver/workspace.js';
import { hoverCases } from './hover-cases.js';

const repository = new URL('../../..', import.meta.url).href;
const golden = fileURLToPath(new URL('golden/hover.md', import.meta.url));

/** The hovers of all cases as one page. */
async function page(): Promise<string> {
  const sections: string[] = [];
  for (const [name, marked] of Object.entries(hoverCases)) {
    const text = await atCursor(marked, async ({ ask }) => {
      const found = await ask('textDocument/hover');
      if (found === null) return 'nothing';
      assert.ok(Hover.is(found) && MarkupContent.is(found.contents) && found.range !== undefined);
      assert.equal(found.contents.kind, 'markdown');
      return found.contents.value.replaceAll(repository, 'file:///warren/');
    });
    sections.push(`# ${name}\n\n${text}\n`);
  }
  return sections.join('\n');
}

describe('hovers', () => {
  it('say what there is to say', async () => {
    const found = await page();
    if (process.env['UPDATE_GOLDEN']) writeFileSync(golden, found);
    assert.equal(found, readFileSync(golden, 'utf8'));
  });

  it('are about the whole word, with positions behind odd characters', () =>
    atCursor(
      'vhost "🐇é" { allow «re|ader» { connect } } role reader = x',
      async ({ ask, files }) => {
        const found = await ask('textDocument/hover');
        assert.ok(Hover.is(found));
        assert.deepEqual([found.range], files.get('main.warren')?.ranges);
      },
    ));

  it('are plain text for an editor that shows no Markdown', () =>
    atCursor(
      'broker b { en|gine rabbitmq 4.3 }',
      async ({ ask }) => {
        const found = await ask('textDocument/hover');
        assert.ok(Hover.is(found) && MarkupContent.is(found.contents));
        assert.equal(found.contents.kind, 'plaintext');
      },
      {
        capabilities: {
          ...capabilities,
          textDocument: { hover: { contentFormat: ['plaintext'] } },
        },
      },
    ));
});
