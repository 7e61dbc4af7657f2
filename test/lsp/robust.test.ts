import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { quickFixes } from '#warren/assist/actions/actions.js';
import { fixAll } from '#warren/assist/actions/fixes.js';
import { complete } from '#warren/assist/completion/complete.js';
import { hintsIn } from '#warren/lsp/hints/hints.js';
import { lensesOf } from '#warren/lsp/lenses/lenses.js';
import { accessAt, accessTitle } from '#warren/lsp/lenses/resource-lens.js';
import { testTitle } from '#warren/lsp/lenses/test-lens.js';
import { coloursOf } from '#warren/assist/semantic/colours.js';
import { signaturesAt } from '#warren/lsp/signature/signature.js';
import { loadPolicy } from '#warren/source/load.js';
import { piecesOf } from '../syntax/tokens.js';
import { contextOf, snapshotOf } from './actions/apply.js';

/** Asks everything about a text, at an offset of it. What throws fails the test. */
function askEverything(text: string, offset: number): void {
  const snapshot = snapshotOf(text);
  const [file] = snapshot.files;
  assert.ok(file);
  const whole = { start: 0, end: text.length };
  const { replaced } = complete(file, offset, snapshot);
  assert.ok(replaced.start <= offset && offset <= replaced.end);
  signaturesAt(file, offset, snapshot.files);
  for (const { range } of coloursOf(file)) assert.ok(range.end <= text.length);
  for (const hint of hintsIn(file, whole, snapshot)) assert.ok(hint.offset <= text.length);
  const context = contextOf(snapshot);
  for (const { edits } of [...quickFixes(whole, context), fixAll(context.diagnostics)])
    for (const { range } of edits) assert.ok(range.start <= range.end && range.end <= text.length);
  for (const { kind, range } of lensesOf(file))
    if (kind === 'test') testTitle(file.source, range.start, snapshot);
    else accessTitle(accessAt(file.source, range.start, snapshot) ?? []);
}

const texts = readdirSync('examples', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => loadPolicy([`examples/${name}`], process.cwd()).sources);

describe('the features bear half-typed texts', () => {
  for (const { name, text } of texts) {
    const tokens = piecesOf(text);

    it(`every kind of prefix of ${name}`, () => {
      fc.assert(
        fc.property(fc.nat(text.length), (length) => {
          askEverything(text.slice(0, length), length);
        }),
        { numRuns: 25 },
      );
    });

    it(`${name} without one of its tokens`, () => {
      fc.assert(
        fc.property(fc.nat(tokens.length - 1), (at) => {
          const { start = 0, end = 0 } = tokens[at] ?? {};
          askEverything(text.slice(0, start) + text.slice(end), start);
        }),
        { numRuns: 15 },
      );
    });
  }

  it('any text', () => {
    const pieces = [
      'vhost',
      'allow',
      '{',
      '}',
      '"',
      '${',
      '@expect(',
      ',',
      '=',
      '#',
      ' ',
      '\n',
      '🐇',
      'a',
      '(',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...pieces), { maxLength: 30 }),
        fc.nat(200),
        (parts, at) => {
          const text = parts.join('');
          askEverything(text, Math.min(at, text.length));
        },
      ),
    );
  });
});
