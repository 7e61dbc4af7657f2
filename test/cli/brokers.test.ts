import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { repeat } from './transcript.js';

const golden = new URL('golden/three-brokers.txt', import.meta.url);
const policies = fileURLToPath(new URL('three-brokers/', import.meta.url));

/** Questions about names that are unknown, everywhere or on some brokers, of one broker and of three. */
describe('an unknown role, vhost, broker or queue', () => {
  for (const count of ['one', 'three'])
    it(`is named on the brokers that lack it alone: ${count}`, async () => {
      const file = new URL(`golden/unknown-names/${count}.txt`, import.meta.url);
      const folder = fileURLToPath(new URL(`unknown-names/${count}`, import.meta.url));
      const found = await repeat(readFileSync(file, 'utf8'), folder);
      if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, found);
      assert.equal(found, readFileSync(file, 'utf8'));
    });
});

describe('a policy of three brokers', () => {
  it('is told once for all, with the names of the brokers where it is not all', async () => {
    const transcript = readFileSync(golden, 'utf8');
    const found = await repeat(transcript, policies);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(golden, found);
    assert.equal(found, readFileSync(golden, 'utf8'));
  });
});
