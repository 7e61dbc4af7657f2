import assert from 'node:assert/strict';
import { findTag, TAGS } from '#warren/rabbitmq/tags.js';

describe('tags', () => {
  const table: readonly [name: string, walksRound: string, sees: string][] = [
    ['administrator', 'all-vhosts', 'all-vhosts'],
    ['monitoring', 'nowhere', 'all-vhosts'],
    ['policymaker', 'entered-vhosts', 'entered-vhosts'],
    ['management', 'nowhere', 'entered-vhosts'],
    ['impersonator', 'nowhere', 'nothing'],
  ];
  for (const [name, walksRound, sees] of table)
    it(`${name} walks round scopes: ${walksRound}; sees: ${sees}`, () => {
      const found = findTag(name);
      assert(found.ok);
      assert.deepEqual([found.tag.walksRound, found.tag.sees], [walksRound, sees]);
    });

  it('there are no others', () => {
    assert.equal(TAGS.length, table.length);
  });

  const unknown: readonly [name: string, nearest: string | undefined][] = [
    ['admin', 'administrator'],
    ['adminstrator', 'administrator'],
    ['Monitoring', 'monitoring'],
    ['policymakers', 'policymaker'],
    ['protected', undefined],
    ['', undefined],
  ];
  for (const [name, nearest] of unknown)
    it(`'${name}' is no tag${nearest === undefined ? '' : `, did you mean ${nearest}?`}`, () => {
      assert.deepEqual(findTag(name), { ok: false, nearest });
    });
});
