import assert from 'node:assert/strict';
import { releaseName, type Release } from '#warren/rabbitmq/engines.js';
import { releaseRuns } from '#warren/rabbitmq/release-runs.js';

const rows: readonly (readonly [text: string, fulfils: (release: Release) => boolean])[] = [
  ['all releases', () => true],
  ['', () => false],
  ['3.13', ({ line }) => line === '3.13'],
  ['3.13 to 4.1', ({ line }) => ['3.13', '4.0', '4.1'].includes(line)],
  ['4.2 to 4.3', ({ line }) => ['4.2', '4.3'].includes(line)],
  ['3.13, 4.1', ({ line }) => ['3.13', '4.1'].includes(line)],
  ['4.2.6, 4.3.0', (release) => ['4.2.6', '4.3.0'].includes(releaseName(release))],
  ['4.0, 4.2.0 to 4.2.8', ({ line, patch }) => line === '4.0' || (line === '4.2' && patch < 9)],
  [
    '4.1, 4.2.2 to 4.2.3',
    ({ line, patch }) => line === '4.1' || (line === '4.2' && (patch === 2 || patch === 3)),
  ],
  ['4.0.3 to 4.0.9', ({ line, patch }) => line === '4.0' && patch > 2],
];

describe('releases in words', () => {
  for (const [text, fulfils] of rows)
    it(text === '' ? 'are none' : `are ${text}`, () => {
      assert.equal(releaseRuns(fulfils), text);
    });
});
