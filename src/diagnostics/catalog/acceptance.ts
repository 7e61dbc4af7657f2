import { error, warning } from '../define.js';
import { didYouMean } from '../nearest.js';

/** What can be wrong with a file of `diff --accept`. */
export const acceptanceDiagnostics = {
  badAcceptance: error('bad-acceptance', ({ reason }: { reason: string }) => reason),
  staleAcceptance: warning(
    'stale-acceptance',
    ({ why, nearest }: { why: string; nearest: string | undefined }) =>
      `This entry accepts nothing: ${why}.${didYouMean(nearest) || ' Remove it.'}`,
  ),
};
