import assert from 'node:assert/strict';
import { Bytes } from '#warren/pattern/bytes.js';
import { display } from '#warren/pattern/display.js';
import { Pattern, WILDCARD } from '#warren/pattern/pattern.js';

type Parts = readonly (string | typeof WILDCARD)[];

const CASES: readonly (readonly [Parts, string])[] = [
  [['order.created'], 'order.created'],
  [['order.', WILDCARD], 'order.*'],
  [['AZaz09_.:/@-'], 'AZaz09_.:/@-'],
  [[WILDCARD, '@', WILDCARD], '*@*'],
  [[], '""'],
  [['@expect'], '"@expect"'],
  [['order.#'], '"order.#"'],
  [['two words'], '"two words"'],
  [['a*b', WILDCARD], String.raw`"a\*b*"`],
  [['*'], String.raw`"\*"`],
  [['say "no"'], String.raw`"say \"no\""`],
  [['a\\b'], String.raw`"a\\b"`],
  [['${role}'], String.raw`"\${role}"`],
  [['a\nb\tc\rd'], String.raw`"a\nb\tc\u{D}d"`],
  [['é', WILDCARD, '🐇'], '"é*🐇"'],
  [['a\u00a0b\u200bc\u2028d\u202ee'], String.raw`"a\u{A0}b\u{200B}c\u{2028}d\u{202E}e"`],
  [['\u0000\u007f'], String.raw`"\u{0}\u{7F}"`],
];

describe('display of a pattern', () => {
  for (const [parts, shown] of CASES)
    it(`writes ${shown}`, () => {
      assert.equal(display(Pattern.fromParts(parts)), shown);
    });

  it('quotes a word that is reserved where it stands', () => {
    const isReserved = (word: string): boolean => word === 'queue';
    assert.equal(display(Pattern.literal('queue'), isReserved), '"queue"');
    assert.equal(display(Pattern.literal('queues'), isReserved), 'queues');
  });

  it('shows what no source can say', () => {
    const bytes = Bytes.from([0x61, 0xff, 0x2a, 0x0a]);
    assert.equal(display(Pattern.fromBytes([bytes, Bytes.empty])), String.raw`"a\xFF\*\x0A*"`);
    assert.equal(display(Pattern.nothing), '(nothing)');
  });
});
