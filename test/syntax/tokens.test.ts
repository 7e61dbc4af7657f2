import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TextRange } from '#warren/source/range.js';
import { lex, nextWord, shownAt, skipBlanks, wordAt } from '#warren/syntax/tokens.js';
import { disordered } from '../format/disorder.js';
import { free, mistaken, valid } from '../format/texts.js';
import { chanceOf } from '../random/chance.js';
import { print } from '../random/print.js';
import { randomPolicy } from '../random/random-policy.js';
import { parse, parseMarked } from './markers.js';
import { piecesOf } from './tokens.js';

/** Texts, and their tokens as their kinds and what they say. */
const TOKENS: readonly [string, readonly string[]][] = [
  ['', []],
  [' \n\t\r\n', []],
  ['role a = x', ['word role', 'word a', '= =', 'word x']],
  ['p(a,b){}', ['word p', '( (', 'word a', ', ,', 'word b', ') )', '{ {', '} }']],
  ['a.${x}-*', ['word a.', 'interpolation ${x}', 'word -*']],
  ['${ x }$y$', ['interpolation ${ x }', 'word $y$']],
  ['${x y', ['interpolation ${x', 'word y']],
  ['a${', ['word a', 'interpolation ${']],
  ['"a # b" c', ['quoted "a # b"', 'word c']],
  [String.raw`"a\"b"c`, [String.raw`quoted "a\"b"`, 'word c']],
  ['"a\nb', ['quoted "a', 'word b']],
  ['"a\\\nb', ['quoted "a', 'word \\', 'word b']],
  ['# a "b\nc', ['comment # a "b', 'word c']],
  ['a #b\r\n{#c\n}#d', ['word a', 'comment #b', '{ {', 'comment #c', '} }', 'comment #d']],
  ['a#b', ['word a', 'word #', 'word b']],
  ['${x}#b', ['interpolation ${x}', 'word #', 'word b']],
  ['a,#b', ['word a', ', ,', 'word #', 'word b']],
  ['ü🐰\u2028\u00a0', ['word ü🐰\u2028\u00a0']],
];

describe('the tokens of a text', () => {
  for (const [text, expected] of TOKENS)
    it(`${JSON.stringify(text)} are ${expected.join(' | ')}`, () => {
      const tokens = lex(text);
      const found = Array.from({ length: tokens.count }, (_, token) => token);
      assert.deepEqual(
        found.map((token) => `${tokens.kind(token)} ${tokens.textOf(token)}`),
        expected,
      );
    });

  it('and the blanks between them are the text, whatever it is', () => {
    const letters = fc.constantFrom(...' \t\r\n,={}()"#$\\*a.é'.split(''), '${', '🐰');
    const any = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: letters }));
    fc.assert(fc.property(any, cover), { numRuns: 1000 });
    for (const text of [...valid, ...mistaken]) cover(text);
  });

  it('count the lines between them', () => {
    const tokens = lex('\na\n\n b\r\nc\rd e\n');
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5].map((token) => tokens.breaks(token)),
      [1, 2, 1, 1, 0, 1],
    );
  });

  it('are found by an offset', () => {
    const tokens = lex('a bc  d');
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5, 6, 7].map((offset) => tokens.behind(offset)),
      [0, 1, 1, 1, 2, 2, 2, 3],
    );
  });

  it('that a name is made of join', () => {
    const texts = ['a.${x}-${y}#', ',', '${z}', '"q"', 'b'];
    assert.deepEqual(
      piecesOf('a.${x}-${y}#, ${z}"q"b # ${c}').map(({ text }) => text),
      texts,
    );
  });
});

/** What holds of every text. */
function cover(text: string): void {
  const tokens = lex(text);
  let rest = '';
  for (let token = 0; token < tokens.count; token++) {
    const gap = text.slice(tokens.end(token - 1), tokens.start(token));
    assert.match(gap, /^[ \t\r\n]*$/);
    assert.notEqual(tokens.textOf(token), '');
    assert.equal(tokens.touches(token), token > 0 && gap === '');
    assert.equal(tokens.breaks(token), gap.match(/\r\n|\n|\r/g)?.length ?? 0);
    rest += gap + tokens.textOf(token);
  }
  assert.equal(rest + text.slice(tokens.end(tokens.count - 1)).replace(/[ \t\r\n]+$/, ''), rest);
  assert.ok(text.startsWith(rest));
}

describe('what the parser reads', () => {
  /** Every node of a text begins and ends where tokens do; the pieces of a pattern are no nodes here. */
  function agrees(text: string): void {
    const { file, diagnostics } = parse(text);
    assert.deepEqual(diagnostics, []);
    const tokens = lex(text);
    const numbers = Array.from({ length: tokens.count }, (_, token) => token);
    const starts = new Set(numbers.map((token) => tokens.start(token)));
    const ends = new Set(numbers.map((token) => tokens.end(token)));
    const seen = { nodes: 0 };
    for (const range of [...rangesIn(file.items), ...rangesIn(file.comments)]) {
      const at = `${range.start}-${range.end} of ${text}`;
      assert.ok(starts.has(range.start) && ends.has(range.end), at);
      seen.nodes++;
    }
    assert.ok(seen.nodes > 0);
    const comments = numbers.filter((token) => tokens.kind(token) === 'comment');
    assert.deepEqual(
      file.comments.map(({ text: comment }) => comment),
      comments.map((token) => tokens.textOf(token)),
    );
  }

  it('begins and ends with tokens in the policies of the project', () => {
    for (const text of valid) agrees(text);
  });

  it('begins and ends with tokens in random policies, with blanks and comments anywhere', () => {
    const random = fc
      .integer({ min: 0, max: 2 ** 31 - 1 })
      .map((seed) => print(randomPolicy(chanceOf(seed), ['rabbitmq 4.3', 'amazon-mq 4.2'])));
    fc.assert(fc.property(random, agrees), { numRuns: 30 });
    fc.assert(fc.property(fc.constantFrom(...free).chain(disordered), agrees), { numRuns: 300 });
  });
});

function rangesIn(node: unknown): readonly TextRange[] {
  if (typeof node !== 'object' || node === null) return [];
  const inside = Object.entries(node).flatMap(([name, child]) =>
    name === 'range' || name === 'content' ? [] : rangesIn(child),
  );
  return 'range' in node ? [rangeOf(node.range), ...inside] : inside;
}

function rangeOf(range: unknown): TextRange {
  assert.ok(typeof range === 'object' && range !== null && 'start' in range && 'end' in range);
  const { start, end } = range;
  assert.ok(typeof start === 'number' && typeof end === 'number');
  return { start, end };
}

describe('what stands at an offset', () => {
  it('is a word up to a blank, a sign or a `#`', () => {
    assert.equal(wordAt('role a', 0), 'role');
    assert.equal(wordAt('a.*#b', 0), 'a.*');
    assert.equal(wordAt('a$${x}', 0), 'a$$');
    assert.equal(wordAt('a(', 1), '');
  });

  it('is followed by a word on its line', () => {
    assert.equal(nextWord('a \tb c', 1), 'b');
    assert.equal(nextWord('a "b"', 1), '"');
    for (const text of ['a\nb', 'a(b', 'a ', 'a (b', 'a']) assert.equal(nextWord(text, 1), '');
  });

  it('is behind blanks and comments', () => {
    assert.equal(skipBlanks(' # a\n\t# b\r\n c', 0), 12);
    assert.equal(skipBlanks('{#a\n}', 1), 4);
    assert.equal(skipBlanks('a#b', 1), 1);
    assert.equal(skipBlanks(' # a', 0), 4);
  });

  it('is shown as a word, a quoted text or a character', () => {
    for (const [text, shown] of [
      ['role a', 'role'],
      ['"a b" c', '"a b"'],
      ['"a b', '"a b'],
      ['{ a', '{'],
      [' a', ' '],
      ['', ''],
    ] as const) {
      const { end } = shownAt(text, 0);
      assert.equal(text.slice(0, end), shown);
    }
  });
});

describe('a mistake at the end of a line', () => {
  it('is shown on the whole interpolation before it', () => {
    parseMarked('vhost ⟦expected-token:${x}⟧');
  });
});
