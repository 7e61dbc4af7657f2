import assert from 'node:assert/strict';
import { describeChange } from '#warren/tell/change.js';
import { diffAccess } from '#warren/prove/diff/diff.js';
import { scope } from '../samples.js';
import { broker, diffOf } from './samples.js';

const letters = Array.from('abcdefghijklmnoprstu');

/** Three of the letters, from one of them on, and at the end a letter that is none of them. */
function three(at: number): string {
  const letter = (from: number): string => letters[from % letters.length] ?? '';
  return `*${letter(at)}*${letter(at + 1)}*${letter(at + 3)}*q`;
}

describe('a difference that is too complex to prove', () => {
  const everywhere = scope('read', '*', 'z');
  const old = [everywhere, ...letters.map((_, at) => scope('read', three(at), 'n'))];
  const now = [everywhere, scope('read', `*${letters.join('*')}*`, 'n')];

  it('counts as one, and is told as such', () => {
    const [gained, ...more] = diffOf(old, now).gained;
    assert.deepEqual([gained?.kind, more], ['too-complex', []]);
    const told = gained && describeChange(gained);
    assert.deepEqual(
      [told?.phrase, told?.unproved, told?.nearest],
      ['read resource n', true, undefined],
    );
    assert.equal(diffOf(now, old).lost[0]?.kind, 'too-complex');
  });
});

describe('a broker that one side alone has', () => {
  it('is told with all that it gives', () => {
    const given = [broker([scope('read', 'v', 'a')], 'b')];
    const [gained, lost] = [diffAccess([], given), diffAccess(given, [])];
    assert.deepEqual([gained[0]?.only, lost[0]?.only], ['new', 'old']);
    const change = gained[0]?.roles[0]?.gained[0];
    assert.equal(change && describeChange(change).phrase, 'read resource a');
    assert.equal(lost[0]?.roles[0]?.gained.length, 0);
  });
});
