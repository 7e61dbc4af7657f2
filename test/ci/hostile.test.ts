import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { quoted } from '../hostile/policies.js';
import { rendered } from '../report/rendered.js';
import { inRun, mergeOf, policy } from './in-run.js';
import type { History } from './repository.js';

const hostile = '$(touch mark)`touch mark`;touch mark;\'"|&<b>@octocat';
const path = `p ${hostile}`;

const history: History = {
  first: { [`${path}/a.warren`]: policy('consume queue a') },
  request: {
    [`${path}/a.warren`]: policy(
      `consume queue ${['a', `::error::x ${hostile}`, '##[error]x', '::set-output name=base::x', '--> <!-- warren diff p --> @octocat'].map(quoted).join(', ')}`,
    ),
  },
  branch: 'x$(touch${IFS}mark);`touch${IFS}mark`',
};

const SETTINGS = ['BASE', 'BASE_PATH', 'BROKER', 'ACCEPT', 'PATH'].map((name) => `WARREN_${name}`);

const VALUES: readonly string[] = [
  ...[hostile, '--help', '-x', '--upload-pack=touch mark', 'ext::sh -c touch% mark'],
  '::error::x\n::error::y',
];

describe('CI with hostile branches, paths, names and settings', () => {
  it('has none of them be a command, of the shell or of the workflow, or mean anything', () =>
    inRun(history, mergeOf, async ({ here, api, diff }) => {
      const ended = await diff({ WARREN_PATH: path });
      assert.equal(ended.status, 1, ended.stderr);
      assert.ok(!existsSync(join(here, 'mark')));
      const [, key = '', told = '', after = ''] =
        /^::stop-commands::([0-9a-f-]{36})\n([^]*)::\1::\n([^]*)$/.exec(ended.stdout) ?? [];
      assert.ok(key !== '' && told.includes('::error::x'));
      assert.equal(after, '');
      assert.equal(ended.outputs['gained'], 'true');
      const [comment = { body: '' }] = api.comments;
      const marked = /^<!-- [\w .%!~*'()]+ -->\n/;
      assert.match(comment.body, marked);
      assert.deepEqual(rendered(comment.body.replace(marked, '')).strange, []);
    }));

  for (const name of SETTINGS)
    it(`takes no ${name} for an option, a refspec or a command`, () =>
      inRun(history, mergeOf, async ({ here, diff }) => {
        for (const value of VALUES) {
          const { status, stderr } = await diff({ WARREN_PATH: path, [name]: value });
          assert.notEqual(status, 0, value);
          assert.match(stderr, /^(?:::error title=Warren::[^\n]*\n)?$/, value);
          assert.ok(!existsSync(join(here, 'mark')), value);
        }
      }));

  it('says what a switch may be', () =>
    inRun(history, mergeOf, async ({ diff }) => {
      const { stderr } = await diff({ WARREN_PATH: path, WARREN_COMMENT: 'yes' });
      assert.equal(
        stderr,
        "::error title=Warren::WARREN_COMMENT is 'true' or 'false', not 'yes'\n",
      );
    }));
});
