import assert from 'node:assert/strict';
import { join } from 'node:path';
import { git } from '../source/git.js';
import { first, growing, inRun, mergeOf, policy } from './in-run.js';
import type { History } from './repository.js';

/** Two policies, each below a `warren.yaml` of its own; both gain a right. */
const twoRoots: History = {
  first: {
    'teams/a/warren.yaml': '',
    'teams/a/a.warren': policy('consume queue a'),
    'teams/b/warren.yaml': '',
    'teams/b/b.warren': policy('consume queue a'),
  },
  request: {
    'teams/a/a.warren': policy('consume queue a, b'),
    'teams/b/b.warren': policy('consume queue a, c'),
  },
};

describe('CI at its edges', () => {
  it('compares each of two policies of a repository, with a comment for each', () =>
    inRun(twoRoots, mergeOf, async ({ api, diff }) => {
      for (const [path, name] of [
        ['teams/a', 'b'],
        ['teams/b', 'c'],
      ] as const) {
        const { stdout } = await diff({ WARREN_PATH: path });
        assert.match(stdout, /\n1 gained, 0 lost\n/);
        assert.ok(stdout.includes(`GAINED consume queue ${name} in vhost v`));
      }
      await diff({ WARREN_PATH: 'teams/a' });
      assert.equal(api.comments.length, 2);
      const { status, stderr } = await diff({ WARREN_PATH: '.' });
      assert.equal(status, 2);
      assert.match(
        stderr,
        /^::error title=Warren::[^\n]* holds several policies, [^\n]*; name one of teams\/a, teams\/b: take a step for each, with its path\n$/,
      );
    }));

  it('takes a path in any form for the same policy, also where it was renamed', () =>
    inRun(
      {
        first,
        removed: ['policies/a.warren'],
        request: { 'access/a.warren': policy('consume queue a, b') },
      },
      mergeOf,
      async ({ here, diff }) => {
        for (const path of ['access', './access/', join(here, 'access')]) {
          const { stdout } = await diff({ WARREN_PATH: path });
          assert.match(stdout, /\n1 gained, 0 lost\n/, path);
        }
      },
    ));

  it('keeps what a reader has to know where a comment has no room for the rest', () =>
    inRun(
      {
        first: { 'x.txt': 'x' },
        request: {
          'policies/a.warren': policy(
            `consume queue ${Array.from({ length: 1_500 }, (_, at) => `"${'\u{1F430}'.repeat(30)}${at}"`).join(', ')}`,
          ),
        },
      },
      mergeOf,
      async ({ api, diff }) => {
        const { status } = await diff();
        assert.equal(status, 1);
        const body = api.comments[0]?.body ?? '';
        assert.ok(body.length <= 65_536 && body.length > 40_000, String(body.length));
        assert.match(body, /^<!-- warren diff policies -->\n\n### Access: \d+ gained, 0 lost\n/);
        assert.match(body, /for which a comment has no room/);
        assert.match(body, /everything is new\. [^\n]*\n\nThe check of this comparison fails\.$/);
      },
    ));

  it('keeps it too where mistakes are told of a name without end', () =>
    inRun(
      { first, request: { 'policies/a.warren': `role ${'x.'.repeat(40_000)} = y\n` } },
      mergeOf,
      async ({ api, diff }) => {
        assert.equal((await diff()).status, 1);
        const body = api.comments[0]?.body ?? '';
        assert.ok(body.length <= 65_536);
        assert.match(body, /\n\nThe check of this comparison fails\.$/);
      },
    ));

  it('says what to do about a base that has errors, which what mends it cannot help', () =>
    inRun(
      { first: { 'policies/a.warren': policy('consume qeue a') }, request: first },
      mergeOf,
      async ({ api, diff }) => {
        assert.equal((await diff()).status, 1);
        assert.match(
          api.comments[0]?.body ?? '',
          /The old policy has errors:[^]*\n\nNothing can be compared with a base that has errors: [^\n]* set `base` to a commit without\./,
        );
      },
    ));

  it("finds the comment of a token that is a person's", () =>
    inRun(growing, mergeOf, async ({ api, diff }) => {
      api.isPerson = true;
      const marker = '<!-- warren diff policies -->';
      api.comments.push({ id: 1, author: 9, type: 'Bot', body: `${marker}\nof another` });
      await diff();
      await diff();
      assert.equal(api.comments.length, 2);
      assert.equal(api.comments[0]?.body, `${marker}\nof another`);
      assert.ok(api.comments[1]?.body.startsWith(`${marker}\n\n### Access: 1 gained`));
    }));

  it('compares what a merge in the pull request brought along with its own base', () =>
    inRun(
      growing,
      ({ head }) => head,
      async ({ hosted, here, diff }) => {
        git(here, 'fetch', '-q', '--unshallow', 'origin');
        git(here, 'fetch', '-q', 'origin', hosted.main);
        git(here, 'merge', '-q', '--no-ff', '-m', 'update', hosted.main);
        const { stdout, outputs } = await diff();
        assert.match(stdout, /\n1 gained, 0 lost\n/);
        assert.equal(outputs['base'], hosted.main);
      },
    ));
});
