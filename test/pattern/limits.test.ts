import assert from 'node:assert/strict';
import { DEFAULT_MOVES } from '#warren/pattern/moves.js';
import { boxOutside } from '#warren/pattern/boxes.js';
import { Bytes } from '#warren/pattern/bytes.js';
import { includes, outside } from '#warren/pattern/include.js';
import { intersection } from '#warren/pattern/intersect.js';
import { metered } from '#warren/pattern/meter.js';
import { plainNameBeyond } from '#warren/pattern/spell.js';
import { broker, show, wide } from './samples.js';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Every letter in order, with stars between, against patterns of three letters out of it. */
function explosion(count: number): Parameters<typeof outside> {
  const letters = Array.from(LETTERS.slice(0, count));
  const letter = (at: number): string => letters[at % count] ?? '';
  const union = letters.map((_, at) =>
    broker(`*${letter(at)}*${letter(at + 1)}*${letter(at + 3)}*q`),
  );
  return [broker(`*${letters.join('*')}*`), union];
}

/**
 * Every letter in order, against every letter twice and every two neighbours together: each name in
 * the set has letters left between two others that no set of the union holds, and very many do not.
 */
function open(): Parameters<typeof outside> {
  const letters = Array.from(LETTERS.slice(0, 20));
  const twice = letters.slice(1).map((letter) => broker(`*${letter}*${letter}*`));
  const together = letters.slice(1).map((letter, at) => broker(`*${letters[at] ?? ''}${letter}*`));
  return [broker(`*${letters.join('*')}*`), [...twice, ...together]];
}

describe('a question that explodes', () => {
  it('is given up at the limit that counts where none is set, alone and in a box', () => {
    const [set, union] = open();
    const any = broker('*');
    const alone = metered(Infinity, () => outside(set, union));
    assert.equal(alone.value.kind, 'too-complex');
    assert.ok(alone.moves >= DEFAULT_MOVES && alone.moves < DEFAULT_MOVES * 1.1, `${alone.moves}`);
    const inBox = boxOutside(
      [any, set],
      union.map((other) => [any, other]),
    );
    assert.equal(inBox.kind, 'too-complex');
  });

  it('is answered exactly while it is small', () => {
    for (const count of [4, 5, 6, 7]) {
      const [set, union] = explosion(count);
      assert.equal(show(outside(set, union)), LETTERS.slice(0, count));
    }
  });

  it('is answered where few of many sets tell a name apart', () => {
    const [set, union] = explosion(20);
    assert.equal(show(outside(set, union, 20_000)), LETTERS.slice(0, 20));
  });

  it('is given up in any dimension of a box, never taken for inside', () => {
    const [set, union] = explosion(12);
    const any = broker('*');
    assert.equal(
      boxOutside(
        [set, any],
        union.map((other) => [other, any]),
        20,
      ).kind,
      'too-complex',
    );
    assert.equal(
      boxOutside(
        [any, set],
        union.map((other) => [any, other]),
        20,
      ).kind,
      'too-complex',
    );
  });

  it('is answered by fewer moves than allowed, or not at all', () => {
    const [set, union] = explosion(5);
    const limits = [1, 10, 100, 1_000, 10_000, 100_000];
    const kinds = limits.map((moves) => outside(set, union, moves).kind);
    assert.deepEqual(new Set(kinds), new Set(['too-complex', 'witness']));
    assert.deepEqual(kinds.toSorted(), kinds, 'more moves, and it is answered');
  });

  it('is not one where one set of the union holds everything', () => {
    const [set, union] = explosion(20);
    assert.equal(show(outside(set, [...union, broker('*m*')])), '[none]');
  });
});

describe('a pattern of 10,000 bytes', () => {
  const long = 'order.'.repeat(1_700);
  const periodic = 'a'.repeat(10_000);

  it('is matched, compared and intersected like any other', () => {
    const name = Bytes.fromText(`x${long}y`);
    assert.ok(broker(`*${long}*`).has(name));
    assert.equal(includes(broker(`${long}*`), broker(`${long}x*`)), true);
    assert.equal(includes(broker(`*${long}*`), broker(`x*${long}*y`)), true);
    assert.equal(show(outside(broker(`${long}*`), [broker(`${long}x*`)])), long);
    assert.equal(show(intersection(broker(`*${long}*`), broker('x*y'))), `x${long}y`);
  });

  it('may repeat one byte throughout', () => {
    assert.equal(show(outside(wide(`*${periodic}`), [broker(`*${periodic}`)])), `${periodic}a`);
    assert.equal(show(intersection(broker(`*${periodic}`), wide('b*'))), `b${periodic}`);
  });
});

describe('patterns that begin alike and differ in the middle', () => {
  const start = `*${'a'.repeat(200)}b*`;
  const alike = Array.from({ length: 400 }, (_, at) => broker(`${start}${at}*c`));
  const [first, ...others] = alike.toReversed();

  it('are told apart by few of them, in moves that do not grow with how many there are', () => {
    assert.ok(first !== undefined);
    for (const count of [10, 100, 399]) {
      const answer = outside(first, others.slice(0, count), 20_000);
      assert.equal(answer.kind, 'witness', `${count}`);
    }
  });

  it('are told apart in pairs by the names that they spell', () => {
    for (const one of others) assert.equal(first !== undefined && includes(one, first), false);
    assert.ok(
      others.every((one) =>
        plainNameBeyond(
          one,
          alike.filter((set) => set !== one),
        ),
      ),
    );
  });
});
