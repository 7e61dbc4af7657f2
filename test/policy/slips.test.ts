import assert from 'node:assert/strict';
import type { Diagnostic } from '#warren/diagnostics/diagnostic.js';
import { checkPolicy } from '#warren/program/check.js';
import { Source } from '#warren/source/source.js';
import { markLine, readMarks } from './markers.js';
import { slips } from './slips.js';

const BESIDE = `broker main {
  engine  rabbitmq 4.3
  account 111122223333
  issuer  https://issuer.example.com
}
role shop   = arn:aws:iam::111122223333:role/shop
role worker = arn:aws:iam::111122223333:role/worker
allow shop, worker { tag management }
`;

describe('a slip gives one message, at its word, that says what to write', () => {
  for (const { text: marked, write } of slips) {
    const { text, marks } = readMarks(marked);
    it(text.replace(/\s+/g, ' '), () => {
      const found = diagnosed(text);
      assert.deepEqual(
        found.map(({ code, place: { source, range }, message }) =>
          source.name === 'slip.warren'
            ? markLine({ code, start: range.start, end: range.end }, text)
            : `${code} beside it: ${message}`,
        ),
        marks.map((mark) => markLine(mark, text)),
      );
      const told = found.flatMap(({ message, notes, fixes }) => [
        message,
        ...notes.map((note) => note.message),
        ...fixes.flatMap(({ title, edits }) => [title, ...edits.map((edit) => edit.text)]),
      ]);
      assert.ok(
        told.some((one) => one.includes(write)),
        `${write} is not in: ${told.join(' | ')}`,
      );
    });
  }

  it('are three hundred and more', () => {
    assert.ok(slips.length >= 300);
    assert.ok(slips.every(({ text }) => readMarks(text).marks.length === 1));
  });

  for (const { text: marked } of slips) {
    const { text } = readMarks(marked);
    const [fix] = diagnosed(text)[0]?.fixes ?? [];
    // A name in quotes is one way out of two, which may yet be declared nowhere.
    if (fix === undefined || /needs-quotes|bad-interpolation|:"retry mail»/.test(marked)) continue;
    it(`and its fix leaves none: ${text.replace(/\s+/g, ' ')}`, () => {
      const edits = [...fix.edits].sort((a, b) => a.range.start - b.range.start);
      const mended = edits.reduceRight(
        (edited, { range, text: replacement }) =>
          edited.slice(0, range.start) + replacement + edited.slice(range.end),
        text,
      );
      const kinds = new Set(diagnosed(mended).map(({ severity }) => severity));
      assert.ok(!kinds.has('error'), diagnosed(mended)[0]?.message);
    });
  }
});

function diagnosed(text: string): readonly Diagnostic[] {
  const sources = [new Source('beside.warren', BESIDE), new Source('slip.warren', text)];
  const loaded = { sources, root: '', problems: [], textProblems: [] };
  return checkPolicy(loaded).diagnostics;
}
