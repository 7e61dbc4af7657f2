import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { checkConfig } from '../bed/cuttlefish.js';
import { installCaBundle, standInOf } from './stand-ins.js';

/** The golden output of `compile`, by folder, and the engine that each is for. */
const GOLDEN: Readonly<Record<string, string>> = {
  'mq-313': 'amazon-mq 3.13',
  'mq-42': 'amazon-mq 4.2',
  'mq-43': 'amazon-mq 4.3',
  'own-313': 'rabbitmq 3.13',
  'own-40': 'rabbitmq 4.0',
  'own-41': 'rabbitmq 4.1',
  'own-42': 'rabbitmq 4.2',
  'own-43': 'rabbitmq 4.3',
};

describe('the golden configurations', () => {
  before(async () => {
    for (const suite of ['trixie', 'forky'] as const) await installCaBundle(suite);
  });

  for (const [folder, engine] of Object.entries(GOLDEN))
    it(`${folder}: RabbitMQ takes it as ${engine}`, async () => {
      const file = (name: string): URL =>
        new URL(`../cli/golden/compile/${folder}/${name}`, import.meta.url);
      const advanced = file('advanced.config');
      const checked = await checkConfig(standInOf(engine), {
        rabbitmqConf: readFileSync(file('rabbitmq.conf'), 'utf8'),
        ...(existsSync(advanced) ? { advancedConfig: readFileSync(advanced, 'utf8') } : {}),
      });
      assert.ok(checked.ok, checked.ok ? '' : checked.message);
      assert.equal(checked.warnings, '');
    });
});
