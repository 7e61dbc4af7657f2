import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { warren } from '../cli/warren.js';

const folder = fileURLToPath(new URL('policy/', import.meta.url));
const golden = new URL('told.txt', import.meta.url);

describe('the first draft of a newcomer', () => {
  it('is told each thing once: three brokers, eight services, dead letters, RPC and guardrails', () => {
    const { status, stdout, stderr } = warren(folder, ['check', '--all']);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(golden, stdout);
    assert.equal(stdout, readFileSync(golden, 'utf8'));
    assert.equal(stderr, '');
    assert.equal(status, 1);
  });
});
