import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bad, head } from '../cli/warren.js';
import { plant, whileInFolder } from '../source/temporary.js';
import { growing, inRun, mergeOf } from './in-run.js';
import type { Hosted } from './repository.js';
import { script, type Ended } from './script.js';
import type { StandIn } from './stand-in.js';

/** Runs the comparison as the pipeline of a merge request does. */
function compared(
  here: string,
  api: StandIn,
  env: Readonly<Record<string, string>>,
): Promise<Ended> {
  return script('gitlab-diff.mjs', here, {
    CI_API_V4_URL: api.url,
    CI_MERGE_REQUEST_PROJECT_ID: '5',
    CI_MERGE_REQUEST_IID: '7',
    CI_DEFAULT_BRANCH: 'main',
    WARREN_GITLAB_TOKEN: 'secret-token',
    WARREN_PATH: 'policies',
    ...env,
  });
}

/** The bases that GitLab tells, by the kind of pipeline. */
const bases: Readonly<
  Record<string, (hosted: Hosted) => [of: string, env: Record<string, string>]>
> = {
  'a merge request': ({ head: newest, left }) => [newest, { CI_MERGE_REQUEST_DIFF_BASE_SHA: left }],
  'a merged result': ({ merge, left, main }) => [
    merge,
    { CI_MERGE_REQUEST_DIFF_BASE_SHA: left, CI_MERGE_REQUEST_TARGET_BRANCH_SHA: main },
  ],
  'a branch': ({ head: newest }) => [newest, {}],
  'a base of its own': ({ merge }) => [merge, { WARREN_BASE: 'main' }],
};

describe('GitLab CI', () => {
  for (const [kind, of] of Object.entries(bases))
    it(`compares ${kind} with its base, at depth 1`, () =>
      inRun(
        growing,
        (hosted) => of(hosted)[0],
        async ({ hosted, here, api }) => {
          const { status, stdout, stderr } = await compared(here, api, of(hosted)[1]);
          assert.deepEqual([status, stderr], [1, '']);
          assert.match(stdout, /\+ GAINED consume queue b in vhost v\n/);
          assert.ok(!stdout.includes('queue main'));
          const [note = { body: '' }] = api.comments;
          assert.ok(note.body.startsWith('<!-- warren diff policies -->\n\n### Access: 1 gained'));
          assert.equal(readFileSync(join(here, 'warren-diff.md'), 'utf8'), `${note.body}\n`);
        },
      ));

  it('replaces the note of its own token, and no other', () =>
    inRun(growing, mergeOf, async ({ hosted, here, api }) => {
      const marker = '<!-- warren diff policies -->';
      api.comments.push({ id: 1, author: 9, type: 'Bot', body: `${marker}\nanother's` });
      const env = { WARREN_BASE: hosted.main };
      await compared(here, api, env);
      await compared(here, api, { ...env, WARREN_NO_NEW_ACCESS: 'false' });
      assert.equal(api.comments.length, 2);
      assert.equal(api.comments[0]?.body, `${marker}\nanother's`);
      assert.ok(!api.comments[1]?.body.includes('fails'));
      assert.ok(api.calls.every(({ token }) => token === 'secret-token'));
    }));

  it('has the comparison in a file where no note can be written', () =>
    inRun(growing, mergeOf, async ({ hosted, here, api }) => {
      const env = { WARREN_BASE: hosted.main };
      const without = await compared(here, api, { ...env, WARREN_GITLAB_TOKEN: '' });
      assert.match(without.stdout, /\nNo note was written: WARREN_GITLAB_TOKEN is not set here\./);
      assert.deepEqual(api.calls, []);
      api.refusal = 403;
      const refused = await compared(here, api, env);
      assert.match(refused.stdout, /\nNo note was written: GitLab answers 403; /);
      assert.ok(!refused.stdout.includes('secret-token'));
      assert.equal(refused.status, 1);
    }));

  it('tells in one line what depth is wanted', () =>
    inRun(growing, mergeOf, async ({ here, api }) => {
      const { status, stderr } = await compared(here, api, { WARREN_BASE: 'c'.repeat(40) });
      assert.equal(status, 2);
      assert.match(
        stderr,
        /^warren: the base cccccccccccc is not in this checkout, [^\n]* set GIT_DEPTH: 0; [^\n]*\n$/,
      );
    }));

  it('reports what a check tells as JUnit XML and of code quality', () =>
    whileInFolder(
      { 'c/p/a.warren': `${bad}vhost w { allow nobody { connect } }\n` },
      async (folder) => {
        const here = join(folder, 'c');
        const check = (): Promise<Ended> =>
          script('gitlab-check.mjs', here, { WARREN_PATH: 'p', WARREN_MAX_WARNINGS: '0' });
        const failed = await check();
        assert.equal(failed.status, 1);
        assert.match(failed.stdout, /error\[unknown-name\]/);
        assert.match(
          readFileSync(join(here, 'warren-junit.xml'), 'utf8'),
          /<testsuites[^]*unknown-name/,
        );
        const entries: unknown = JSON.parse(
          readFileSync(join(here, 'warren-code-quality.json'), 'utf8'),
        );
        assert.ok(Array.isArray(entries));
        const found = entries.map((entry: Readonly<Record<string, unknown>>) => entry);
        assert.deepEqual(
          found.map(({ check_name, severity, location }) => [check_name, severity, location]),
          [10, 12].map((begin) => [
            'unknown-name',
            'critical',
            { path: 'p/a.warren', lines: { begin } },
          ]),
        );
        assert.equal(new Set(found.map(({ fingerprint }) => fingerprint)).size, 2);
        plant(here, { 'p/a.warren': `${head}vhost v { queue q allow r { consume queue q } }\n` });
        assert.equal((await check()).status, 0);
        assert.equal(readFileSync(join(here, 'warren-code-quality.json'), 'utf8'), '[]\n');
        const none = await script('gitlab-check.mjs', here, { WARREN_PATH: 'nowhere' });
        assert.deepEqual([none.status, none.stderr], [2, 'warren: nowhere does not exist\n']);
      },
    ));
});
