import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { organise } from '#warren/assist/actions/organise.js';
import { loadPolicy } from '#warren/source/load.js';
import { applied, contextOf, problemsOf, snapshotOf } from './apply.js';

function organised(text: string): string {
  return applied(text, organise(contextOf(snapshotOf(text)).file));
}

const cases: Readonly<Record<string, readonly [string, string]>> = {
  'roles in a row, with what stands behind them on their lines': [
    'role c = x # the last\nrole a = y\nrole b = z\n',
    'role a = y\nrole b = z\nrole c = x # the last\n',
  ],
  'declarations in a vhost, each kind for itself': [
    'vhost v {\n  exchange b\n  exchange a topic\n  queue z\n  queue y dead-letter a\n}',
    'vhost v {\n  exchange a topic\n  exchange b\n  queue y dead-letter a\n  queue z\n}',
  ],
  'not over an empty line': ['role b = x\n\nrole a = y\n', 'role b = x\n\nrole a = y\n'],
  'not over a comment, which may be about what follows': [
    'role c = x\n# About b.\nrole b = y\nrole a = z\n',
    'role c = x\n# About b.\nrole b = y\nrole a = z\n',
  ],
  'not what shares a line': ['role b = x role a = y\n', 'role b = x role a = y\n'],
  'a declaration with its @expect': [
    'vhost v {\n  queue b\n  @expect(spill, "why")\n  queue a\n}',
    'vhost v {\n  @expect(spill, "why")\n  queue a\n  queue b\n}',
  ],
};

describe('organise sorts', () => {
  for (const [name, [text, wanted]] of Object.entries(cases))
    it(name, () => {
      assert.equal(organised(text), wanted);
    });

  const examples = readdirSync('examples', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => loadPolicy([`examples/${name}`], process.cwd()).sources);

  for (const { name, text } of examples)
    it(`${name} without a change of its lines, once and for all`, () => {
      const now = organised(text);
      assert.deepEqual(now.split('\n').toSorted(), text.split('\n').toSorted());
      assert.equal(organised(now), now);
      assert.deepEqual(problemsOf(now).toSorted(), problemsOf(text).toSorted());
    });

  it('declarations in any order to the same', () => {
    const lines = ['role a = x', 'role b = y # why', 'role c = z', 'role d = x'];
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (shuffled) => {
        assert.equal(organised(shuffled.join('\n')), lines.join('\n'));
      }),
    );
  });
});
