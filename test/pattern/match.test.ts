import assert from 'node:assert/strict';
import { Bytes } from '#warren/pattern/bytes.js';
import { globMatches, matches } from '#warren/pattern/match.js';
import { Pattern } from '#warren/pattern/pattern.js';
import { brokerAccepts, globAccepts } from './reference.js';
import { names, pattern, textsUpTo } from './samples.js';

/** Pattern, name, whether the broker accepts it, whether it fits the glob. */
const CASES: readonly (readonly [string, string, boolean, boolean])[] = [
  ['', '', true, true],
  ['', 'a', false, false],
  ['orders', 'orders', true, true],
  ['orders', 'Orders', false, false],
  ['order.*', 'order.', true, true],
  ['order.*', 'order.created.eu', true, true],
  ['*-dlq', 'a-dlq', true, true],
  ['*-dlq', 'dlq-dlq', true, true],
  ['*-dlq', 'a-dlq-dlq', false, true],
  ['*dlq', 'dlq-dlq', false, true],
  ['*aa', 'aaa', false, true],
  ['a*a', 'a', false, false],
  ['a*a', 'aa', true, true],
  ['*aab', 'aaab', true, true],
  ['*', '', true, true],
  ['**', '', false, true],
  ['**', 'a', true, true],
  ['a**', 'a', false, true],
  ['a***', 'ab', true, true],
  ['a**b', 'ab', true, true],
  ['*a**', 'a', false, true],
  ['*a**', 'aa', true, true],
  ['*a*', '', false, false],
  ['a*bc*c', 'abcbcc', false, true],
  ['*ab', 'b', false, false],
];

describe('matching', () => {
  for (const [text, name, accepted, fits] of CASES) {
    it(`of "${name}" by ${text || 'the empty pattern'}`, () => {
      assert.equal(matches(pattern(text), Bytes.fromText(name)), accepted);
      assert.equal(globMatches(pattern(text), Bytes.fromText(name)), fits);
    });
  }

  it('agrees with the plain account of both readings on all small patterns and names', () => {
    const texts = [...textsUpTo(6, 'abc'), ...textsUpTo(9, 'ab').filter((text) => text.length > 6)];
    const list = names(texts);
    for (const text of textsUpTo(5, 'ab*')) {
      const subject = pattern(text);
      for (const [at, name] of list.entries()) {
        const plain = texts[at] ?? '';
        const label = `${text} on ${plain}`;
        assert.equal(matches(subject, name), brokerAccepts(text, plain), label);
        assert.equal(globMatches(subject, name), globAccepts(text, plain), label);
      }
    }
  });

  it('is one set in both readings exactly without a star or with one star at the very end', () => {
    const list = names(textsUpTo(9, 'ab'));
    for (const text of textsUpTo(5, 'ab*')) {
      const subject = pattern(text);
      const agree = list.every((name) => matches(subject, name) === globMatches(subject, name));
      assert.equal(agree, !text.includes('*') || /(?<!\*)\*$/.test(text), text);
    }
  });

  it('never accepts a name that does not fit the glob', () => {
    const list = names(textsUpTo(7, 'ab'));
    for (const text of textsUpTo(5, 'ab*'))
      for (const name of list)
        if (matches(pattern(text), name)) assert.ok(globMatches(pattern(text), name), text);
  });

  it('accepts nothing by the pattern that matches nothing', () => {
    for (const name of names(['', 'a'])) {
      assert.equal(matches(Pattern.nothing, name), false);
      assert.equal(globMatches(Pattern.nothing, name), false);
    }
  });
});
