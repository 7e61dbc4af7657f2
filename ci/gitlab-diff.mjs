// Tells on a merge request of GitLab what access it gains and loses, and fails where it gains what is not accepted.
import { writeFileSync } from 'node:fs';
import { forkPoint, present } from './lib/base.mjs';
import { compare } from './lib/compare.mjs';
import { commitOf } from './lib/git.mjs';
import { notesOf } from './lib/gitlab.mjs';
import { Refused } from './lib/http.mjs';
import { isOn, setting } from './lib/program.mjs';
import { commentOf, markerOf, stick } from './lib/sticky.mjs';
import { main, Trouble } from './lib/trouble.mjs';

const DEPTH = 'GIT_DEPTH: 0';

await main(async () => {
  const compared = compare(baseHere());
  process.stdout.write(compared.text);
  const marker = markerOf(setting('WARREN_PATH') ?? '.');
  const fails = compared.status === 1 && isOn('WARREN_NO_NEW_ACCESS', true);
  const text = commentOf({ ...compared, marker, status: fails ? 1 : 0 });
  writeFileSync('warren-diff.md', `${text}\n`);
  const isNothing = compared.markdown.trim() === 'The same access.';
  await note({ marker, text, isNothing });
  const isFaulty = compared.markdown.startsWith('### Access: not compared');
  return fails || isFaulty ? 1 : 0;
});

function baseHere() {
  const wanted = setting('WARREN_BASE');
  if (wanted !== undefined) return present(wanted, DEPTH);
  const here = commitOf('HEAD');
  if (here === undefined) throw new Trouble('there is no checkout here');
  // GitLab says where a merge request left its target; of a merged result, the target it was merged into.
  const target = setting('CI_MERGE_REQUEST_TARGET_BRANCH_SHA');
  if (target !== undefined) return present(target, DEPTH);
  const left = setting('CI_MERGE_REQUEST_DIFF_BASE_SHA');
  if (left !== undefined) return present(left, DEPTH);
  const branch = setting('CI_DEFAULT_BRANCH');
  if (branch === undefined) throw new Trouble('there is nothing to compare with: set WARREN_BASE');
  return forkPoint(here, present(branch, DEPTH), DEPTH);
}

/** @param {{ marker: string, text: string, isNothing: boolean }} comment */
async function note(comment) {
  const notes = notesOf();
  if (notes === undefined) {
    console.log('No note was written: WARREN_GITLAB_TOKEN is not set here. warren-diff.md has it.');
    return;
  }
  try {
    await stick(comment, notes);
  } catch (thrown) {
    if (!(thrown instanceof Refused)) throw thrown;
    console.log(
      `No note was written: GitLab answers ${thrown.status}; WARREN_GITLAB_TOKEN wants the scope api and the role Reporter. warren-diff.md has it.`,
    );
  }
}
