import assert from 'node:assert/strict';
import fc from 'fast-check';
import { codeBlock, codeCell, codeSpan, prose, table } from '#warren/report/markdown-text.js';
import { MARKDOWN_SIGNS, rendered } from './rendered.js';

/** Texts of one line with many of the signs that mean something. */
const texts = fc
  .array(
    fc.constantFrom(
      'a',
      'b',
      ' ',
      '`',
      '``',
      '\\',
      '|',
      '<',
      '>',
      '&',
      '@',
      '#1',
      '*',
      '_',
      '[',
      ']',
      '(',
      ')',
      '!',
      'https://e.example',
      'www.e.example',
      '&lt;',
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))
  .filter((text) => text !== '');

/** What GitHub and GitLab would link in a text that is rendered. */
const MENTION = /[@#~%!$&]\w|www\.|:\/\//;

describe('texts of others in Markdown', () => {
  it('are looked at by what finds HTML, links, images and tables', () => {
    for (const raw of [
      '<b>',
      '<!-- a -->',
      '[a](b)',
      '![a](b)',
      'https://e.example',
      '*a*',
      '~~a~~',
      '> a',
      '1. a',
      '---',
    ])
      assert.notDeepEqual(rendered(raw).strange, [], raw);
    assert.deepEqual(rendered('| a | b |\n| --- | --- |\n| c | d |').rows, [2, 2]);
  });

  for (const text of MARKDOWN_SIGNS)
    it(`mean nothing in a code span, a cell, a message and a block: ${text}`, () => {
      assertNothing(text);
    });

  it('mean nothing, whatever they hold', () => {
    fc.assert(fc.property(texts, assertNothing), { numRuns: 2_000 });
  });
});

function assertNothing(text: string): void {
  const span = rendered(`- before ${codeSpan(text)} after`);
  assert.deepEqual([span.strange, span.codes, span.prose.join('')], [[], [text], 'before  after']);

  const cells = rendered(table(['a', 'b'], [[codeCell(text), prose(text, codeCell)]]));
  assert.deepEqual([cells.strange, cells.rows], [[], [2, 2]]);
  assert.ok(!cells.prose.some((part) => MENTION.test(part)), cells.prose.join('\n'));

  const message = rendered(`- ${prose(`see: ${text}.`)}`);
  assert.deepEqual(message.strange, []);
  assert.ok(!message.prose.some((part) => MENTION.test(part)), message.prose.join('\n'));
  const shown = [...message.prose, ...message.codes].join('').replaceAll('\u200B', '');
  const letters = (some: string): string =>
    Array.from(some.replaceAll(/[` ]/g, '')).sort().join('');
  assert.equal(letters(shown), letters(`see: ${text}.`));

  assert.deepEqual(
    rendered(`<details><summary>a</summary>\n\n${codeBlock(text)}\n\n</details>`).strange,
    [],
  );
}
