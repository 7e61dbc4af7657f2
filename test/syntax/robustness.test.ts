import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { encloses } from '#warren/source/range.js';
import { parsePhrase } from '#warren/syntax/parse.js';
import { Reporter } from '#warren/diagnostics/reporter.js';
import { Source } from '#warren/source/source.js';
import type { Item } from '#warren/syntax/tree.js';
import { reservedWords } from '#warren/syntax/words.js';
import { parse, type Parsed } from './markers.js';
import { printTree } from './sexpr.js';

const SAMPLE = readFileSync(new URL('golden/warehouse.warren', import.meta.url), 'utf8');
const TOKENS = SAMPLE.match(/#.*|"[^"\n]*"|[{}(),=]|[^\s{}(),="]+|\s+/g) ?? [];
const SOLID = TOKENS.flatMap((token, at) => (/^(?:\s|#)/.test(token) ? [] : [at]));

const word = fc.constantFrom(
  ...reservedWords,
  ...[
    '@expect',
    'orders',
    'a.*',
    '${x}',
    '"q"',
    '"',
    '{',
    '}',
    '(',
    ')',
    ',',
    '=',
    '#',
    '\n',
    '\\',
  ],
  ...['engine', 'token', 'mq:X', '${', '$', '*', '<<<<<<<', '=======', '\u{1F430}', '\0', '\r\n'],
);
const scraps = fc
  .array(fc.tuple(word, fc.constantFrom(' ', '', '\n', '\n  ')), { maxLength: 60 })
  .map((pairs) => pairs.flat().join(''));

/** What holds of every text: it is parsed, alike each time, and every range lies where it should. */
function holds(text: string): Parsed {
  const parsed = parse(text);
  const whole = { start: 0, end: text.length };
  for (const { place, notes, fixes } of parsed.diagnostics) {
    assert.ok(encloses(whole, place.range) && place.range.start <= place.range.end);
    for (const note of notes)
      assert.ok(note.place === undefined || encloses(whole, note.place.range));
    for (const edit of fixes.flatMap((fix) => fix.edits)) assert.ok(encloses(whole, edit.range));
  }
  nests(parsed.file.items, whole);
  const again = parse(text);
  assert.equal(printTree(again.file.items), printTree(parsed.file.items));
  assert.deepEqual(
    again.diagnostics.map(({ code, message, place }) => [code, message, place.range]),
    parsed.diagnostics.map(({ code, message, place }) => [code, message, place.range]),
  );
  parsePhrase(new Source('phrase', text), new Reporter());
  return parsed;
}

function nests(items: readonly Item[], around: { start: number; end: number }): void {
  let last = around.start;
  for (const item of items) {
    assert.ok(encloses(around, item.range) && item.range.start >= last, 'ranges nest, in order');
    assert.ok(encloses(item.range, item.keyword.range));
    last = item.range.end;
    if ('items' in item) nests(item.items, item.range);
  }
}

describe('the parser', () => {
  it('reads any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => void holds(text)),
    );
  });

  it('reads any scraps of the language', () => {
    fc.assert(
      fc.property(scraps, (text) => void holds(text)),
      { numRuns: 1000 },
    );
  });

  it('reads every beginning of a policy', () => {
    for (let end = 0; end <= SAMPLE.length; end += 3) holds(SAMPLE.slice(0, end));
  });

  it('tells of every token that is missing, unless another policy is left', () => {
    const whole = printTree(parse(SAMPLE).file.items);
    for (const at of SOLID) {
      const { file, diagnostics } = holds(TOKENS.filter((_, other) => other !== at).join(''));
      assert.ok(diagnostics.length > 0 || printTree(file.items) !== whole, TOKENS[at]);
    }
  });

  it('seldom tells more than one thing of a token that is missing', () => {
    const counts = SOLID.map(
      (at) => parse(TOKENS.filter((_, other) => other !== at).join('')).diagnostics.length,
    );
    const several = counts.filter((count) => count > 1).length;
    assert.ok(several * 10 < counts.length, `${several} of ${counts.length}`);
  });

  it('reads a policy with tokens doubled, swapped or replaced', () => {
    const place = fc.nat({ max: TOKENS.length - 1 });
    fc.assert(
      fc.property(place, place, word, fc.nat({ max: 2 }), (a, b, other, how) => {
        const tokens = [...TOKENS];
        const [first = '', second = ''] = [tokens[a], tokens[b]];
        if (how === 0) tokens.splice(a, 0, first);
        else if (how === 1) [tokens[a], tokens[b]] = [second, first];
        else tokens[a] = other;
        holds(tokens.join(''));
      }),
      { numRuns: 300 },
    );
  });
});

const LARGE = [
  '{',
  '}',
  '"',
  '(',
  ')',
  ',',
  '=',
  '#',
  '@',
  '@expect(',
  '${',
  '$',
  '\\',
  '\n',
  '\r',
  '\0',
];
const LARGE_ITEMS = [
  'vhost v {',
  'on b {\n',
  'test "t" {',
  'allow a {\n',
  'rpc(',
  'settings {',
  '"a',
  '{}',
];

describe('a large text', () => {
  for (const unit of [...LARGE, ...LARGE_ITEMS])
    it(`of nothing but ${JSON.stringify(unit)} is read`, () => {
      for (const open of ['', 'broker b {', 'vhost v {', 'never a {'])
        assert.ok(parse(open + unit.repeat(5_000)).diagnostics.length <= 1001);
    });
});
