import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jsonParts, jsonText } from '#warren/report/json-text.js';

describe('JSON part by part', () => {
  it('is the text that the whole has', () => {
    const value = fc.jsonValue({ stringUnit: 'binary' });
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 4 }),
        fc.array(value, { maxLength: 5 }),
        fc.constantFrom(1, 2),
        (members, items, indent) => {
          const first = Object.fromEntries(members.map((one, at) => [`member ${at}`, one]));
          const parts = [...jsonParts(first, 'list', items, indent)];
          assert.equal(parts.join(''), jsonText({ ...first, list: items }, indent));
        },
      ),
    );
  });
});
