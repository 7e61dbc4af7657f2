import { filesOfCommit } from '../../program/diff/git-files.js';
import { filesOnDisk } from '../../program/diff/files.js';
import { brokerNames, pairBrokers } from '../../program/diff/pair.js';
import { readSides } from '../../program/diff/read-sides.js';
import type { NoSide } from '../../program/diff/side.js';
import { diffText } from '../../program/text/diff-text.js';
import { diffAccess } from '../../prove/diff/diff.js';
import { readRelated } from '../../source/read-related.js';
import { render } from '../../report/formats.js';
import type { Folder } from '../folders.js';

/** What access was gained and lost since the last commit, unsaved texts included; or why that cannot be said. */
export function accessDiff({ policy }: Folder): string {
  const { root } = policy.scope;
  const commit = filesOfCommit('HEAD', '.', root);
  if (!commit.ok) return `${commit.reason}\n`;
  const loaded = policy.load();
  const editor = {
    ...filesOnDisk(root),
    policy: () => loaded,
    related: loaded.readRelated ?? readRelated,
  };
  const sides = readSides({ path: '.', files: commit.files }, { path: '.', files: editor });
  if (!sides.ok)
    return `${sides.which === 'old' ? 'In the last commit: ' : ''}${refusal(sides.why)}`;
  const paired = pairBrokers(sides.old, sides.now, undefined);
  if (!paired.ok) return `${paired.reason}\n`;
  const { pair } = paired;
  return diffText(diffAccess(pair.old, pair.now), { colour: false, all: brokerNames(pair) });
}

function refusal(why: NoSide): string {
  if (why.kind === 'unable') return `${why.reasons.join('\n')}\n`;
  return `the policy has errors\n${render('text', why.diagnostics, { colour: false })}`;
}
