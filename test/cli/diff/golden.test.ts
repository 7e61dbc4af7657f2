import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { inFolder } from '../../source/temporary.js';
import { warren } from '../warren.js';
import { example, type Edit } from './examples.js';

/** Examples, what is changed in them, and the golden file that tells what came of it. */
const cases: readonly (readonly [golden: string, name: string, edits: readonly Edit[]])[] = [
  [
    'one-service.txt',
    'one-service',
    [
      ['key parcel.ordered.*, parcel.cancelled', 'key parcel.*'],
      ['declare, consume queue ${service}', 'consume queue ${service}'],
      ['to exchange parcel.events key parcel.*', 'to exchange parcel.events'],
      ['allow oncall   { tag monitoring }', 'allow oncall   { tag management }'],
      ['allow deployer { deploy }', 'allow deployer { observe }'],
    ],
  ],
  [
    'two-environments.txt',
    'two-environments',
    [
      ['consume queue basket.prices\n    bind', 'consume, purge queue basket.*\n    bind'],
      ['on market-staging {\n    allow developers', 'on market-eu {\n    allow developers'],
      ['allow developers { tag monitoring }', 'allow developers { tag monitoring, policymaker }'],
    ],
  ],
  [
    'tenants.txt',
    'tenants',
    [
      ['    consume queue app.usage\n', '    consume queue app.*\n'],
      ['allow probe {\n    connect', 'allow metering {\n    connect'],
      ['allow acme { tenant-app() }', 'allow acme, globex { tenant-app() }'],
    ],
  ],
  [
    'default-vhost.txt',
    'default-vhost',
    [
      ['key "new order.*"', 'key "new*"'],
      ['delete queue "ticket#new"', 'delete queue "ticket#*"'],
      ['consume queue "Übergaben", ', 'consume queue '],
      ['allow bridge { tag impersonator }', 'allow bridge { tag impersonator, management }'],
    ],
  ],
];

/** A golden file; with UPDATE_GOLDEN=1 it is what came out first. */
function assertGolden(name: string, text: string): void {
  const file = new URL(`golden/${name}`, import.meta.url);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, text);
  assert.equal(text, readFileSync(file, 'utf8'));
}

describe('diff of examples', () => {
  for (const [golden, name, edits] of cases)
    it(`tells what changed in ${name}`, () => {
      inFolder({ ...example(name, 'old'), ...example(name, 'new', edits) }, (folder) => {
        const { status, stdout, stderr } = warren(folder, ['diff', 'old', 'new']);
        assertGolden(golden, stdout);
        assert.deepEqual([status, stderr], [3, '']);
        const comment = warren(folder, ['diff', 'old', 'new', '--format', 'markdown']);
        assertGolden(golden.replace(/txt$/, 'md'), comment.stdout);
        assert.deepEqual([comment.status, comment.stderr], [3, '']);
      });
    });
});
