import assert from 'node:assert/strict';
import { firstFit, glob } from '#warren/pattern/name-set.js';
import { intersection } from '#warren/pattern/intersect.js';
import { broker, firstIn, names, pattern, rowOf, show, textsUpTo, wide } from './samples.js';

const LIST = names(textsUpTo(6, 'abc'));

describe('intersection', () => {
  it('of a scope and a guardrail is an example of what the guardrail forbids', () => {
    assert.equal(show(intersection(wide('orders.*'), broker('*.events'))), 'orders.events');
    assert.equal(show(intersection(wide('orders.*'), broker('billing.*'))), '[none]');
    assert.equal(show(intersection(wide('*-dlq'), broker('a-dlq-*'))), 'a-dlq-dlq');
    assert.equal(show(intersection(broker('*-dlq'), broker('a-dlq-*'))), '[none]');
  });

  it('of three sets is in each of them', () => {
    const found = intersection(broker('order*'), broker('*.created*'), wide('*.eu'));
    assert.equal(show(found), 'order.created.eu');
    assert.equal(show(intersection(broker('a*'), broker('*b*'), broker('*a'))), '[none]');
    assert.equal(show(intersection(broker('a*'), broker('*b*'), wide('*a'))), 'aba');
  });

  for (const [title, readA, readB] of [
    ['two first-fit sets', firstFit, firstFit],
    ['a glob and a first-fit set', glob, firstFit],
    ['two globs', glob, glob],
  ] as const)
    it(`of ${title} is the first common name by length and letters, for all small patterns`, () => {
      const small = textsUpTo(4, 'ab*').map(pattern);
      const as = small.map(readA).map((set) => ({ set, row: rowOf(set, LIST) }));
      const bs = small.map(readB).map((set) => ({ set, row: rowOf(set, LIST) }));
      for (const a of as)
        for (const b of bs) {
          const expected = LIST[firstIn([a.row, b.row], [])]?.text ?? '[none]';
          const label = `${a.set.pattern.key} and ${b.set.pattern.key}`;
          assert.equal(show(intersection(a.set, b.set)), expected, label);
        }
    });
});
