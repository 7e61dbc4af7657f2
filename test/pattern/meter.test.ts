import assert from 'node:assert/strict';
import { includes, outside } from '#warren/pattern/include.js';
import { metered, shareOf } from '#warren/pattern/meter.js';
import { findName } from '#warren/pattern/witness.js';
import { broker, show, wide } from './samples.js';

/** Work that automata have to be asked for; a text of its own each time, so that nothing is known of it. */
function ask(tag: string): string {
  const answer = outside(broker(`*${tag}a*b*x`), [
    broker(`*${tag}ab*x`),
    broker(`*${tag}a*c*x`),
    wide(`*${tag}a*bxx`),
  ]);
  return show(answer);
}

describe('the moves that a piece of work may take', () => {
  it('are those of all its questions together', () => {
    const { moves } = metered(Infinity, () => ask('p'));
    const both = metered(Infinity, () => [ask('q'), ask('r')]);
    assert.ok(moves > 0);
    assert.equal(both.moves, 2 * moves);
    assert.equal(both.isExhausted, false);
    const enough = metered(moves, () => ask('s'));
    assert.deepEqual([enough.isExhausted, enough.value === '[too-complex]'], [false, false]);
    const one = metered(2 * moves - 1, () => [ask('t'), ask('u')]);
    assert.equal(one.isExhausted, true);
    assert.deepEqual(
      one.value.map((answer) => answer === '[too-complex]'),
      [false, true],
    );
  });

  it('are the same for what is remembered as for what is found', () => {
    const works: readonly (() => unknown)[] = [
      () => includes(broker('*m**'), broker('*m*n*')),
      () => show(findName({ all: [broker('*v*w*x')], none: [] })),
    ];
    for (const work of works) {
      const [first, second] = [metered(Infinity, work), metered(Infinity, work)];
      assert.ok(first.moves > 0);
      assert.deepEqual(second, first);
      const short = metered(first.moves - 1, work);
      assert.equal(short.isExhausted, true);
      assert.ok(short.value === false || short.value === '[too-complex]');
    }
  });

  it('are not remembered as an answer where they did not suffice', () => {
    const pair = (): boolean => includes(broker('*g**'), broker('*g*h*'));
    const short = metered(1, pair);
    assert.deepEqual([short.value, short.isExhausted], [false, true]);
    const fresh = metered(Infinity, pair);
    assert.deepEqual([fresh.value, fresh.isExhausted], [true, false]);
    const like = metered(Infinity, () => includes(broker('*j**'), broker('*j*k*')));
    assert.deepEqual(fresh, like);
  });

  it('are the same for each of equal parts, and never none', () => {
    for (const parts of [0, 1, 2, 3, 60, 1_000, 100_000]) {
      assert.ok(shareOf(parts) >= 10_000);
      assert.ok(shareOf(parts + 1) <= shareOf(parts));
    }
    assert.ok(shareOf(60) * 60 <= shareOf(1));
  });
});
