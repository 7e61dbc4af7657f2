import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { repeat } from './transcript.js';

const golden = new URL('golden/three-brokers.txt', import.meta.url);
const policies = fileURLToPath(new URL('three-brokers/', import.meta.url));

describe('a policy of three brokers', () => {
  it('is told once for all, with the names of the brokers where it is not all', async () => {
    const transcript = readFileSync(golden, 'utf8');
    const found = await repeat(transcript, policies);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(golden, found);
    assert.equal(found, readFileSync(golden, 'utf8'));
  });
});
