import assert from 'node:assert/strict';
import { Bytes } from '#warren/pattern/bytes.js';
import { globMatches, matches } from '#warren/pattern/match.js';
import { firstFit, glob, nonEmpty } from '#warren/pattern/name-set.js';
import { Pattern } from '#warren/pattern/pattern.js';
import { broker, names, pattern, textsUpTo, wide } from './samples.js';

describe('a name set', () => {
  it('is shared between calls, and between readings that agree', () => {
    assert.equal(broker('a*b'), broker('a*b'));
    assert.equal(wide('a*'), broker('a*'));
    assert.equal(wide('a'), broker('a'));
    assert.notEqual(wide('*a'), broker('*a'));
  });

  it('reads its pattern as asked', () => {
    const name = Bytes.fromText('dlq-dlq');
    assert.equal(broker('*dlq').has(name), false);
    assert.equal(wide('*dlq').has(name), true);
  });

  it('holds what the matcher of its reading accepts, shared or not', () => {
    const list = names(textsUpTo(5, 'ab'));
    for (const text of textsUpTo(4, 'ab*'))
      for (const name of list) {
        assert.equal(broker(text).has(name), matches(pattern(text), name), text);
        assert.equal(wide(text).has(name), globMatches(pattern(text), name), text);
      }
  });

  it('without the empty name holds the same other names', () => {
    const list = names(textsUpTo(4, 'ab'));
    for (const text of textsUpTo(4, 'ab*'))
      for (const set of [firstFit(pattern(text)), glob(pattern(text))])
        for (const name of list) {
          const expected = name.length > 0 && set.has(name);
          assert.equal(nonEmpty(set).has(name), expected, `${set.reading} ${text} ${name.binary}`);
        }
  });

  it('without the empty name stays the same set where it never held it', () => {
    for (const text of ['a', 'a*', '*a', '**']) assert.equal(nonEmpty(broker(text)), broker(text));
    assert.equal(nonEmpty(broker('')).pattern, Pattern.nothing);
  });
});
