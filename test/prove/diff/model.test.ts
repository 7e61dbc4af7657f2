import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Change, ChangeExample } from '#warren/prove/diff/change.js';
import { minimise } from '#warren/access/minimise.js';
import { PERMISSIONS, type Scope } from '#warren/rabbitmq/scope.js';
import { access, permits, permitsKey, texts } from '../model.js';
import { scopes, sourced, textOf, wordsOf } from '../samples.js';
import { diffOf, examplesOf } from './samples.js';

const vhosts = texts(['v'], 3);
const names = texts(['a', 'b'], 4);
const keys = texts(['k'], 3);

/** Whether words give what an example is of, spelt out by the naive broker. */
function gives(words: readonly string[], example: ChangeExample): boolean {
  const { extent, permission } = example;
  const [vhost, name, key] = [example.vhost, example.name, example.key].map(textOf);
  if (vhost === undefined || name === undefined || key === undefined) return false;
  if (extent === 'access') return access(words, vhost);
  if (extent === 'permission') return permits(words, permission, vhost, name);
  return permitsKey(words, permission, vhost, name, key);
}

/** Whether the first words give something in a small world that the second do not. */
function givesMore(mine: readonly string[], theirs: readonly string[]): boolean {
  return vhosts.some((vhost) => {
    if (access(mine, vhost) && !access(theirs, vhost)) return true;
    return PERMISSIONS.some((permission) =>
      names.some((name) => {
        if (!permits(mine, permission, vhost, name)) return false;
        if (!permits(theirs, permission, vhost, name)) return true;
        return keys.some(
          (key) =>
            permitsKey(mine, permission, vhost, name, key) &&
            !permitsKey(theirs, permission, vhost, name, key),
        );
      }),
    );
  });
}

const words = (of: readonly Scope[]): readonly string[] => wordsOf(sourced(of));

/** What is said of a change, without where it is written. */
function told(changes: readonly Change[]): readonly string[] {
  return examplesOf(changes).map(({ extent, permission, vhost, name, key }) =>
    [extent, permission, ...[vhost, name, key].map(textOf)].join(' '),
  );
}

describe('the difference of scopes', () => {
  it('has examples that one side really gives and the other does not', () => {
    fc.assert(
      fc.property(scopes, scopes, (old, now) => {
        const { gained, lost } = diffOf(old, now);
        for (const example of examplesOf(gained)) {
          assert.ok(gives(words(now), example), 'the newer side gives it');
          assert.ok(!gives(words(old), example), 'the older side does not');
        }
        for (const example of examplesOf(lost)) {
          assert.ok(gives(words(old), example), 'the older side gives it');
          assert.ok(!gives(words(now), example), 'the newer side does not');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is found wherever the naive broker finds one', () => {
    fc.assert(
      fc.property(scopes, scopes, (old, now) => {
        const { gained, lost } = diffOf(old, now);
        if (givesMore(words(now), words(old))) assert.ok(gained.length > 0);
        if (givesMore(words(old), words(now))) assert.ok(lost.length > 0);
      }),
      { numRuns: 150 },
    );
  });

  it('is mirrored when the sides change places', () => {
    fc.assert(
      fc.property(scopes, scopes, (old, now) => {
        const [there, back] = [diffOf(old, now), diffOf(now, old)];
        assert.deepEqual(told(there.gained), told(back.lost));
        assert.deepEqual(told(there.lost), told(back.gained));
      }),
      { numRuns: 150 },
    );
  });

  it('is nothing for the same scopes, reordered, repeated or minimised', () => {
    const none = { gained: [], lost: [] };
    fc.assert(
      fc.property(scopes, (given) => {
        const fewest = minimise(sourced(given)).map(({ scope }) => scope);
        assert.deepEqual(diffOf(given, given), none);
        assert.deepEqual(diffOf(given, [...given, ...given].reverse()), none);
        assert.deepEqual(diffOf(given, fewest), none);
        assert.deepEqual(diffOf(fewest, [...given]), none);
      }),
      { numRuns: 150 },
    );
  });

  it('is the same, whatever the order of the scopes', () => {
    fc.assert(
      fc.property(scopes, scopes, (old, now) => {
        const [first, second] = [diffOf(old, now), diffOf([...old].reverse(), [...now].reverse())];
        assert.deepEqual(told(first.gained), told(second.gained));
        assert.deepEqual(told(first.lost), told(second.lost));
      }),
      { numRuns: 150 },
    );
  });
});
