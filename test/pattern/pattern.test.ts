import assert from 'node:assert/strict';
import { Bytes } from '#warren/pattern/bytes.js';
import { Pattern, WILDCARD } from '#warren/pattern/pattern.js';
import { pattern, textsUpTo } from './samples.js';

function texts(subject: Pattern): (string | undefined)[] {
  return subject.literals.map((literal) => literal.text);
}

describe('a pattern', () => {
  it('has one literal more than stars, joining texts that stand together', () => {
    assert.deepEqual(texts(Pattern.fromParts(['a', 'b', WILDCARD, 'c'])), ['ab', 'c']);
    assert.deepEqual(texts(Pattern.fromParts([WILDCARD, WILDCARD])), ['', '', '']);
    assert.deepEqual(texts(Pattern.fromParts([])), ['']);
    assert.deepEqual(texts(Pattern.any), ['', '']);
  });

  it('takes a star in a text for a literal star', () => {
    const subject = Pattern.fromParts(['a*b']);
    assert.ok(subject.isLiteral);
    assert.notEqual(subject.key, pattern('a*b').key);
    assert.equal(subject.key, Pattern.literal('a*b').key);
  });

  it('is the same from texts and from the bytes of those texts', () => {
    const bytes = [Bytes.from([0xc3, 0xa9]), Bytes.empty];
    assert.equal(Pattern.fromBytes(bytes).key, Pattern.fromParts(['é', WILDCARD]).key);
  });

  it('of no literals matches nothing', () => {
    assert.ok(Pattern.fromBytes([]).isNothing);
    assert.equal(Pattern.fromBytes([]).key, Pattern.nothing.key);
    assert.notEqual(Pattern.nothing.key, Pattern.literal('').key);
    assert.equal(Pattern.nothing.isLiteral, false);
    assert.equal(Pattern.nothing.stars, 0);
  });

  it('has a key of its own', () => {
    const small = textsUpTo(5, 'ab*');
    assert.equal(new Set(small.map((text) => pattern(text).key)).size, small.length);
  });

  for (const [text, stars, trailing] of [
    ['', 0, 0],
    ['a', 0, 0],
    ['*', 1, 1],
    ['**', 2, 2],
    ['a*', 1, 1],
    ['*a', 1, 0],
    ['a**b', 2, 0],
    ['a*b**', 3, 2],
  ] as const)
    it(`counts the stars of ${text || 'the empty name'}`, () => {
      assert.equal(pattern(text).stars, stars);
      assert.equal(pattern(text).trailingStars, trailing);
    });
});

describe('a byte string', () => {
  it('is the UTF-8 form of a text and back', () => {
    const name = Bytes.fromText('ré🐇');
    assert.equal(name.length, 7);
    assert.equal(name.text, 'ré🐇');
    assert.equal(Bytes.from(name.toArray()).binary, name.binary);
  });

  it('keeps a byte order mark, which is part of the name', () => {
    assert.equal(Bytes.fromText('\uFEFFa').text, '\uFEFFa');
  });

  it('has no text where it is not UTF-8', () => {
    for (const bytes of [
      [0xff],
      [0xc3],
      [0xc0, 0x80],
      [0xed, 0xa0, 0x80],
      [0xf4, 0x90, 0x80, 0x80],
    ])
      assert.equal(Bytes.from(bytes).text, undefined);
  });
});
