import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { repeat } from './transcript.js';

const golden = fileURLToPath(new URL('golden/query/', import.meta.url));
const examples = fileURLToPath(new URL('../../examples/', import.meta.url));

/** Each transcript is named after the example whose folder its commands run in. */
describe('questions about the examples', () => {
  for (const file of readdirSync(golden))
    it(file, async () => {
      const transcript = readFileSync(golden + file, 'utf8');
      const [example = ''] = file.split('.');
      const found = await repeat(transcript, examples + example);
      if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(golden + file, found);
      assert.equal(found, readFileSync(golden + file, 'utf8'));
    });
});
