import assert from 'node:assert/strict';
import { boxOutside } from '#warren/pattern/boxes.js';
import type { Box } from '#warren/pattern/boxes.js';
import type { Answer } from '#warren/pattern/moves.js';
import type { Bytes } from '#warren/pattern/bytes.js';
import { firstFit, nonEmpty } from '#warren/pattern/name-set.js';
import { Pattern } from '#warren/pattern/pattern.js';
import { broker } from './samples.js';

/** A box as a scope writes it: its patterns with slashes between. */
function box(text: string): Box {
  return text.split('/').map(broker);
}

function showPoint(answer: Answer<readonly Bytes[]>): string {
  if (answer.kind !== 'witness') return `[${answer.kind}]`;
  return answer.witness.map((name) => name.text ?? '[no text]').join('/');
}

/** A box, a union of boxes with blanks between, and the point of the box that is outside. */
const CASES: readonly (readonly [string, string, string])[] = [
  ['orders/a*', '*/*', '[none]'],
  ['orders/a*', 'billing/*', 'orders/a'],
  ['*/*', 'a*/* */a*', '/'],
  ['*/*', '/* **/*', '[none]'],
  ['*/*', '/* **/**', 'a/'],
  ['a*/q', 'a/q aa*/q a**/*', '[none]'],
  ['*/q*', 'a*/* */qa* b*/*', '/q'],
  ['**/q*', 'a*/* */qa* b*/*', 'c/q'],
  ['*a*/*b*', 'a*/* */b* **a*/**b*', '[none]'],
  ['*-dlq/x', '*dlq/x', 'dlq-dlq/x'],
  ['v/q/k*', 'v/q/k */*/k**', '[none]'],
  ['v/q/k*', 'v/q/k */*/k.*', 'v/q/ka'],
  ['*/*/*', '/*/* **//* **/**/**', 'a/a/'],
  ['*/*/*', '/*/* **//* */**/** */*/', '[none]'],
];

describe('a box and a union of boxes', () => {
  for (const [inner, union, point] of CASES)
    it(`${inner} in ${union}`, () => {
      assert.equal(showPoint(boxOutside(box(inner), union.split(' ').map(box))), point);
    });

  it('leaves out the empty name where the dimension has none', () => {
    const some = nonEmpty(broker('*'));
    const union = [
      [broker('v'), nonEmpty(broker('a*'))],
      [broker('*'), some],
    ];
    assert.equal(showPoint(boxOutside([broker('v'), some], union)), '[none]');
    assert.equal(showPoint(boxOutside([broker('v'), broker('*')], union)), 'v/');
    assert.equal(showPoint(boxOutside([broker('v'), nonEmpty(broker(''))], [])), '[none]');
  });

  it('finds an empty box inside anything', () => {
    const nothing = firstFit(Pattern.nothing);
    assert.equal(showPoint(boxOutside([broker('*'), nothing], [])), '[none]');
    assert.equal(showPoint(boxOutside([nothing, broker('*')], [])), '[none]');
    assert.equal(
      showPoint(boxOutside([broker('a'), broker('b')], [[nothing, broker('*')]])),
      'a/b',
    );
  });
});
