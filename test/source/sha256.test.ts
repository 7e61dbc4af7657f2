import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { Sha256, sha256 } from '#warren/source/sha256.js';

function expected(...texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text);
  return hash.digest('hex');
}

describe('SHA-256', () => {
  it('is that of the standard', () => {
    // Source: NIST, examples with intermediate values for SHA-256.
    assert.equal(sha256('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    assert.equal(
      sha256('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'),
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    );
  });

  it('is right for every length around the ends of blocks', () => {
    for (let length = 0; length < 200; length++) {
      const text = 'x'.repeat(length);
      assert.equal(sha256(text), expected(text), String(length));
    }
    const long = 'é'.repeat(1_000_003);
    assert.equal(sha256(long), expected(long));
  });

  it('is that of Node for any texts one after the other', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 300 })), (texts) => {
        const hash = new Sha256();
        for (const text of texts) hash.update(text);
        assert.equal(hash.digest(), expected(...texts));
      }),
    );
  });
});
