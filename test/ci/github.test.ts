import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { git } from '../source/git.js';
import { plant } from '../source/temporary.js';
import type { Hosted } from './repository.js';
import { first, growing, inRun, mergeOf, policy } from './in-run.js';
import type { Ended } from './script.js';

const headOf = ({ head: newest }: Hosted): string => newest;

function assertGrowth({ status, stdout, stderr, outputs }: Ended, base: string): void {
  assert.equal(stderr, '');
  assert.equal(status, 1, stdout);
  assert.match(stdout, /\+ GAINED consume queue b in vhost v\n/);
  assert.ok(!stdout.includes('queue main'), stdout);
  assert.deepEqual(outputs, { base, gained: 'true' });
}

describe('the comparison in GitHub Actions', () => {
  it('is that of a merge commit with what it is merged into, at depth 1', () =>
    inRun(growing, mergeOf, async ({ hosted, here, diff }) => {
      assert.equal(git(here, 'rev-list', '--count', 'HEAD'), '1');
      assertGrowth(await diff(), hosted.main);
    }));

  it('is that of the newest commit with where it left main, at depth 1', () =>
    inRun(growing, headOf, async ({ hosted, diff }) => {
      assertGrowth(await diff(), hosted.left);
    }));

  it('fetches nothing where all is there', () =>
    inRun(
      growing,
      mergeOf,
      async ({ folder, hosted, diff }) => {
        rmSync(join(folder, 'origin.git'), { recursive: true });
        assertGrowth(await diff(), hosted.main);
      },
      2,
    ));

  const gone: readonly (readonly [what: string, of: typeof mergeOf, depth: string])[] = [
    ['a merge commit', mergeOf, 'fetch-depth: 2'],
    ['the newest commit', headOf, 'fetch-depth: 0'],
  ];
  for (const [what, of, depth] of gone)
    it(`tells in one line what depth is wanted for ${what}, where nothing can be fetched`, () =>
      inRun(growing, of, async ({ folder, api, diff }) => {
        rmSync(join(folder, 'origin.git'), { recursive: true });
        const { status, stdout, stderr } = await diff();
        assert.deepEqual([status, stdout], [2, '']);
        assert.match(
          stderr,
          /^::error title=Warren::the base [0-9a-f]{12} is not in this checkout, [^\n]*\n$/,
        );
        assert.ok(stderr.includes(`: set ${depth}; `), stderr);
        assert.deepEqual(api.comments, []);
      }));

  it('tells in one line that a base is gone', () =>
    inRun(growing, headOf, async ({ folder, diff }) => {
      const event = {
        pull_request: { number: 7, head: { sha: 'a'.repeat(40) }, base: { sha: 'b'.repeat(40) } },
      };
      writeFileSync(join(folder, 'event.json'), JSON.stringify(event));
      const { status, stderr } = await diff();
      assert.equal(status, 2);
      assert.match(
        stderr,
        /^::error title=Warren::the base bbbbbbbbbbbb is not in this checkout, and origin does not give it \([^\n]*\): set fetch-depth: 0; if its branch was rewritten or is gone, [^\n]*\n$/,
      );
    }));

  it('finds a policy that was moved, and files that were renamed', () =>
    inRun(
      {
        first,
        removed: ['policies/a.warren'],
        request: { 'access/deep/a.warren': policy('consume queue a, b') },
      },
      mergeOf,
      async ({ here, diff }) => {
        const ended = await diff({ WARREN_PATH: 'access/deep' });
        assert.match(ended.stdout, /\+ GAINED consume queue b in vhost v\n/);
        assert.match(ended.stdout, /\n1 gained, 0 lost\n/);
        assert.equal(git(here, 'worktree', 'list').split('\n').length, 1);
        const given = await diff({ WARREN_PATH: 'access/deep', WARREN_BASE_PATH: 'policies' });
        assert.equal(
          given.stdout.replaceAll(/warren-base-\w+|[0-9a-f-]{36}/g, ''),
          ended.stdout.replaceAll(/warren-base-\w+|[0-9a-f-]{36}/g, ''),
        );
        const wrong = await diff({ WARREN_PATH: 'access/deep', WARREN_BASE_PATH: 'nowhere' });
        assert.equal(
          wrong.stderr,
          '::error title=Warren::the base has nothing at nowhere; correct base-path\n',
        );
      },
    ));

  it('takes everything for new where the base has no policy', () =>
    inRun({ first: { 'x.txt': 'x' }, request: first }, mergeOf, async ({ api, diff }) => {
      const ended = await diff();
      assert.match(ended.stdout, /\+ GAINED consume queue a in vhost v/);
      assert.ok(
        api.comments[0]?.body.includes('The base has no policy there, so everything is new.'),
      );
    }));

  it('writes one comment, replaces it, and leaves alone what a person wrote', () =>
    inRun(growing, mergeOf, async ({ here, api, diff }) => {
      const marker = '<!-- warren diff policies -->';
      for (let id = 1; id <= 120; id++)
        api.comments.push({
          id,
          author: 9,
          type: 'User',
          body: id === 3 ? `${marker}\nmine` : 'x',
        });
      await diff();
      assert.equal(api.comments.length, 121);
      const ours = api.comments[120];
      assert.ok(
        ours !== undefined && ours.body.startsWith(`${marker}\n\n### Access: 1 gained, 0 lost\n`),
      );
      assert.ok(ours.body.endsWith('\n\nThe check of this comparison fails.'));
      plant(here, first);
      rmSync(join(here, 'policies/main.warren'));
      plant(here, {
        'policies/main.warren': readFileSync(join(here, '../work/policies/main.warren'), 'utf8'),
      });
      const same = await diff();
      assert.equal(same.status, 0, same.stderr);
      assert.equal(api.comments.length, 121);
      assert.equal(ours.body, `${marker}\n\nThe same access.`);
      assert.equal(api.comments[2]?.body, `${marker}\nmine`);
      assert.ok(api.calls.every(({ token }) => token === 'Bearer secret-token'));
      // Of another policy there is another comment.
      await diff({ WARREN_PATH: './policies' });
      assert.equal(api.comments.length, 121, 'nothing to tell is not told');
    }));

  it('fails for growth, and not where it is accepted or not asked about', () =>
    inRun(growing, mergeOf, async ({ here, api, diff }) => {
      const entry = 'accept r on b\n  vhost v\n  consume queue b\n  because "T-1"\n';
      writeFileSync(join(here, 'access.accept'), entry);
      const accepted = await diff({ WARREN_ACCEPT: 'access.accept' });
      assert.deepEqual([accepted.status, accepted.outputs['gained']], [0, 'false']);
      assert.match(api.comments[0]?.body ?? '', /because `T-1` \(`access\.accept:1`\)/);
      const stale = { WARREN_ACCEPT: 'access.accept', WARREN_NO_STALE: 'true' };
      writeFileSync(join(here, 'access.accept'), `${entry}${entry.replace('queue b', 'queue c')}`);
      const failed = await diff(stale);
      assert.deepEqual([failed.status, failed.outputs['gained']], [1, 'false']);
      assert.equal((await diff({ WARREN_NO_NEW_ACCESS: 'false' })).status, 0);
      const unreadable = await diff({ WARREN_ACCEPT: 'nowhere' });
      assert.deepEqual(
        [unreadable.status, unreadable.stderr],
        [2, '::error title=Warren::nowhere does not exist\n'],
      );
      writeFileSync(
        join(here, 'access.accept'),
        'accept r on b\n  vhost v\n  consume qeue "100%\u{1B}[31m"\n  because "T-1"\naccept 50%0A::error on b\n  tag monitoring\n  because ""\n',
      );
      const faulty = await diff({ WARREN_ACCEPT: 'access.accept' });
      assert.equal(faulty.status, 2);
      assert.match(
        faulty.stderr,
        /^::error title=Warren::the entries of access\.accept cannot be read: access\.accept:3:11: [^\n]* access\.accept:5:1: `50%250A::error` is not the name [^\n]* access\.accept:7:3: Write why [^\n]*\n$/,
      );
    }));

  it('comments on who is let in, which does not fail', () =>
    inRun(
      {
        first,
        request: {
          'policies/a.warren': policy('consume queue a').replace('issuer', 'audience x\n  issuer'),
        },
      },
      mergeOf,
      async ({ api, diff }) => {
        const { status, outputs } = await diff();
        assert.deepEqual([status, outputs['gained']], [0, 'false']);
        assert.match(
          api.comments[0]?.body ?? '',
          /\n\nThe same access\.\n\n\*\*Who is let in [^\n]*\n\n- `b`: audience `b` → `x`[^\n]* \(`policies\/a\.warren:4`\)$/,
        );
      },
    ));

  it('tells of a policy with errors', () =>
    inRun(
      { first, request: { 'policies/a.warren': policy('consume qeue b') } },
      mergeOf,
      async ({ api, diff }) => {
        assert.equal((await diff({ WARREN_NO_NEW_ACCESS: 'false' })).status, 1);
        assert.ok(
          api.comments[0]?.body.includes('### Access: not compared\n\nThe new policy has errors:'),
        );
      },
    ));

  for (const refusal of [401, 403, 404, 500])
    it(`stands on the page of the run where a comment is answered with ${refusal}, as for a fork`, () =>
      inRun(growing, mergeOf, async ({ api, diff }) => {
        api.refusal = refusal;
        const { status, stdout, summary } = await diff();
        assert.equal(status, 1);
        assert.match(stdout, /^::notice title=Warren::No comment was written: /m);
        assert.ok(summary.includes('### Access: 1 gained, 0 lost'));
        assert.ok(!stdout.includes('secret-token') && !summary.includes('secret-token'));
      }));

  it('stands there too without a token, for a push, and where no comment is wanted', () =>
    inRun(growing, mergeOf, async ({ folder, hosted, api, diff }) => {
      for (const env of [{ WARREN_TOKEN: '' }, { WARREN_COMMENT: 'false' }])
        assert.ok((await diff(env)).summary.includes('### Access: 1 gained'));
      for (const event of [
        { before: hosted.main },
        { merge_group: { base_sha: hosted.main, head_sha: hosted.merge } },
      ]) {
        writeFileSync(join(folder, 'event.json'), JSON.stringify(event));
        const { summary, outputs } = await diff();
        assert.ok(summary.includes('### Access: 1 gained'));
        assert.equal(outputs['base'], hosted.main);
      }
      for (const event of [{ before: '0'.repeat(40) }, {}]) {
        writeFileSync(join(folder, 'event.json'), JSON.stringify(event));
        const { status, stdout } = await diff();
        assert.deepEqual(
          [status, stdout],
          [
            0,
            '::notice title=Warren::Nothing is compared: this run has no commit before. Set base.\n',
          ],
        );
        assertGrowth(await diff({ WARREN_BASE: 'main' }), hosted.main);
      }
      assert.deepEqual(api.calls, []);
    }));

  it('asks again where the other side fails, and sends no token without TLS', () =>
    inRun(growing, mergeOf, async ({ api, diff }) => {
      api.failing = 2;
      await diff();
      assert.equal(api.comments.length, 1);
      const { status, stderr } = await diff({ GITHUB_API_URL: 'http://api.example' });
      assert.equal(status, 2);
      assert.match(
        stderr,
        /^::error title=Warren::http:\/\/api\.example is not asked, as a token would/,
      );
    }));
});
