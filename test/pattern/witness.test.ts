import assert from 'node:assert/strict';
import { Bytes } from '#warren/pattern/bytes.js';
import { firstFit } from '#warren/pattern/name-set.js';
import { Pattern } from '#warren/pattern/pattern.js';
import { findName } from '#warren/pattern/witness.js';
import type { Wanted } from '#warren/pattern/witness.js';
import { broker, show, wide } from './samples.js';

/** In all of these, in none of these, and the name to be found. */
const CASES: readonly (readonly [readonly [string, ...string[]], readonly string[], string])[] = [
  [['*'], [], ''],
  [['**'], [], 'a'],
  [['**'], ['a*'], 'b'],
  [['order.**'], [], 'order.a'],
  [['order.*'], ['order.', 'order.a*'], 'order.b'],
  [['*-dlq'], ['*dlq'], 'dlq-dlq'],
  [['*é*', '*aé*'], [], 'aé'],
  [['é**'], ['éa*'], 'éb'],
  [['*.reply.*', 'checkout*'], [], 'checkout.reply.'],
  [['*'], ['*'], '[none]'],
  [['a*', 'b*'], [], '[none]'],
  [['*a', '*b'], [], '[none]'],
  [['*aa', '*a'], [], '[none]'],
  [['orders', 'orders', 'order*'], ['*x*'], 'orders'],
  [['orders', 'order*'], ['*s'], '[none]'],
];

describe('a witness', () => {
  for (const [all, none, name] of CASES)
    it(`in ${all.join(' and ')} but not in ${none.join(' or ') || 'anything else'} is ${name}`, () => {
      const [first, ...more] = all;
      const wanted: Wanted = {
        all: [broker(first), ...more.map(broker)],
        none: none.map(broker),
      };
      assert.equal(show(findName(wanted)), name);
    });

  it('tells the readings apart: a name that the glob has and the broker does not accept', () => {
    assert.equal(show(findName({ all: [wide('*-dlq')], none: [broker('*-dlq')] })), '-dlq-dlq');
    assert.equal(show(findName({ all: [wide('*aa')], none: [broker('*aa')] })), 'aaa');
    assert.equal(show(findName({ all: [wide('a*')], none: [broker('a*')] })), '[none]');
  });

  it('prefers letters, then digits, then a dot', () => {
    const but = (letters: string): string => {
      const none = Array.from(letters, (letter) => broker(`${letter}*`));
      return show(findName({ all: [broker('**')], none }));
    };
    assert.equal(but('abcdefghijklmnopqrstuvwxyz'), '0');
    assert.equal(but('abcdefghijklmnopqrstuvwxyz0123456789'), '.');
  });

  it('is valid UTF-8 where that can be, even if longer', () => {
    const starts = firstFit(Pattern.fromBytes([Bytes.from([0xc3]), Bytes.empty]));
    assert.equal(show(findName({ all: [starts], none: [] })), 'À');
    const ends = firstFit(Pattern.fromBytes([Bytes.empty, Bytes.from([0x80])]));
    const found = findName({ all: [ends], none: [] });
    assert.ok(found.kind === 'witness' && ends.has(found.witness));
    assert.equal(found.witness.text?.length, 1);
  });

  it('is other bytes where no text will do', () => {
    const set = firstFit(Pattern.fromBytes([Bytes.from([0xff]), Bytes.empty]));
    const found = findName({ all: [set], none: [] });
    assert.ok(found.kind === 'witness');
    assert.deepEqual([...found.witness.toArray()], [0xff]);
  });

  it('uses what comes after letters and digits only when it must, CR and LF last', () => {
    const but = (bytes: number[]): string => {
      const none = bytes.map((byte) =>
        firstFit(Pattern.fromBytes([Bytes.from([byte]), Bytes.empty])),
      );
      return show(findName({ all: [broker('**')], none }));
    };
    const ascii = Array.from({ length: 128 }, (_, byte) => byte);
    assert.equal(but(ascii.filter((byte) => byte !== 0x0a)), '\n');
    assert.equal(but(ascii.filter((byte) => byte !== 0x0a && byte !== 0x07)), '\x07');
    assert.equal(but(ascii.filter((byte) => byte !== 0x2a && byte !== 0x07)), '*');
    assert.equal(but(ascii).length, 1);
  });
});
