import assert from 'node:assert/strict';
import { engineName, linesOf, releaseName, releasesOf } from '#warren/rabbitmq/engines.js';
import { parseEngine } from '#warren/rabbitmq/parse-engine.js';
import { engineOf } from './engine-of.js';

describe('engines', () => {
  const accepted: readonly [name: string, releases: string, newer?: boolean][] = [
    ['rabbitmq 4.2.6', '4.2.6'],
    ['rabbitmq 3.13.0', '3.13.0'],
    ['rabbitmq 4.3.6', '4.3.6'],
    ['rabbitmq 4.3.7', '4.3.6', true],
    ['amazon-mq 3.13.99', '3.13.7', true],
    ['amazon-mq 3.13', '3.13.0 3.13.1 3.13.2 3.13.3 3.13.4 3.13.5 3.13.6 3.13.7'],
    ['rabbitmq 4.1', '4.1.0 4.1.1 4.1.2 4.1.3 4.1.4 4.1.5 4.1.6 4.1.7 4.1.8'],
    ['amazon-mq 4.3', '4.3.0 4.3.1 4.3.2 4.3.3 4.3.4 4.3.5 4.3.6'],
    ['amazon-mq 4.3.5', '4.3.5'],
    ['rabbitmq 4.3', '4.3.0 4.3.1 4.3.2 4.3.3 4.3.4 4.3.5 4.3.6'],
  ];
  for (const [name, releases, newer = false] of accepted)
    it(`${name} may run ${releases}`, () => {
      const engine = engineOf(name);
      assert.equal(engine.releases.map(releaseName).join(' '), releases);
      assert.equal(engine.newer, newer);
      assert.equal(engineName(engine), name);
    });

  const refused: readonly [product: string, version: string, problem: object][] = [
    [
      'amazonmq',
      '4.2',
      {
        kind: 'unknown-product',
        product: 'amazonmq',
        nearest: 'amazon-mq',
        known: ['amazon-mq', 'rabbitmq'],
      },
    ],
    [
      'kafka',
      '4.2',
      { kind: 'unknown-product', product: 'kafka', known: ['amazon-mq', 'rabbitmq'] },
    ],
    [
      'amazon-mq',
      '4.1',
      { kind: 'unknown-line', product: 'amazon-mq', version: '4.1', known: ['3.13', '4.2', '4.3'] },
    ],
    [
      'rabbitmq',
      '3.12.1',
      {
        kind: 'unknown-line',
        product: 'rabbitmq',
        version: '3.12.1',
        known: ['3.13', '4.0', '4.1', '4.2', '4.3'],
      },
    ],
    ...['', '4', '4.', '4.2.', '4.2.x', 'v4.2', '4.2.6.1', '4.2 ', '٤.٢', '4.2.99999'].map(
      (version): [string, string, object] => [
        'rabbitmq',
        version,
        { kind: 'bad-version', version },
      ],
    ),
  ];
  for (const [product, version, problem] of refused)
    it(`'${product} ${version}' is no engine`, () => {
      assert.deepEqual(parseEngine(product, version), { ok: false, problem });
    });

  it('every line has its releases from patch 0 on', () => {
    const counts = linesOf('rabbitmq').map((line) => releasesOf(line).length);
    assert.deepEqual(counts, [8, 10, 9, 10, 7]);
  });
});
