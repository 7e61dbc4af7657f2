import { configKeys, type Config, type ConfigProblem } from '../source/config.js';
import type { Diagnostic } from './diagnostic.js';
import { nearest } from './nearest.js';
import { definitions, formerCodes } from './registry.js';

/** What of a `warren.yaml` could not be read. */
interface Unread {
  /** Whether it may leave out other files than were left out. */
  readonly files: boolean;
  /** The codes whose severity it may choose; or it may be those of all. */
  readonly severities: ReadonlySet<string> | 'all';
}

/** Whether it is unknown what files a `warren.yaml` leaves out, so that nothing can be said of the policy. */
export function hidesFiles(config: Config | undefined): boolean {
  return config !== undefined && unreadOf(config).files;
}

/**
 * Diagnostics without those that hang on what of a `warren.yaml` could not be read: of files that it may leave
 * out, and of a severity that it may choose.
 */
export function withoutUnread(
  diagnostics: readonly Diagnostic[],
  config: Config,
): readonly Diagnostic[] {
  const { files, severities } = unreadOf(config);
  if (!files && severities !== 'all' && severities.size === 0) return diagnostics;
  const isOpen = ({ code, severity }: Diagnostic): boolean =>
    severity !== 'error' && (severities === 'all' || severities.has(code));
  return diagnostics.filter(
    (one) => one.place.source === config.source || (!files && !isOpen(one)),
  );
}

function unreadOf({ problems, textProblems, severities: read }: Config): Unread {
  let files = textProblems.some(({ kind }) => kind !== 'byte-order-mark');
  let isAll = false;
  const codes = new Set<string>();
  for (const problem of problems) {
    const about = aboutOf(problem);
    if (about === undefined || about === 'ignore') files = true;
    else if (about === 'severity') isAll = true;
    else codes.add(about);
  }
  for (const { code } of read) {
    const meant = definitions.has(code) ? undefined : codeMeant(code);
    if (meant !== undefined) codes.add(meant);
  }
  return { files, severities: isAll ? 'all' : codes };
}

/** The key, or the code in `severity`, that a problem leaves unread; undefined for the whole file. */
function aboutOf(problem: ConfigProblem): string | undefined {
  if (problem.kind === 'value') return problem.key;
  if (problem.kind === 'severity') return codeMeant(problem.code) ?? problem.code;
  return nearest(problem.key, configKeys) ?? problem.key;
}

function codeMeant(code: string): string | undefined {
  if (definitions.has(code)) return code;
  return formerCodes.get(code) ?? nearest(code, definitions.keys());
}
