import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { quickFixes } from '#warren/assist/actions/actions.js';
import { blocksOf, readPage } from '../../docs/markdown.js';
import { rolesFor } from '../../docs/run-example.js';
import { applied, contextOf, problemsOf, snapshotOf } from './apply.js';

const folder = 'docs/diagnostics';

/** The policies that the pages show with a mistake. */
const texts = readdirSync(folder)
  .filter((name) => name !== 'README.md')
  .flatMap((name) =>
    blocksOf(readPage(`${folder}/${name}`))
      .filter(({ language, info }) => language === 'warren' && info.includes('gives'))
      .map(({ text }, at) => ({ name: `${name} ${at}`, text: `${text}\n${rolesFor(text)}` })),
  );

describe('a quick fix for an example of a page', () => {
  const fixed: string[] = [];
  for (const { name, text } of texts) {
    const before = problemsOf(text);
    const context = contextOf(snapshotOf(text));
    for (const { place, code, message } of context.diagnostics)
      for (const action of quickFixes(place.range, context)) {
        if (!action.solves.some((one) => one.code === code && one.message === message)) continue;
        fixed.push(code);
        it(`${name}: ${code}: ${action.title}`, () => {
          const now = applied(text, action);
          const after = problemsOf(now);
          const count = (problems: readonly string[]): number =>
            problems.filter((problem) => problem === `${code}: ${message}`).length;
          assert.ok(count(after) < count(before), `${now}\n${after.join('\n')}`);
          assert.deepEqual(
            // Examples declare what they do not use, which counts once nothing is wrong.
            after.filter(
              (one) => !before.includes(one) && !/^(?:unused-name|unreachable-resource):/.test(one),
            ),
            [],
            now,
          );
        });
      }
  }

  it('there is for many codes', () => {
    assert.ok(new Set(fixed).size > 25, String(new Set(fixed).size));
  });
});
