import assert from 'node:assert/strict';
import { typeProblem } from '#warren/rabbitmq/settings/value-type.js';

/** Values that are of a type, and values that the broker would not take for it. */
const TABLE: readonly [type: string, good: string[], bad: string[]][] = [
  ['', ['anything', ''], []],
  [':integer', ['0', '-1', '+5', '007'], ['', '1.5', '1_000', '0x10', '12abc', 'one']],
  [':0..', ['0', '70000'], ['-1', '1.5', 'x']],
  [':1..65535', ['1', '65535', '+5'], ['0', '65536']],
  [':float', ['0.4', '-1.5', '1.0e3'], ['1', '.5', '1e3', 'x']],
  [':bytesize', ['1', '1.5', '.5', '64MB', '64mb', '1GB'], ['MB', '64 MB', 'x']],
  [':size', ['500MB', '500MiB', '10GiB', '2tb', '10k'], ['500', '10XB', 'MB']],
  [':duration', ['30s', '1m30s', '1.5h', '.5h', '1M', '1w'], ['', '1y', '500 ms', 's']],
  [':ip', ['127.0.0.1:5672', '::1:5672'], ['127.0.0.1', 'x:y', ' :1']],
  ['true|false', ['true', 'false'], ['TRUE', 'yes', '1', 'on']],
  ['on|off', ['on', 'off'], ['true']],
  ['none|:ip', ['none', '127.0.0.1:1'], ['5672']],
  [':integer|infinity', ['5', 'infinity'], ['Infinity']],
];

describe('types of values', () => {
  for (const [type, good, bad] of TABLE)
    it(type === '' ? 'no type' : type, () => {
      for (const value of good) assert.equal(typeProblem(type, value), undefined, value);
      for (const value of bad) assert.notEqual(typeProblem(type, value), undefined, value);
    });

  it('says what was expected', () => {
    assert.deepEqual(typeProblem(':1..|infinity', 'x'), {
      kind: 'wrong-type',
      expected: 'an integer from 1 or infinity',
    });
    assert.deepEqual(typeProblem(':0..255', 'x'), {
      kind: 'wrong-type',
      expected: 'an integer from 0 to 255',
    });
    assert.deepEqual(typeProblem(':1..', '0'), { kind: 'out-of-range', least: 1 });
  });
});
