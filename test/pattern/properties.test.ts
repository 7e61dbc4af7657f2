import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Answer } from '#warren/pattern/moves.js';
import { Bytes } from '#warren/pattern/bytes.js';
import { includes, outside } from '#warren/pattern/include.js';
import { intersection } from '#warren/pattern/intersect.js';
import { firstFit, glob } from '#warren/pattern/name-set.js';
import type { NameSet } from '#warren/pattern/name-set.js';
import { Pattern, WILDCARD } from '#warren/pattern/pattern.js';

/** Few letters and many stars, so that patterns meet and hold each other often. */
const parts = fc.array(fc.constantFrom('a', 'ab', 'é', '.', WILDCARD, WILDCARD), { maxLength: 7 });

const sets: fc.Arbitrary<NameSet> = fc
  .tuple(parts, fc.constantFrom(firstFit, glob))
  .map(([each, read]) => read(Pattern.fromParts(each)));

/** The same with bytes that are no text by themselves. */
const byteSets: fc.Arbitrary<NameSet> = fc
  .array(fc.array(fc.constantFrom(0x61, 0xc3, 0xa9, 0xff), { maxLength: 3 }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((literals) => firstFit(Pattern.fromBytes(literals.map((each) => Bytes.from(each)))));

function lengthOf(answer: Answer<Bytes>): number {
  return answer.kind === 'witness' ? answer.witness.length : Infinity;
}

const unions = fc.array(sets, { maxLength: 4 });

describe('the pattern engine, for random patterns', () => {
  it('finds every set in itself, and its first fit in its glob', () => {
    fc.assert(
      fc.property(sets, (set) => {
        assert.equal(outside(set, [set]).kind, 'none');
        assert.ok(includes(glob(set.pattern), set));
      }),
    );
  });

  it('is transitive', () => {
    fc.assert(
      fc.property(sets, sets, sets, (a, b, c) => {
        if (includes(a, b) && includes(b, c)) assert.ok(includes(a, c));
      }),
      { numRuns: 3000 },
    );
  });

  it('answers with a name that is in the set and in none of the union', () => {
    const either = fc.oneof(sets, byteSets);
    fc.assert(
      fc.property(either, fc.array(either, { maxLength: 4 }), (set, union) => {
        const answer = outside(set, union);
        assert.notEqual(answer.kind, 'too-complex');
        if (answer.kind !== 'witness') return;
        assert.ok(set.has(answer.witness));
        assert.ok(!union.some((each) => each.has(answer.witness)));
      }),
      { numRuns: 3000 },
    );
  });

  it('finds a union to hold all that it held before it grew', () => {
    fc.assert(
      fc.property(sets, unions, sets, (set, union, more) => {
        const before = outside(set, union);
        const after = outside(set, [...union, more]);
        if (before.kind === 'none') assert.equal(after.kind, 'none');
        else if (after.kind === 'witness')
          assert.ok(lengthOf(before) <= lengthOf(after), 'a larger union has longer witnesses');
      }),
      { numRuns: 2000 },
    );
  });

  it('intersects in any order, and within each set', () => {
    fc.assert(
      fc.property(sets, sets, sets, (a, b, c) => {
        const common = intersection(a, b, c);
        assert.deepEqual(intersection(c, a, b), common);
        if (common.kind === 'witness') assert.ok([a, b, c].every((set) => set.has(common.witness)));
      }),
      { numRuns: 2000 },
    );
  });

  it('finds two sets apart exactly when a set less the other is the set itself', () => {
    fc.assert(
      fc.property(sets, sets, (a, b) => {
        const common = intersection(a, b);
        if (common.kind === 'none') assert.deepEqual(outside(a, [b]), outside(a, []));
        else assert.ok(common.kind === 'witness' && a.has(common.witness) && b.has(common.witness));
      }),
      { numRuns: 2000 },
    );
  });

  it('prefers text: a witness of patterns that are text is text', () => {
    fc.assert(
      fc.property(sets, unions, (set, union) => {
        const answer = outside(set, union);
        if (answer.kind === 'witness') assert.notEqual(answer.witness.text, undefined);
      }),
    );
  });
});
