import { filesOfCommit } from '../../program/diff/git-files.js';
import { filesOnDisk } from '../../program/diff/files.js';
import { brokerNames, pairBrokers } from '../../program/diff/pair.js';
import { readSide } from '../../program/diff/read-side.js';
import type { ReadSide } from '../../program/diff/side.js';
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
  const [before, after] = [readSide('.', commit.files), readSide('.', editor)];
  if (before.kind !== 'read') return `In the last commit: ${refusal(before)}`;
  if (after.kind !== 'read') return refusal(after);
  const paired = pairBrokers(before.side, after.side, undefined);
  if (!paired.ok) return `${paired.reason}\n`;
  const { pair } = paired;
  return diffText(diffAccess(pair.old, pair.now), { colour: false, all: brokerNames(pair) });
}

function refusal(side: Exclude<ReadSide, { kind: 'read' }>): string {
  if (side.kind === 'unable') return `${side.reasons.join('\n')}\n`;
  return `the policy has errors\n${render('text', side.diagnostics, { colour: false })}`;
}
