import { error, warning } from '../define.js';
import { didYouMean } from '../nearest.js';

/** What can be wrong with a file of `diff --accept`. */
export const acceptanceDiagnostics = {
  badAcceptance: error('bad-acceptance', ({ reason }: { reason: string }) => reason),
  staleAcceptance: warning(
    'stale-acceptance',
    ({ why, where = '', nearest, remedy = 'Remove it.' }: Stale) =>
      `This entry accepts nothing${where}: ${why}.${didYouMean(nearest) || ` ${remedy}`}`,
  ),
};

interface Stale {
  readonly why: string;
  /** Begins with a blank; left out where it is so everywhere. */
  readonly where?: string;
  readonly nearest: string | undefined;
  readonly remedy?: string;
}
