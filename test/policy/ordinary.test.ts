import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkPolicy } from '#warren/program/check.js';
import { loadPolicy } from '#warren/source/load.js';

const folder = fileURLToPath(new URL('ordinary/', import.meta.url));

/**
 * Policies as people write them who know their broker. What each is told is what a security reviewer wants
 * to hear, and nothing else.
 */
const told: Readonly<Record<string, readonly string[]>> = {
  // Who makes the topology binds everything, and so may bind it otherwise. Who declares a queue of his own may, by
  // AMQP 1.0 on a release of that line, name any alternate exchange, here as in the two below.
  'bank.warren': [
    'spill at `bind queue ledger.commands to exchange payments.commands`',
    'walked-round at `publish exchange payments.commands`',
  ],
  // Keys of one exchange may be brought to another, where the role publishes others; and round a guardrail.
  'logistics.warren': [
    'spill at `publish exchange freight.events key parcel.${code}.*`',
    'spill at `publish exchange freight.events key parcel.${code}.*`',
    'first-fit-gap at `parcel.*.scanned`',
    'spill at `publish exchange freight.orders key order.*`',
    'walked-round at `publish exchange freight.events key parcel.ham.loaded`',
  ],
  'notify.warren': ['walked-round at `publish exchange notify.all, notify.urgent`'],
  'oncall.warren': [],
  // What failed comes of queues that the worker reads, so it is nothing new to it.
  'retry.warren': [],
  'saga.warren': ['walked-round at `publish exchange trips.commands`'],
  'telemetry.warren': ['first-fit-gap at `sensor.*.alert`'],
  'workers.warren': [],
};

describe('ordinary policies', () => {
  it('are all looked at', () => {
    assert.deepEqual(readdirSync(folder).sort(), Object.keys(told));
  });

  for (const [name, expected] of Object.entries(told))
    it(`are told what a reviewer wants: ${name}`, () => {
      const { diagnostics } = checkPolicy(loadPolicy([folder + name], '/'));
      const found = diagnostics
        .toSorted((a, b) => a.place.range.start - b.place.range.start)
        .map(({ code, place }) => `${code} at \`${place.source.slice(place.range)}\``);
      assert.deepEqual(found, expected);
    });
});
