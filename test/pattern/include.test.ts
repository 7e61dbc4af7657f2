import assert from 'node:assert/strict';
import { includes, outside } from '#warren/pattern/include.js';
import { firstFit, glob } from '#warren/pattern/name-set.js';
import type { NameSet } from '#warren/pattern/name-set.js';
import { Pattern } from '#warren/pattern/pattern.js';
import { broker, firstIn, names, pattern, rowOf, show, textsUpTo, wide } from './samples.js';

const LIST = names(textsUpTo(7, 'abc'));

interface Sample {
  readonly set: NameSet;
  readonly row: Uint8Array;
}

function samples(length: number, read: typeof firstFit): Sample[] {
  return textsUpTo(length, 'ab*').map((text) => {
    const set = read(pattern(text));
    return { set, row: rowOf(set, LIST) };
  });
}

/** Compares with the list: the very same witness, or one that no list of this length can hold. */
function check(inner: Sample, outer: readonly Sample[]): void {
  const label = `${inner.set.pattern.key} in ${outer.map(({ set }) => set.pattern.key).join(' or ')}`;
  const union = outer.map(({ set }) => set);
  const answer = outside(inner.set, union);
  const expected =
    LIST[
      firstIn(
        [inner.row],
        outer.map(({ row }) => row),
      )
    ];
  if (expected !== undefined || answer.kind !== 'witness') {
    assert.equal(show(answer), expected?.text ?? '[none]', label);
  } else {
    assert.ok(answer.witness.length > 7, label);
    assert.ok(inner.set.has(answer.witness), label);
    assert.ok(!union.some((set) => set.has(answer.witness)), label);
  }
}

describe('inclusion of a pair', () => {
  for (const [outer, inner, expected] of [
    ['*', 'anything', true],
    ['order.*', 'order.created.*', true],
    ['order.*', 'orders', false],
    ['*dlq', '*-dlq', false],
    ['*-dlq*', '*-dlq', true],
    ['*a*', '*a', true],
    ['*a', '*aa', false],
    ['**', '*', false],
    ['*', '**', true],
    ['a**', 'a*b', true],
    ['a*b', 'a**b', true],
  ] as const)
    it(`${outer} ${expected ? 'holds' : 'does not hold'} ${inner}`, () => {
      assert.equal(includes(broker(outer), broker(inner)), expected);
      assert.equal(includes(broker(outer), broker(inner)), expected, 'asked again');
    });

  it('holds for globs where it fails for the broker', () => {
    assert.equal(includes(wide('*dlq'), wide('*-dlq')), true);
    assert.equal(show(outside(broker('*-dlq'), [broker('*dlq')])), 'dlq-dlq');
  });

  it('of the empty set always holds, in the empty set only for itself', () => {
    const nothing = firstFit(Pattern.nothing);
    assert.ok(includes(nothing, nothing) && includes(broker('a'), nothing));
    assert.ok(!includes(nothing, broker('a')) && !includes(nothing, broker('*')));
  });

  it('agrees with the first name that tells them apart, for all small patterns', () => {
    const small = samples(4, firstFit);
    for (const inner of small) for (const outer of small) check(inner, [outer]);
  });

  it('does so where one or both are globs', () => {
    const [accepted, fitting] = [samples(3, firstFit), samples(3, glob)];
    for (const a of fitting) for (const b of [...fitting, ...accepted]) check(a, [b]);
    for (const a of accepted) for (const b of fitting) check(a, [b]);
  });

  it('agrees for patterns of five characters with what the matcher accepts', () => {
    const small = samples(5, firstFit);
    for (const inner of small)
      for (const outer of small) {
        const differ = firstIn([inner.row], [outer.row]) >= 0;
        const label = `${inner.set.pattern.key} in ${outer.set.pattern.key}`;
        if (includes(outer.set, inner.set)) assert.ok(!differ, label);
        else if (!differ) check(inner, [outer]);
      }
  });
});

describe('inclusion in a union', () => {
  it('may hold though no single set does it', () => {
    assert.equal(show(outside(broker('*a*'), [broker('a*'), broker('**a*')])), '[none]');
    assert.equal(show(outside(broker('*'), [broker('**'), broker('')])), '[none]');
    assert.equal(show(outside(broker('*'), [broker('**')])), '');
  });

  it('in no set at all fails with the shortest name', () => {
    assert.equal(show(outside(broker('order.*'), [])), 'order.');
    assert.equal(show(outside(firstFit(Pattern.nothing), [])), '[none]');
  });

  it('agrees with the first name outside, for all pairs of small patterns', () => {
    const small = samples(3, firstFit);
    for (const inner of small)
      for (const [at, one] of small.entries())
        for (const other of small.slice(at + 1)) check(inner, [one, other]);
  });
});
