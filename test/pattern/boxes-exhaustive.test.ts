import assert from 'node:assert/strict';
import fc from 'fast-check';
import { boxOutside } from '#warren/pattern/boxes.js';
import type { Box } from '#warren/pattern/boxes.js';
import type { Bytes } from '#warren/pattern/bytes.js';
import { broker, names, textsUpTo, wide } from './samples.js';

const LIST = names(textsUpTo(4, 'abc'));

/** All points over short names, in the order in which the engine would find them. */
function firstPoint(
  inner: Box,
  union: readonly Box[],
  list: readonly Bytes[],
): Bytes[] | undefined {
  const [set, ...rest] = inner;
  if (set === undefined) return union.length === 0 ? [] : undefined;
  for (const name of list) {
    if (!set.has(name)) continue;
    const holding = union.filter((other) => other[0]?.has(name));
    const point = firstPoint(
      rest,
      holding.map((other) => other.slice(1)),
      list,
    );
    if (point !== undefined) return [name, ...point];
  }
  return undefined;
}

function holds(each: Box, point: readonly Bytes[]): boolean {
  return each.every((set, index) => {
    const name = point[index];
    return name !== undefined && set.has(name);
  });
}

/** The engine's answer against the list: a point in the one is one in the other, and is right. */
function check(inner: Box, union: readonly Box[], list: readonly Bytes[]): void {
  const answer = boxOutside(inner, union);
  const expected = firstPoint(inner, union, list);
  assert.notEqual(answer.kind, 'too-complex');
  if (answer.kind !== 'witness') assert.equal(expected, undefined);
  else {
    assert.ok(holds(inner, answer.witness));
    assert.ok(!union.some((each) => holds(each, answer.witness)));
    const [found, first] = [answer.witness[0], expected?.[0]];
    if (found && first) assert.ok(found.length <= first.length, 'not the shortest');
    if (answer.witness.every((name) => list.some(({ binary }) => binary === name.binary)))
      assert.deepEqual(answer.witness, expected);
  }
}

const small = fc
  .tuple(fc.constantFrom(...textsUpTo(3, 'ab*')), fc.constantFrom(broker, wide))
  .map(([text, read]) => read(text));

function boxes(dimensions: number): fc.Arbitrary<Box> {
  return fc.array(small, { minLength: dimensions, maxLength: dimensions });
}

describe('boxes against all points over short names', () => {
  for (const [dimensions, length, runs] of [
    [1, 4, 1000],
    [2, 4, 1500],
    [3, 3, 1500],
  ] as const)
    it(`in ${dimensions} dimensions, for random unions`, () => {
      const list = LIST.filter((name) => name.length <= length);
      const unions = fc.array(boxes(dimensions), { maxLength: 7 });
      fc.assert(
        fc.property(boxes(dimensions), unions, (inner, union) => {
          check(inner, union, list);
        }),
        { numRuns: runs },
      );
    });

  it('in two dimensions, for every union of two boxes of the smallest patterns', () => {
    const tiny = textsUpTo(2, 'a*').map(broker);
    const all = tiny.flatMap((a) => tiny.map((b) => [a, b]));
    const list = names(textsUpTo(3, 'ab'));
    const inners = all.filter((each) => each.every(({ pattern }) => pattern.stars === 1));
    for (const inner of inners)
      for (const [at, one] of all.entries())
        for (const other of all.slice(at + 1)) check(inner, [one, other], list);
  });
});
