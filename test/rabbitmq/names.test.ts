import assert from 'node:assert/strict';
import { aliasFits, checkAudience, checkPrefix } from '#warren/rabbitmq/conf-text.js';
import { checkKey, checkName } from '#warren/rabbitmq/names.js';
import { pattern } from './patterns.js';

describe('names and keys', () => {
  const table: readonly [text: string, asName: object | undefined, asKey: object | undefined][] = [
    ['orders.work', undefined, undefined],
    ['', { kind: 'empty' }, undefined],
    ['*', undefined, undefined],
    ['a\nb', { kind: 'line-break' }, { kind: 'line-break' }],
    ['a*\r', { kind: 'line-break' }, { kind: 'line-break' }],
    ['x'.repeat(255), undefined, undefined],
    ['x'.repeat(256), { kind: 'too-long', bytes: 256 }, { kind: 'too-long', bytes: 256 }],
    ['ö'.repeat(127), undefined, undefined],
    ['ö'.repeat(128), { kind: 'too-long', bytes: 256 }, { kind: 'too-long', bytes: 256 }],
    [
      `${'x'.repeat(200)}*${'y'.repeat(100)}`,
      { kind: 'too-long', bytes: 300 },
      { kind: 'too-long', bytes: 300 },
    ],
    ['order.#/%2F {x}', undefined, undefined],
  ];
  for (const [text, asName, asKey] of table)
    it(`${JSON.stringify(text.slice(0, 20))} of ${text.length} characters`, () => {
      assert.deepEqual(checkName(pattern(text)), asName);
      assert.deepEqual(checkKey(pattern(text)), asKey);
    });
});

describe('texts of rabbitmq.conf', () => {
  const arns: readonly [arn: string, inConf: boolean][] = [
    ['arn:aws:iam::111122223333:role/checkout', true],
    ['arn:aws:iam::111122223333:role/a_b+c=d,e.f@g-h', true],
    ['arn:aws:iam::111122223333:role/fulfilment/worker', true],
    ['arn:aws:iam::111122223333:role/a#b/worker', false],
    ['arn:aws:iam::111122223333:role/a!b/worker', false],
    ["arn:aws:iam::111122223333:role/a'b/worker", false],
    ['arn:aws:iam::111122223333:role/$(x)/worker', false],
    ['arn:aws:iam::111122223333:role/{{m7g}}/worker', false],
  ];
  for (const [arn, inConf] of arns)
    it(`${arn} ${inConf ? 'fits' : 'needs advanced.config'}`, () => {
      assert.equal(aliasFits(arn, 'rabbitmq.conf'), inConf);
      assert.equal(aliasFits(arn, 'advanced.config'), true);
    });

  const character = (which: string): object => ({ kind: 'character', character: which });
  const texts: readonly [check: string, text: string, problem: object | undefined][] = [
    ['audience', 'orders-prod', undefined],
    ['audience', 'https://orders.example/a:b', undefined],
    ['audience', '', { kind: 'empty' }],
    ['audience', 'two words', character(' ')],
    ['audience', 'naïve', character('ï')],
    ['audience', '🐰', character('🐰')],
    ['audience', 'a'.repeat(1000), undefined],
    ['audience', 'a'.repeat(1001), { kind: 'too-long', most: 1000 }],
    ['prefix', 'orders-prod.', undefined],
    ['prefix', 'rabbitmq/', undefined],
    ['prefix', '', { kind: 'empty' }],
    ['prefix', 'a#', character('#')],
    ['prefix', '{sub}', character('{')],
    ['prefix', 'a*', character('*')],
  ];
  const checks = { audience: checkAudience, prefix: checkPrefix };
  for (const [check, text, problem] of texts)
    it(`${check} ${JSON.stringify(text.slice(0, 40))}`, () => {
      assert(check === 'audience' || check === 'prefix');
      assert.deepEqual(checks[check](text), problem);
    });
});
