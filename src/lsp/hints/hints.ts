import type { TextRange } from '../../source/range.js';
import { outline } from '../../policy/outline.js';
import type { PolicyFile } from '../../syntax/tree.js';
import type { Snapshot } from '../../assist/snapshot.js';
import type { Hint } from './hint.js';
import { patternHints } from './pattern-hints.js';
import { scopeHint } from './scope-hint.js';

/** The hints in a stretch of a file, in the order of the text. */
export function hintsIn(
  file: PolicyFile,
  { start, end }: TextRange,
  { brokers, resources }: Pick<Snapshot, 'brokers' | 'resources'>,
): readonly Hint[] {
  const allows = outline([file]).rules.filter(
    ({ node }) => node.type === 'allow' && node.range.start <= end && start <= node.range.end,
  );
  return [
    ...allows.flatMap((rule) => scopeHint(rule, brokers)),
    ...patternHints(file.source, resources),
  ]
    .filter(({ offset }) => start <= offset && offset <= end)
    .sort((a, b) => a.offset - b.offset);
}
