import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { begin } from '#warren/program/check.js';
import { untilAdvice } from '#warren/program/phases/phases.js';
import { finish } from '#warren/program/phases/work.js';
import { loadPolicy } from '#warren/source/load.js';

const folder = new URL('../../examples/', import.meta.url);

/** What the examples show on purpose: warnings that they accept with a reason. */
const warnings: Readonly<Record<string, readonly string[]>> = {
  'aws-tutorial': ['default-exchange'],
  'break-glass': ['administrator-tag', 'bare-wildcard-grant'],
  celery: ['default-exchange'],
  clients: [],
  'dead-letter-retries': ['missing-dead-letter'],
  'default-vhost': ['percent-in-name', 'unkeyed-topic-right'],
  masstransit: [],
  nservicebus: [],
  'one-service': ['default-exchange'],
  'request-reply': ['default-exchange', 'shared-server-named-queues'],
  'retrying-worker': [],
  'rpc-client': ['default-exchange'],
  'spring-cloud-stream': [],
  'super-streams': ['super-stream-by-parts'],
  tenants: ['policymaker-tag'],
  'topic-fanout': ['redundant-grant'],
  'two-environments': [],
  'web-shop': [],
};

describe('the examples', () => {
  it('are all looked at', () => {
    const entries = readdirSync(folder, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    assert.deepEqual(names.sort(), Object.keys(warnings));
  });

  for (const [name, codes] of Object.entries(warnings))
    it(`${name} gives the warnings that it is about`, () => {
      const loaded = loadPolicy([name], fileURLToPath(folder));
      const { reporter } = finish(untilAdvice.run(begin(loaded)));
      const found = reporter.diagnostics.filter(({ severity }) => severity !== 'hint');
      assert.deepEqual([...new Set(found.map(({ code }) => code))].sort(), codes);
    });
});
