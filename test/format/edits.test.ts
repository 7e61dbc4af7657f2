import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '#warren/format/edits.js';
import { formattingEdits } from '#warren/format/format.js';
import { Source } from '#warren/source/source.js';
import { format, read } from './read.js';
import { valid } from './texts.js';

/** The text with a range of it formatted, which stands between `⟦` and `⟧`. */
function formatMarked(text: string): string {
  const start = text.indexOf('⟦');
  const end = text.indexOf('⟧') - 1;
  const source = new Source('test.warren', text.replace(/[⟦⟧]/g, ''));
  return applyEdits(source.text, formattingEdits(source, { start, end }));
}

const RANGES: Readonly<Record<string, readonly [string, string]>> = {
  'a statement that it lies in': [
    'vhost   v   {\nqueue   q\nqueue   ⟦⟧r\n}\n',
    'vhost   v   {\nqueue   q\n  queue r\n}\n',
  ],
  'the lines that it meets, and what follows only where it reaches into it': [
    'role   a=x\nro⟦le   b=y\nrole   c⟧=z\nrole   d=z\n',
    'role   a=x\nrole b = y\nrole c = z\nrole   d=z\n',
  ],
  'the head of a block without what it holds': [
    'vhost   ⟦v⟧   {\nqueue   q\n}\n',
    'vhost v {\nqueue   q\n}\n',
  ],
  'the columns of all lines around, as they will be': [
    'role a=x\n⟦role b=y\n⟧role long=z\n',
    'role a=x\nrole b    = y\nrole long=z\n',
  ],
  'a brace': ['vhost v {\nqueue   q\n  ⟦}⟧', 'vhost v {\nqueue   q\n}\n'],
  'a comment': ['role   a=x\n   ⟦#⟧ c\nrole   b=y', 'role   a=x\n# c\nrole   b=y'],
};

describe('formatting a range', () => {
  for (const [what, [text, expected]] of Object.entries(RANGES))
    it(`formats ${what}`, () => {
      assert.equal(formatMarked(text), expected);
    });

  it('makes some of the edits for the whole, after which the text means the same', () => {
    const ranges = fc
      .constantFrom(...valid)
      .chain((text) =>
        fc.tuple(fc.constant(text), fc.nat({ max: text.length }), fc.nat({ max: text.length })),
      );
    fc.assert(
      fc.property(ranges, ([text, a, b]) => {
        const source = new Source('test.warren', text);
        const whole = formattingEdits(source);
        const some = formattingEdits(source, { start: Math.min(a, b), end: Math.max(a, b) });
        for (const edit of some)
          assert.ok(whole.some((other) => other.range.start === edit.range.start));
        assert.equal(read(applyEdits(text, some)).meaning, read(text).meaning);
      }),
      { numRuns: 300 },
    );
  });

  it('makes all of them where it is the whole text', () => {
    for (const text of valid.slice(0, 100)) {
      const source = new Source('test.warren', ` ${text}\n\n`);
      const range = { start: 0, end: source.text.length };
      assert.deepEqual(formattingEdits(source, range), formattingEdits(source));
    }
  });
});

describe('an edit', () => {
  it('changes blanks that are not as they should be, and no others', () => {
    const source = new Source('test.warren', 'role a = x\nrole bc  =   y\n');
    const edits = formattingEdits(source).map(({ range, text }) => [source.slice(range), text]);
    assert.deepEqual(edits, [
      [' ', '  '],
      ['  ', ' '],
      ['   ', ' '],
    ]);
  });
});

const LINE_ENDS: readonly (readonly [string, string])[] = [
  ['', ''],
  [' \n\t\n', ''],
  ['role a = x', 'role a = x\n'],
  ['role a = x\n\n\n', 'role a = x\n'],
  ['\r\n\r\nrole a=x\r\n\r\n\r\nrole b=y\r\n', 'role a = x\r\n\r\nrole b = y\r\n'],
  ['role a=x\r\nrole b=y', 'role a = x\r\nrole b = y\r\n'],
  ['role a=x\r\nrole b=y\n', 'role a = x\nrole b = y\n'],
  ['role a=x\rrole b=y\r', 'role a = x\nrole b = y\n'],
  ['# a\r\n', '# a\r\n'],
];

describe('line ends', () => {
  for (const [text, expected] of LINE_ENDS)
    it(`${JSON.stringify(text)} becomes ${JSON.stringify(expected)}`, () => {
      assert.equal(format(text), expected);
    });
});
