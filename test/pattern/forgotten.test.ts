import assert from 'node:assert/strict';
import { hasGap } from '#warren/lint/first-fit-gap.js';
import { boxOutside } from '#warren/pattern/boxes.js';
import { includes, outside } from '#warren/pattern/include.js';
import { metered, type Metered } from '#warren/pattern/meter.js';
import { firstFit, glob } from '#warren/pattern/name-set.js';
import { Pattern } from '#warren/pattern/pattern.js';
import { pattern } from './samples.js';

/** Makes more patterns than are remembered, so that the next of a text is another object. */
function forget(): void {
  for (let at = 0; at < 100_000; at++) glob(Pattern.literal(`other-${at}`));
}

/** What a question comes to, and its moves. */
function asked<Value>(question: () => Value): Omit<Metered<Value>, 'hasGivenUp'> {
  const { value, moves, isExhausted } = metered(Infinity, question);
  return { value, moves, isExhausted };
}

describe('patterns of which more were made than are remembered', () => {
  const texts = ['', 'a', 'a*', '*a*', 'a**', '*a', 'a*b', '*ab*ab'];
  let old: readonly Pattern[] = [];
  let young: readonly Pattern[] = [];
  before(() => {
    old = texts.map(pattern);
    old.forEach(firstFit);
    forget();
    young = texts.map(pattern);
  });

  it('are other objects with the same keys', () => {
    for (const [at, one] of old.entries()) {
      assert.notEqual(one, young[at]);
      assert.equal(one.key, young[at]?.key);
    }
  });

  it('have a gap only where their readings differ, whichever reading was asked for before', () => {
    const gaps = texts.filter((_, at) => hasGap(old[at] ?? Pattern.any));
    assert.deepEqual(gaps, ['a**', '*a', 'a*b', '*ab*ab']);
    for (const one of [...old, ...young]) assert.equal(hasGap(one), firstFit(one) !== glob(one));
  });

  it('hold each other without any move', () => {
    for (const [at, one] of young.entries())
      for (const read of [firstFit, glob])
        assert.deepEqual(
          asked(() => includes(read(one), read(old[at] ?? Pattern.nothing))),
          { value: true, moves: 0, isExhausted: false },
        );
  });

  it('count as one in a union, so that the same question takes the same moves', () => {
    const set = firstFit(pattern('*a*b*c'));
    const near = ['*ab*c', '*a*bc', 'a*b*', '*b*a*b*'].map(pattern);
    forget();
    const again = near.map((one) => pattern(one.literals.map(({ text }) => text).join('*')));
    assert.notEqual(near[0], again[0]);
    const ask = (patterns: readonly Pattern[]): readonly Omit<Metered<unknown>, 'hasGivenUp'>[] => {
      const union = patterns.map(firstFit);
      const boxes = union.map((one) => [one, one]);
      return [asked(() => outside(set, union)), asked(() => boxOutside([set, set], boxes))];
    };
    const shared = ask([...near, ...near]);
    assert.ok(shared.every(({ moves }) => moves > 0));
    assert.deepEqual(ask([...near, ...again]), shared);
  });
});
