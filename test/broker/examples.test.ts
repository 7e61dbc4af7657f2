import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { resolve } from 'node:path';
import { checkPolicy } from '#warren/program/check.js';
import { loadPolicy } from '#warren/source/load.js';
import type { LoadedPolicy } from '#warren/source/load.js';
import { Source } from '#warren/source/source.js';
import { startBroker } from '../bed/broker.js';
import { checkConfig } from '../bed/cuttlefish.js';
import type { ConfigFiles } from '../bed/offline.js';
import { startSts } from '../bed/sts.js';
import type { Algorithm, Sts } from '../bed/sts.js';
import type { Suite } from '../bed/tree.js';
import { assertAllowed } from './answers.js';
import { compile, configOf } from './compiled.js';
import { open } from './operations.js';
import { installCaBundle, standInOf } from './stand-ins.js';

const FOLDER = fileURLToPath(new URL('../../examples', import.meta.url));

/** For each broker of each example, a role that must be able to enter a virtual host. */
const ENTRIES: readonly [example: string, broker: string, role: string, vhost: string][] = [
  ['aws-tutorial', 'tutorial', 'RabbitMqAdminRole', '/'],
  ['break-glass', 'payments-prod', 'api', 'payments'],
  ['celery', 'tasks-prod', 'app', 'tasks'],
  ['clients', 'orders-prod', 'worker', 'orders'],
  ['dead-letter-retries', 'jobs-prod', 'worker', 'jobs'],
  ['default-vhost', 'cellar', 'night', '/'],
  ['masstransit', 'shop-prod', 'ordering', 'shop'],
  ['nservicebus', 'sales-prod', 'installer', 'sales'],
  ['one-service', 'parcels-prod', 'labeller', 'parcels'],
  ['request-reply', 'quotes-prod', 'web', 'quotes'],
  ['retrying-worker', 'jobs-prod', 'shop', 'jobs'],
  ['rpc-client', 'prices-prod', 'web', 'prices'],
  ['spring-cloud-stream', 'orders-prod', 'intake', 'orders'],
  ['super-streams', 'clicks-prod', 'web', 'clicks'],
  ['tenants', 'tenants', 'gateway', 'tenant-acme'],
  ['topic-fanout', 'prices-prod', 'desk', 'prices'],
  ['two-environments', 'market-eu', 'basket-prices', 'market'],
  ['two-environments', 'market-staging', 'developers', 'market'],
  ['two-environments', 'market-us', 'catalogue-writer', 'market'],
  ['web-shop', 'dev', 'web', 'shop'],
  ['web-shop', 'prod', 'web', 'shop'],
  ['web-shop', 'staging', 'web', 'shop'],
];

/** A broker of a policy with what is needed to start it and to log in. */
interface Compiled {
  readonly suite: Suite;
  readonly config: ConfigFiles;
  readonly audience: string;
  readonly algorithm: Algorithm;
  readonly arnOf: (role: string) => string;
}

function load(example: string): LoadedPolicy {
  const loaded = loadPolicy([resolve(FOLDER, example)], FOLDER);
  assert.notEqual(loaded.sources.length, 0);
  return loaded;
}

/** The example with another issuer, and nothing else changed. */
function issuedBy(issuer: string, loaded: LoadedPolicy): LoadedPolicy {
  const sources = loaded.sources.map(
    ({ name, text, path }) =>
      new Source(name, text.replace(/^(\s*issuer\s+)\S+$/gm, `$1${issuer}`), path),
  );
  return { ...loaded, sources };
}

function compiled(loaded: LoadedPolicy, name: string): Compiled {
  const artifacts = compile(loaded).find((broker) => broker.name === name);
  const policy = checkPolicy(loaded, { forOutput: true }).policies.find(
    ({ broker }) => broker.name === name,
  );
  assert.ok(artifacts !== undefined && policy !== undefined, `no broker ${name}`);
  const { engine, audience, algorithms } = policy.broker;
  const arns = new Map(policy.grants.map(({ role }) => [role.name, role.arn.text]));
  return {
    suite: standInOf(`${engine.product} ${engine.line}`),
    config: configOf(artifacts),
    audience,
    algorithm: algorithms[0] ?? 'ES384',
    arnOf: (role) => arns.get(role) ?? assert.fail(`${role} is granted nothing on ${name}`),
  };
}

describe('examples', () => {
  let sts: Sts;
  before(async () => {
    for (const suite of ['trixie', 'forky'] as const) await installCaBundle(suite);
    sts = await startSts();
  });
  after(() => sts.stop());

  it('are all among these, with every broker', () => {
    const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((at) => at.isDirectory());
    const brokers = folders.flatMap(({ name }) =>
      compile(load(name)).map((broker) => [name, broker.name]),
    );
    assert.deepEqual(
      brokers.sort(),
      ENTRIES.map(([example, broker]) => [example, broker]),
    );
  });

  for (const [example, name, role, vhost] of ENTRIES) {
    it(`${example}: RabbitMQ takes the configuration of ${name}`, async () => {
      const { suite, config } = compiled(load(example), name);
      const checked = await checkConfig(suite, config);
      assert.ok(checked.ok, checked.ok ? '' : `${suite}: ${checked.message}`);
      assert.equal(checked.warnings, '');
    });

    it(`${example}: ${name} starts, and ${role} enters '${vhost}'`, async () => {
      const broker = compiled(issuedBy(sts.issuer, load(example)), name);
      const running = await startBroker({ suite: broker.suite, ...broker.config, ca: sts.ca });
      try {
        await running.addVhost(vhost);
        const { audience, algorithm } = broker;
        const token = await sts.mint({ roleArn: broker.arnOf(role), audience, algorithm });
        const question = { phrase: `the example ${example}`, role, operation: open };
        await assertAllowed({ broker: running, vhost, token }, question);
      } finally {
        await running.stop();
      }
    });
  }
});
