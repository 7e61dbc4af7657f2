import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareBytes } from '#warren/source/naming.js';

describe('the order of texts', () => {
  it('is that of their bytes', () => {
    const unit = fc.constantFrom(
      'a',
      'b',
      '\0',
      '\x7f',
      'é',
      '\ud7ff',
      '\ue000',
      '\ufffd',
      '🐇',
      '𐀀',
    );
    const lone = fc.constantFrom('\ud800', '\udbff', '\udc00', '\udfff');
    const text = fc.array(fc.oneof({ weight: 9, arbitrary: unit }, lone), { maxLength: 4 });
    fc.assert(
      fc.property(text, text, text, (start, one, other) => {
        const [a, b] = [one, other].map((end) => [...start, ...end].join(''));
        const bytes = Buffer.compare(Buffer.from(a ?? ''), Buffer.from(b ?? ''));
        assert.equal(Math.sign(compareBytes(a ?? '', b ?? '')), bytes);
      }),
      { numRuns: 2_000 },
    );
  });
});
